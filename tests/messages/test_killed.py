"""A worker is killed between any two lines: nobody is told twice, and nobody is forgotten.

It dies at every 23rd line, each day at others: in 23 days at all of them.
"""

import inspect
import os
import shutil
import signal
import sys
from datetime import time, timedelta

import pytest

from tests import town as town_plan
from webapp import create_app, mail, sweeps
from webapp.circles.models import CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.i18n import at_helsinki, today
from webapp.joining import operations as joining
from webapp.meetings.models import Meeting
from webapp.messages import sweeps as messages

WATCHED = {inspect.getsourcefile(module) for module in (messages, mail, joining)}
STEP = 23
TOLD = {
    *("maija@example.org", "matti@example.org"),  # of tomorrow's meeting
    "liisa@example.org",  # of a place
    "fanni@example.org",  # that nobody has told how yesterday's meeting went
    *("aino@example.org", "kaisa@example.org"),  # the digest
}


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A town on a disk: tomorrow there is something to tell to six people."""
    file = tmp_path_factory.mktemp("killed") / "before.db"
    app = create_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{file}", DATA=str(file.parent))
    with app.test_request_context("/fi/"):
        db.create_all()
        town = town_plan.build()
        start = at_helsinki(today() + timedelta(days=2), time(17))
        with unit_of_work():
            town.meeting.starts_at, town.meeting.ends_at = (
                at_helsinki(today(), time(hour)) for hour in (8, 10)
            )
            town.group.capacity = 6
            for name, status in ("late", "offered"), ("liisa", "waiting"):
                town.group.members.append(
                    Member(
                        organisation_id=1,
                        role=CircleRole.PARTICIPANT,
                        name=name,
                        status=status,
                        contact=f"{name}@example.org" if status == "waiting" else None,
                        offered_until=now() if status == "offered" else None,
                    )
                )
            for name in "maija", "matti":
                town.group.members.append(
                    Member(
                        organisation_id=1,
                        role=CircleRole.PARTICIPANT,
                        name=name,
                        contact=f"{name}@example.org",
                        wants_reminders=True,
                    )
                )
            db.session.add(
                Meeting(organisation_id=1, circle=town.group, starts_at=start, ends_at=start)
            )
        db.session.remove()
        db.engine.dispose()
    return file


@pytest.fixture
def site(tmp_path, post_office):
    app = create_app(
        DATA=str(tmp_path),
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'rinki.db'}",
        PUBLIC_URL="http://localhost",
        MAIL_SERVER="127.0.0.1",
        MAIL_PORT=post_office.port,
        MAIL_STARTTLS=False,
    )
    yield app
    with app.app_context():
        db.engine.dispose()


def test_each_is_told_once_wherever_the_worker_dies(before, site, post_office, clock):
    afternoon = at_helsinki(today() + timedelta(days=1), time(13))
    line, deaths = today().toordinal() % STEP, 0
    while True:
        line += STEP
        shutil.copy(before, site.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
        clock(afternoon)
        died = killed_at(line, site)
        work(site)
        clock(afternoon + timedelta(minutes=10))  # what the dead one had in hand is let go
        work(site)
        assert set(post_office.recipients) == TOLD, line
        mails = {letter["Message-ID"] for letter in post_office.letters}
        assert len(mails) == len(TOLD), f"dead at {line}: a mail sent twice is the same"
        post_office.letters.clear()
        if not died:
            break
        deaths += 1
    assert deaths > 4


def work(site):
    """A worker's round: what is due is written and sent."""
    with site.app_context():
        sweeps.offer_places()
        sweeps.remind()
        mail.send_due()
        db.session.remove()
        db.engine.dispose()


def killed_at(line, site):
    """Do it in a process that is killed when it comes to so manieth line; whether it died."""
    child = os.fork()
    if child == 0:
        sys.settrace(tracer(line))
        try:
            work(site)
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def tracer(line):
    seen = 0

    def trace(frame, event, _arg):
        nonlocal seen
        if frame.f_code.co_filename not in WATCHED:
            return None
        if event == "line":
            seen += 1
            if seen == line:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace
