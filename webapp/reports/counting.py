"""What is counted of meetings, in SQL: each figure down to the meetings behind it."""

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    and_,
    case,
    func,
    literal,
    null,
    select,
)

from webapp.attendance.models import Attendance, Mark
from webapp.db import now
from webapp.meetings.models import Meeting, MeetingState
from webapp.reports import hours
from webapp.reports.models import Figure
from webapp.reports.scope import HELD, Scope

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
        named.label("named"),
        func.coalesce(Meeting.headcount, 0).label("counted"),
    )
    return rows.where(HELD, *scope.meetings).cte("came").prefix_with("MATERIALIZED")


def visits(came: CTE) -> ColumnElement[int]:
    """A headcount includes those marked by name."""
    return case((came.c.counted > came.c.named, came.c.counted), else_=came.c.named)


def newcomers(scope: Scope) -> Select[int, int, int]:
    """Members who were in their group for the first time ever: with that meeting and its circle."""
    seen = (
        select(Attendance.member_id, func.min(Meeting.starts_at).label("first"))
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Attendance.organisation_id == scope.organisation.id)
        .where(Attendance.mark == Mark.PRESENT, HELD)
        .group_by(Attendance.member_id)
    )
    if scope.circle:
        seen = seen.where(Meeting.circle_id == scope.circle.id)
    begins, ends = scope.period.span
    first = func.min(Meeting.starts_at)
    firsts = seen.having(first >= begins, first < ends).subquery()
    return (
        select(Meeting.id, Meeting.circle_id, firsts.c.member_id)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .join(firsts, firsts.c.member_id == Attendance.member_id)
        .where(Meeting.starts_at == firsts.c.first, HELD, *scope.meetings)
    )


def facts(scope: Scope, figure: Figure) -> Facts:
    """The meetings behind a figure, with what each adds to it."""
    if figure in hours.FIGURES:
        return hours.facts(scope, figure)
    if figure == Figure.NEW:
        new = newcomers(scope).subquery()
        return select(new.c.id, new.c.circle_id, func.count()).group_by(new.c.id, new.c.circle_id)
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


def by_circle(scope: Scope, figure: Figure) -> Select[int, int | None]:
    """A figure circle by circle. None: it isn't known, for only headcounts are kept."""
    if figure in (Figure.PEOPLE, Figure.NEW):
        return _people_by_circle(scope, figure)
    if figure in hours.PEOPLE:
        return hours.people_by_circle(scope, figure)
    rows = facts(scope, figure).subquery()
    _id, circle_id, value = rows.c
    return select(circle_id, func.sum(value)).group_by(circle_id)


def _people_by_circle(scope: Scope, figure: Figure) -> Select[int, int | None]:
    found = (newcomers if figure == Figure.NEW else present)(scope).subquery()
    people = (
        select(found.c.circle_id, func.count(found.c.member_id.distinct()).label("people"))
        .group_by(found.c.circle_id)
        .subquery()
    )
    rows = came(scope)
    is_unknown = and_(func.sum(rows.c.named) == 0, func.sum(rows.c.counted) > 0)
    known = func.coalesce(func.max(people.c.people), 0)
    return (
        select(rows.c.circle_id, case((is_unknown, null()), else_=known))
        .join(people, people.c.circle_id == rows.c.circle_id, isouter=True)
        .group_by(rows.c.circle_id)
    )


def present(scope: Scope) -> Select[int, int, int]:
    """Each mark of someone who came, with its meeting and its circle."""
    return (
        select(Meeting.id, Meeting.circle_id, Attendance.member_id)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(Attendance.mark == Mark.PRESENT, HELD, *scope.meetings)
    )
