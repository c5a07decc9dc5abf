"""What is done again and again, by the jobs and from the command line.

Each feature owns its sweep: it may be lost, late or run twice, and the next one puts it right.
"""

from webapp import mail
from webapp.accounts import signing_in
from webapp.attendance import operations as attendance
from webapp.db import unit_of_work
from webapp.guides import links, reports, sought, waiting


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
