"""What is told when its time comes.

Each message is a row and its mail in one transaction, one reader at a time: a worker that is
killed anywhere leaves either both or neither, and the next sweep goes on from there. Only the
handing over to a mail server can't be so (the mail module): one that dies after the server has
said yes sends the same mail again, with the same Message-ID.
"""

from collections.abc import Callable
from datetime import date, timedelta

from flask import url_for
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from webapp import passes
from webapp.accounts.models import Membership
from webapp.circles.models import Member
from webapp.db import db, now, unit_of_work
from webapp.i18n import local, today
from webapp.meetings.models import Meeting
from webapp.messages import queries, readers
from webapp.messages.models import Notice, NoticeKind
from webapp.passes import Purpose
from webapp.web import absolute

LINK_OPEN = timedelta(days=7)
KEPT = timedelta(days=60)


def sweep() -> int:
    """Tell all that is due; how many messages were written."""
    return remind_participants() + remind_leaders() + send_digests()


def remind_participants() -> int:
    return sum(_remind(*ids) for ids in db.session.execute(queries.to_remind()).all())


def remind_leaders() -> int:
    """Of each meeting that nobody has told about by the next noon."""
    days = queries.days_to_ask_about()
    due = [ids for day in days for ids in db.session.execute(queries.unrecorded(day)).all()]
    return sum(_ask(*ids) for ids in due)


def send_digests() -> int:
    """To the coordinators of organisations where something waits."""
    return sum(
        _digest(membership.id) for membership in db.session.scalars(queries.to_digest()).all()
    )


def purge() -> None:
    db.session.execute(delete(Notice).where(Notice.day < (now() - KEPT).date()))


def _remind(member_id: int, meeting_id: int) -> bool:
    def write() -> bool:
        member, meeting = db.session.get_one(Member, member_id), _meeting(meeting_id)
        return readers.write(
            readers.participant(member), "reminder", meeting.circle, meeting=meeting
        )

    day = local(_meeting(meeting_id).starts_at).date()
    return _once(NoticeKind.REMINDER, member_id, meeting_id, day, write)


def _ask(member_id: int, meeting_id: int) -> bool:
    def write() -> bool:
        leader, meeting = db.session.get_one(Member, member_id), _meeting(meeting_id)
        reader = leader.user and readers.worker(leader.user, leader.organisation_id)
        if not reader:
            return False
        link = _link(meeting)
        return readers.write(reader, "unrecorded", meeting.circle, meeting=meeting, link=link)

    day = local(_meeting(meeting_id).starts_at).date()
    return _once(NoticeKind.UNRECORDED, member_id, meeting_id, day, write)


def _digest(membership_id: int) -> bool:
    membership = db.session.get_one(Membership, membership_id)

    def write() -> bool:
        gaps = [
            (circle, n)
            for circle, n in db.session.execute(queries.gaps(membership.organisation_id))
        ]
        reader = readers.worker(membership.user, membership.organisation_id)
        return bool(gaps and reader) and readers.write(reader, "digest", gaps=gaps)  # type: ignore[arg-type]

    monday = today() - timedelta(days=today().weekday())
    return _once(NoticeKind.DIGEST, membership_id, membership.organisation_id, monday, write)


def _once(
    kind: NoticeKind, reader_id: int, about_id: int, day: date, write: Callable[[], bool]
) -> bool:
    """Write a message, unless it has been written; whether there was anybody to write to."""
    try:
        with unit_of_work():
            notice = Notice(kind=kind, reader_id=reader_id, about_id=about_id, day=day)
            db.session.add(notice)
            db.session.flush()  # another sweep that is at it is met here
            return write()
    except IntegrityError:
        return False


def _link(meeting: Meeting) -> str:
    given = passes.issue(Purpose.UNRECORDED, meeting.id, meeting.organisation_id)
    passes.extend(given, now() + LINK_OPEN)
    return absolute(url_for("attendance_worker.unrecorded", token=given.token, lang=None))


def _meeting(meeting_id: int) -> Meeting:
    return db.session.get_one(Meeting, meeting_id)
