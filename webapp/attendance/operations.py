from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import delete

from webapp import audit
from webapp.accounts.models import User
from webapp.attendance import hints, queries
from webapp.attendance.history import Tap, record
from webapp.attendance.models import Attendance, Mark
from webapp.circles.models import Circle, CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.meetings.models import Meeting, MeetingState
from webapp.web import Refused

MOST_PEOPLE = 1000


@dataclass(frozen=True)
class Entry:
    """One row of the list as it was sent: what it showed before, and what is wanted now."""

    member_id: int
    was: Mark | None
    wanted: Mark


@dataclass(frozen=True)
class Column:
    """One meeting of a printed sheet as it was filled in."""

    marks: dict[Member, Mark]
    newcomers: list[str]
    people: int | None


def mark(meeting: Meeting, member: Member, wanted: Mark, by: User | None = None) -> None:
    """Say who came. Saying the same twice changes nothing."""
    _refuse_if_closed(meeting)
    if member.circle_id != meeting.circle_id:
        raise Refused(_("This person is not in this group."))
    record(meeting, [Tap(now(), member.id, wanted)], by)


def mark_all(meeting: Meeting, entries: Iterable[Entry], by: User | None = None) -> None:
    """Save a whole list without undoing what someone else saved meanwhile.

    Only rows whose reader changed them are written; a row that nobody had marked becomes absent
    unless someone has marked it since.
    """
    _refuse_if_closed(meeting)
    marked = queries.marks(meeting)
    listed = {member.id for member in meeting.circle.members}
    taps = [
        Tap(now(), entry.member_id, entry.wanted)
        for entry in entries
        if entry.member_id in listed
        and entry.wanted != entry.was
        and not (entry.was is None and entry.wanted == Mark.ABSENT and entry.member_id in marked)
    ]
    record(meeting, taps, by)


def add_walk_in(meeting: Meeting, name: str, by: User | None = None) -> Member:
    """Someone new came: a member from now on, and present."""
    _refuse_if_closed(meeting)
    if not meeting.circle.keeps_names:
        raise Refused(_("This group keeps no names. Count the people instead."))
    newcomer = Member(
        organisation_id=meeting.organisation_id,
        role=CircleRole.PARTICIPANT,
        name=name,
    )
    meeting.circle.members.append(newcomer)
    db.session.flush()
    mark(meeting, newcomer, Mark.PRESENT, by)
    return newcomer


def undo_walk_in(meeting: Meeting, newcomer: Member) -> None:
    """The name was a slip: it was never on the list. Only of one who came in this evening."""
    if queries.walk_in(meeting, newcomer.id) is None:
        raise Refused(_("This person is on the list for another reason, too."))
    db.session.delete(newcomer)
    db.session.flush()
    db.session.expire(meeting.circle, ["members"])


def count(meeting: Meeting, people: int | None, by: User | None = None) -> None:
    """How many were there in all; None takes the figure away."""
    _refuse_if_closed(meeting)
    record(meeting, [Tap(now(), headcount=people)], by)


def report(
    meeting: Meeting, entries: Iterable[Entry], newcomers: Iterable[str], people: int | None
) -> None:
    """Save a whole evening at once; names that are on the list already are marked there."""
    mark_all(meeting, entries)
    _add(meeting, newcomers)
    if people is not None or not meeting.circle.keeps_names:
        count(meeting, people)


def receive(meeting: Meeting, taps: Iterable[Tap], by: User | None = None) -> str:
    """Take what was tapped on a phone; returns why it can't be taken, if it can't.

    Not a refusal: the phone must know that these taps need not be sent again.
    """
    if closed := _why_closed(meeting):
        return closed
    received = queries.received(meeting)
    new = {tap.tap: tap for tap in taps if tap.tap not in received}.values()
    listed = {member.id for member in meeting.circle.members if meeting.circle.keeps_names}
    if said := [tap for tap in new if tap.is_count or tap.member_id in listed]:
        record(meeting, said, by)
    for tap in new:
        if tap.is_rest and meeting.circle.keeps_names:
            record(meeting, _absent_rest(meeting, tap), by)
    return ""


def fill(meeting: Meeting, said: Column, by: User | None = None) -> bool:
    """Enter a column of a printed sheet. An empty one says nothing, so the meeting still waits."""
    _refuse_if_closed(meeting)
    taps = [Tap(now(), member.id, mark) for member, mark in said.marks.items()]
    if said.people is not None:
        taps.append(Tap(now(), headcount=said.people))
    if taps:
        record(meeting, taps, by)
    _add(meeting, said.newcomers, by)
    if said.marks or said.newcomers:
        record(meeting, _absent_rest(meeting, Tap(now(), mark=Mark.ABSENT)), by)
    return bool(taps or said.newcomers)


def note_export(circle: Circle, with_names: bool) -> None:
    """A file with names leaves the site: who took it is remembered."""
    if with_names:
        with unit_of_work():
            audit.record("attendance.exported", circle, organisation_id=circle.organisation_id)


def did_not_meet(meeting: Meeting, reason: str) -> None:
    """The meeting did not happen: that is a report too. Earlier marks are removed."""
    _refuse_if_closed(meeting)
    db.session.execute(delete(Attendance).where(Attendance.meeting_id == meeting.id))
    meeting.headcount = None
    meeting.state, meeting.reason, meeting.reported_at = MeetingState.NOT_HELD, reason, now()
    audit.record("meeting.not_held", meeting, organisation_id=meeting.organisation_id)


def met_after_all(meeting: Meeting) -> None:
    """Take back "did not meet": the meeting waits for its attendance again."""
    if meeting.state == MeetingState.NOT_HELD:
        meeting.state, meeting.reason, meeting.reported_at = MeetingState.PLANNED, "", None


def _add(meeting: Meeting, newcomers: Iterable[str], by: User | None = None) -> None:
    """Those whose names were written under the list; who is on it already is marked there."""
    names = {member.name.casefold(): member for member in queries.participants(meeting)}
    for name in newcomers:
        if known := names.get(name.casefold()):
            mark(meeting, known, Mark.PRESENT, by)
        else:
            names[name.casefold()] = add_walk_in(meeting, name, by)


def _absent_rest(meeting: Meeting, tap: Tap) -> list[Tap]:
    """Those of the list at that moment whom nobody has marked; who said so is excused."""
    marked, away = queries.marks(meeting), hints.away(meeting)
    return [
        Tap(tap.tapped_at, member.id, Mark.EXCUSED if member.id in away else Mark.ABSENT)
        for member in queries.participants(meeting)
        if member.id not in marked and member.joined_at <= tap.tapped_at
    ]


def _why_closed(meeting: Meeting) -> str:
    if meeting.state == MeetingState.CANCELLED:
        return str(_("This meeting was cancelled, so nobody can be marked."))
    if meeting.day_is_ahead:
        return str(_("This meeting is still to come. You can take attendance on its day."))
    return ""


def _refuse_if_closed(meeting: Meeting) -> None:
    if closed := _why_closed(meeting):
        raise Refused(closed)
