"""A whole series read at once: who came to which meeting, of a term or of all."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from webapp.attendance.models import Attendance, Mark
from webapp.attendance.queries import Tally, tallies
from webapp.attendance.terms import AllTerms, Term, between
from webapp.circles.models import Circle, CircleRole, Member, MemberStatus
from webapp.db import db, now
from webapp.i18n import local, today
from webapp.meetings.models import Meeting, MeetingState

MOST_TO_FILL = 8  # meetings on one form


@dataclass(frozen=True)
class Grid:
    """Members down, meetings across."""

    meetings: list[Meeting]
    members: list[Member]
    marks: dict[tuple[int, int], Mark]
    """By the ids of member and meeting."""
    tallies: dict[int, Tally]

    def of(self, member: Member, meeting: Meeting) -> Mark | None:
        return self.marks.get((member.id, meeting.id))

    def times(self, member: Member) -> int:
        return sum(self.of(member, meeting) == Mark.PRESENT for meeting in self.meetings)

    def number(self, meeting: Meeting, mark: Mark) -> int:
        return sum(self.of(member, meeting) == mark for member in self.members)


def terms(circle: Circle) -> list[Term]:
    """Those in which the circle has had or has meetings; else this one."""
    ends = select(func.min(Meeting.starts_at), func.max(Meeting.starts_at))
    first, last = db.session.execute(ends.where(Meeting.circle_id == circle.id)).one()
    if first is None:
        return [Term.of(today())]
    return between(Term.of(local(first).date()), Term.of(local(last).date()))


def grid(circle: Circle, term: Term | AllTerms) -> Grid:
    """A term of the circle, or all of them, by four statements however long it is."""
    begins, ends = term.span
    of_term = (
        select(Meeting)
        .where(Meeting.circle_id == circle.id, Meeting.starts_at >= begins)
        .where(Meeting.starts_at < ends)
    )
    meetings = list(db.session.scalars(of_term.order_by(Meeting.starts_at)))
    ids = of_term.with_only_columns(Meeting.id)
    marked = select(Attendance.member_id, Attendance.meeting_id, Attendance.mark).where(
        Attendance.meeting_id.in_(ids)
    )
    marks = {(row[0], row[1]): row[2] for row in db.session.execute(marked)}
    seen = {member_id for member_id, _ in marks}
    return Grid(meetings, _members(circle, seen), marks, tallies(meetings))


def to_fill(circle: Circle) -> list[Meeting]:
    """The latest meetings that have been and that nobody has told about, in the order of days."""
    wanted = (
        select(Meeting)
        .where(Meeting.circle_id == circle.id, Meeting.state == MeetingState.PLANNED)
        .where(Meeting.starts_at <= now())
        .order_by(Meeting.starts_at.desc())
        .limit(MOST_TO_FILL)
    )
    return list(db.session.scalars(wanted))[::-1]


def to_print(circle: Circle, first: Meeting | None, number: int) -> list[Meeting]:
    """The meetings of a printed sheet: from one of them on, or those to come."""
    begins = first.starts_at if first else now()
    wanted = (
        select(Meeting)
        .where(Meeting.circle_id == circle.id, Meeting.ends_at > begins)
        .order_by(Meeting.starts_at)
        .limit(number)
    )
    return list(db.session.scalars(wanted))


def day_of(meeting: Meeting) -> date:
    return local(meeting.starts_at).date()


def participants(circle: Circle) -> list[Member]:
    return _members(circle, set())


def _members(circle: Circle, seen: set[int]) -> list[Member]:
    """The circle's participants by name, and those who have left but were seen."""
    wanted = (
        select(Member)
        .where(Member.circle_id == circle.id, Member.role == CircleRole.PARTICIPANT)
        .order_by(func.lower(Member.name), Member.id)
    )
    here = db.session.scalars(wanted)
    return [m for m in here if m.status == MemberStatus.ACTIVE or m.id in seen]
