"""What is counted of meetings, in SQL: each figure down to the meetings behind it."""

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    select,
)

from webapp.attendance.models import Attendance, Mark
from webapp.circles.models import Member
from webapp.db import db, now
from webapp.meetings.hours import HELD
from webapp.meetings.models import Meeting, MeetingState
from webapp.reports import hours
from webapp.reports.models import Figure
from webapp.reports.scope import Scope

Facts = Select[int, int, int]
"""A row a meeting: its id, its circle's, and what it adds to a figure."""


def fates() -> dict[Figure, ColumnElement[bool]]:
    """What may have become of a meeting: exactly one of these."""
    planned, over = Meeting.state == MeetingState.PLANNED, Meeting.ends_at <= now()
    return {
        Figure.HELD: HELD,
        Figure.CANCELLED: Meeting.state == MeetingState.CANCELLED,
        Figure.NOT_HELD: Meeting.state == MeetingState.NOT_HELD,
        Figure.UNTOLD: and_(planned, over),
        Figure.AHEAD: and_(planned, ~over),
    }


def came(scope: Scope) -> CTE:
    """A row a held meeting: how many came by name, and how many in all (as `Tally` has it)."""
    present = Attendance.meeting_id == Meeting.id, Attendance.mark == Mark.PRESENT
    named = select(func.count()).where(*present).scalar_subquery()
    rows = select(
        Meeting.id,
        Meeting.circle_id,
        Meeting.starts_at,
        Meeting.place,
        named.label("named"),
        func.coalesce(Meeting.headcount, 0).label("counted"),
    )
    return rows.where(HELD, *scope.meetings).cte("came").prefix_with("MATERIALIZED")


def visits(came: CTE) -> ColumnElement[int]:
    """A headcount includes those marked by name."""
    return case((came.c.counted > came.c.named, came.c.counted), else_=came.c.named)


def people(scope: Scope) -> Select[int, int]:
    """Members who came to one of the meetings: with their circles."""
    return select(Member.id, Member.circle_id).where(*scope.members, _was_there(*scope.meetings))


def newcomers(scope: Scope) -> Select[int, int]:
    """Those of them who had not been in their group before.

    The meetings of a scope are, of one circle, all those from a moment to another.
    """
    earlier = Meeting.circle_id == Member.circle_id, Meeting.starts_at < scope.begins(Member)
    return people(scope).where(~_was_there(*earlier))


def _first_times(scope: Scope) -> Facts:
    """The meetings to which someone came for the first time, with how many did."""
    new = newcomers(scope).subquery()
    first = (
        select(Attendance.member_id, func.min(Meeting.starts_at).label("at"))
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Attendance.member_id.in_(select(new.c.id)))
        .where(Attendance.mark == Mark.PRESENT, HELD, *scope.meetings)
        .group_by(Attendance.member_id)
        .subquery()
    )
    return (
        select(Meeting.id, Meeting.circle_id, func.count())
        .join(Member, Member.circle_id == Meeting.circle_id)
        .join(first, first.c.member_id == Member.id)
        .where(Meeting.starts_at == first.c.at)
        .group_by(Meeting.id, Meeting.circle_id)
    )


def _was_there(*meetings: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a member came to one of these."""
    present = Attendance.member_id == Member.id, Attendance.mark == Mark.PRESENT
    return exists().where(*present, Meeting.id == Attendance.meeting_id, HELD, *meetings)


def facts(scope: Scope, figure: Figure) -> Facts:
    """The meetings behind a figure, with what each adds to it."""
    if figure in hours.FIGURES:
        return hours.facts(scope, figure)
    if figure == Figure.NEW:
        return _first_times(scope)
    if figure in (Figure.VISITS, Figure.UNNAMED, Figure.PEOPLE):
        rows = came(scope)
        value = {
            Figure.VISITS: visits(rows),
            Figure.UNNAMED: visits(rows) - rows.c.named,
            Figure.PEOPLE: rows.c.named,
        }[figure]
        wanted = select(rows.c.id, rows.c.circle_id, value)
        return wanted.where(value > 0) if figure == Figure.UNNAMED else wanted
    every = select(Meeting.id, Meeting.circle_id, literal(1)).where(*scope.meetings)
    return every if figure == Figure.MEETINGS else every.where(fates().get(figure, HELD))


def fates_of_circles(scope: Scope) -> dict[Figure, dict[int, int]]:
    """How many meetings of each circle have had each fate, and how many there are in all."""
    fate = case(*((told, str(figure)) for figure, told in fates().items()))
    rows = select(fate, Meeting.circle_id, func.count(Meeting.id)).where(*scope.meetings)
    found: dict[Figure, dict[int, int]] = {f: {} for f in (Figure.MEETINGS, *fates())}
    whole = found[Figure.MEETINGS]
    for name, circle_id, number in db.session.execute(rows.group_by(fate, Meeting.circle_id)):
        found[Figure(name)][circle_id] = number
        whole[circle_id] = whole.get(circle_id, 0) + number
    return found


def people_of_circles(scope: Scope, figure: Figure) -> dict[int, int]:
    """How many of each circle's members came, or came for the first time."""
    found = (newcomers if figure == Figure.NEW else people)(scope).subquery()
    each = select(found.c.circle_id, func.count()).group_by(found.c.circle_id)
    return {row[0]: row[1] for row in db.session.execute(each)}
