"""What is done again and again, by the jobs and from the command line.

Each feature owns its sweep: it may be lost, late or run twice, and the next one puts it right.
"""

from flask import current_app

from webapp import audit, mail
from webapp.accounts import signing_in
from webapp.agendas import operations as agendas
from webapp.attendance import forgetting as attendance
from webapp.db import db, outside_transactions, unit_of_work
from webapp.groups import proposals
from webapp.guides import links, reports, sought, waiting
from webapp.joining import keeping
from webapp.joining import operations as joining
from webapp.messages import sweeps as messages


def offer_places() -> None:
    """Places that nobody has taken in time go to the next; the mails need an address to tell."""
    with current_app.test_request_context("/"), unit_of_work():
        joining.withdraw_late_offers()


def remind() -> int:
    """Tell people what is due to be told; the mails need an address to tell."""
    with current_app.test_request_context("/"):
        return messages.sweep()


def purge() -> None:
    """Forget what has expired."""
    with unit_of_work():
        signing_in.purge()
        mail.purge()
        links.purge()
        reports.purge()
        sought.purge()
        waiting.purge()
        attendance.purge()
        messages.purge()
        proposals.purge()
        keeping.purge()
        agendas.purge()
        audit.purge()
    tidy_the_file()


def tidy_the_file() -> None:
    """Empty SQLite's second file into the first: it would tell which replies came together."""
    if db.engine.dialect.name == "sqlite":
        outside_transactions("PRAGMA wal_checkpoint(TRUNCATE)")
