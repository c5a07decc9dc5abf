from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from webapp import audit
from webapp.attendance.models import Attendance, Mark
from webapp.circles.models import CircleRole, Member
from webapp.db import db, now
from webapp.meetings.models import Meeting, MeetingState
from webapp.web import Refused

MOST_PEOPLE = 1000


@dataclass(frozen=True)
class Entry:
    """One row of the list as it was sent: what it showed before, and what is wanted now."""

    member_id: int
    was: Mark | None
    wanted: Mark


def mark(meeting: Meeting, member: Member, wanted: Mark) -> None:
    """Say who came. Saying the same twice changes nothing."""
    _refuse_too_early(meeting)
    if member.circle_id != meeting.circle_id:
        raise Refused(_("This person is not in this group."))
    row = _row(meeting, member.id)
    if row is None:
        row = Attendance(
            organisation_id=meeting.organisation_id, meeting_id=meeting.id, member_id=member.id
        )
        db.session.add(row)
    row.mark = wanted
    _was_held(meeting)
    db.session.flush()


def mark_all(meeting: Meeting, entries: Iterable[Entry]) -> None:
    """Save a whole list without undoing what someone else saved meanwhile.

    Only rows whose reader changed them are written; a row that nobody had marked becomes absent
    unless someone has marked it since.
    """
    _refuse_too_early(meeting)
    members = {member.id: member for member in meeting.circle.members}
    for entry in entries:
        member = members.get(entry.member_id)
        if member is None or entry.wanted == entry.was:
            continue
        untouched = entry.was is None and entry.wanted == Mark.ABSENT
        if not (untouched and _row(meeting, member.id)):
            mark(meeting, member, entry.wanted)
    _was_held(meeting)


def add_walk_in(meeting: Meeting, name: str) -> Member:
    """Someone new came: a member from now on, and present."""
    _refuse_too_early(meeting)
    if not meeting.circle.keeps_names:
        raise Refused(_("This group keeps no names. Count the people instead."))
    newcomer = Member(
        organisation_id=meeting.organisation_id,
        role=CircleRole.PARTICIPANT,
        name=name,
    )
    meeting.circle.members.append(newcomer)
    db.session.flush()
    mark(meeting, newcomer, Mark.PRESENT)
    return newcomer


def count(meeting: Meeting, people: int | None) -> None:
    """How many were there in all; None takes the figure away."""
    _refuse_too_early(meeting)
    meeting.headcount = people
    _was_held(meeting)


def did_not_meet(meeting: Meeting, reason: str) -> None:
    """The meeting did not happen: that is a report too. Earlier marks are removed."""
    _refuse_too_early(meeting)
    db.session.execute(db.delete(Attendance).where(Attendance.meeting_id == meeting.id))
    meeting.headcount = None
    meeting.state, meeting.reason, meeting.reported_at = MeetingState.NOT_HELD, reason, now()
    audit.record("meeting.not_held", meeting, organisation_id=meeting.organisation_id)


def met_after_all(meeting: Meeting) -> None:
    """Take back "did not meet": the meeting waits for its attendance again."""
    if meeting.state == MeetingState.NOT_HELD:
        meeting.state, meeting.reason, meeting.reported_at = MeetingState.PLANNED, "", None


def _row(meeting: Meeting, member_id: int) -> Attendance | None:
    wanted = select(Attendance).where(
        Attendance.meeting_id == meeting.id, Attendance.member_id == member_id
    )
    return db.session.scalar(wanted)


def _was_held(meeting: Meeting) -> None:
    meeting.state, meeting.reason = MeetingState.HELD, ""
    meeting.reported_at = meeting.reported_at or now()


def _refuse_too_early(meeting: Meeting) -> None:
    if meeting.state == MeetingState.CANCELLED:
        raise Refused(_("This meeting was cancelled, so nobody can be marked."))
    if meeting.day_is_ahead:
        raise Refused(_("This meeting is still to come. You can take attendance on its day."))
