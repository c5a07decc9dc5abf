"""A worker is killed between any two lines: nobody is told twice, and nobody is forgotten.

One that is killed leaves its disk as it is at that moment, and the letters that are out. So a round
is watched line by line, and each different disk it might leave is put before the next worker. Some
are left by workers that are killed for real.
"""

import inspect
import os
import shutil
import signal
import sys
from datetime import time, timedelta
from pathlib import Path

import pytest

from tests import town as town_plan
from webapp import create_app, mail, sweeps
from webapp import db as transactions
from webapp.circles.models import CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.i18n import at_helsinki, today
from webapp.joining import operations as joining
from webapp.meetings.models import Meeting
from webapp.messages import channels, readers
from webapp.messages import sweeps as messages

MODULES = messages, readers, channels, mail, joining, sweeps, transactions
WATCHED = {inspect.getsourcefile(module) for module in MODULES}
KILLED_FOR_REAL = 5
FIRST_ROUND = at_helsinki(today() + timedelta(days=1), time(13))
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
    disk = Disk(site)
    disk.put(before)
    clock(FIRST_ROUND)
    left, lines = {}, 0

    def look(place):
        nonlocal lines
        lines += 1
        left.setdefault((disk.contents(), len(post_office.letters)), place)

    watched(look, site)
    assert lines > 500 and len(left) > 3 * len(TOLD), "each mail is written, claimed and noted"
    sent = list(post_office.letters)
    for (contents, number), place in left.items():
        post_office.letters[:] = sent[:number]
        disk.leave(contents)
        the_next_ones_tell_the_rest(site, post_office, clock, place)


@pytest.mark.parametrize("part", range(KILLED_FOR_REAL))
def test_each_is_told_once_when_the_worker_is_really_killed(before, site, post_office, clock, part):
    disk = Disk(site)
    disk.put(before)
    clock(FIRST_ROUND)
    assert killed_after(part * 180 + 90, site), "it died before it was ready"
    the_next_ones_tell_the_rest(site, post_office, clock, part)


class Disk:
    """What outlives a worker."""

    def __init__(self, site):
        name = site.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
        self.file, self.log, self.index = (Path(f"{name}{end}") for end in ("", "-wal", "-shm"))

    def put(self, file):
        shutil.copy(file, self.file)

    def contents(self):
        return self.file.read_bytes(), self.log.read_bytes() if self.log.exists() else b""

    def leave(self, contents):
        for file, what in zip((self.file, self.log), contents, strict=True):
            file.write_bytes(what)
        self.index.unlink(missing_ok=True)


def the_next_ones_tell_the_rest(site, post_office, clock, place):
    work(site)
    clock(FIRST_ROUND + timedelta(minutes=10))  # what the dead one had in hand is let go
    work(site)
    clock(FIRST_ROUND)
    assert set(post_office.recipients) == TOLD, f"dead at {place}"
    mails = {letter["Message-ID"] for letter in post_office.letters}
    assert len(mails) == len(TOLD), f"dead at {place}: a mail sent twice is the same"
    assert len(post_office.letters) <= len(TOLD) + 1, f"dead at {place}: only what was in hand"


def work(site):
    """A worker's round: what is due is written and sent."""
    with site.app_context():
        sweeps.offer_places()
        sweeps.remind()
        mail.send_due()
        db.session.remove()
        db.engine.dispose()


def watched(look, site):
    """A round; before each of its lines, `look` is told which it is."""

    def trace(frame, event, _arg):
        if frame.f_code.co_filename not in WATCHED:
            return None
        if event == "line":
            look(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}")
        return trace

    others = sys.gettrace()
    sys.settrace(trace)
    try:
        work(site)
    finally:
        sys.settrace(others)


def killed_after(lines, site):
    """Do a round in a process that is killed after so many lines; whether it was."""
    child = os.fork()
    if child == 0:
        left = iter(range(lines))
        try:
            watched(lambda _place: next(left, None) is None and _die(), site)
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _die():
    os.kill(os.getpid(), signal.SIGKILL)
