"""How many hours leaders have given to their circles, volunteers and paid ones apart.

A volunteer works without pay and without a contract of employment, as STEA defines it:
https://www.stea.fi/raportointi/tuloksellisuusraportointi/kysymyksia-ja-vastauksia-tuloksellisuusraportoinnista
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    Subquery,
    and_,
    extract,
    false,
    func,
    not_,
    or_,
    select,
    union_all,
)

from webapp.circles.models import Circle, CircleRole, Member, PaidTime
from webapp.circles.queries import paid_at
from webapp.db import db
from webapp.i18n import at_helsinki
from webapp.meetings.models import Meeting, MeetingState

HELD = Meeting.state == MeetingState.HELD
Conditions = Iterable[ColumnElement[bool]]
Span = tuple[datetime, datetime]
"""From a moment, and up to another."""


@dataclass(frozen=True)
class Hours:
    """In whole hours, for they are told to people and to those who give money."""

    volunteer: int
    paid: int


def leader_hours(circles: Select[int], first: date, last: date) -> Hours:
    """What the leaders of these circles have given from one day to another, both included."""
    begins = at_helsinki(first, time())
    ends = at_helsinki(last + timedelta(days=1), time())
    meetings = Meeting.circle_id.in_(circles), Meeting.starts_at >= begins, Meeting.starts_at < ends
    led = sums(meetings, [Member.circle_id.in_(circles)], (begins, ends))
    rows = select(led.c.is_paid, func.sum(led.c.seconds)).group_by(led.c.is_paid)
    given = {is_paid: round(seconds / 3600) for is_paid, seconds in db.session.execute(rows)}
    return Hours(volunteer=given.get(False, 0), paid=given.get(True, 0))


def sums(meetings: Conditions, members: Conditions, span: Span) -> Subquery:
    """The seconds that each of these members has led of each circle, volunteers and paid apart.

    Its columns: circle_id, person, is_paid and seconds, as in `leading`. The meetings are some of
    those in the span. Most leaders are volunteers who lead through all of it: what their circle
    has met is summed once, not meeting by meeting for each of them.
    """
    stays = _stays(span)
    through = _led_through(meetings, [*members, stays])
    partly = _led_partly(meetings, [*members, not_(stays)])
    led = union_all(through, partly).subquery()
    who = led.c.circle_id, led.c.person, led.c.is_paid
    return select(*who, func.sum(led.c.seconds).label("seconds")).group_by(*who).subquery()


def _led_through(meetings: Conditions, members: Conditions) -> Select[Any]:
    of_circles = select(Meeting.circle_id, func.sum(_seconds()).label("seconds"))
    of_circles = of_circles.join(Circle, Circle.id == Meeting.circle_id).where(HELD, *meetings)
    met = of_circles.group_by(Meeting.circle_id).subquery()
    leaders = _leaders(members, "leaders_all_through")
    led = select(met.c.circle_id, leaders.c.person, false().label("is_paid"), met.c.seconds)
    return led.join(leaders, leaders.c.circle_id == met.c.circle_id)


def _led_partly(meetings: Conditions, members: Conditions) -> Select[Any]:
    leaders = select(Member.circle_id).where(Member.role == CircleRole.LEADER, *members)
    led = leading([*meetings, Meeting.circle_id.in_(leaders)], members)
    return select(led.c.circle_id, led.c.person, led.c.is_paid, led.c.seconds)


def leading(meetings: Conditions, members: Conditions) -> CTE:
    """A row for each meeting that was held and each of the members who led its circle then.

    Its columns: meeting_id, circle_id, person (who it is: the user, or the row of someone whose
    account is gone), is_paid, and seconds: the length of the meeting, with the time that the
    circle is prepared for.
    """
    held, leaders = _held(meetings), _leaders(members)
    is_paid = and_(leaders.c.was_paid, paid_at(held.c.starts_at, leaders.c.id))
    return (
        select(held.c.meeting_id, held.c.circle_id, leaders.c.person, held.c.seconds)
        .add_columns(is_paid.label("is_paid"))
        .join(leaders, leaders.c.circle_id == held.c.circle_id)
        .where(leaders.c.joined_at < held.c.ends_at)
        .where(leaders.c.left_at.is_(None) | (leaders.c.left_at > held.c.starts_at))
        .cte("leading")
    )


def _held(meetings: Conditions) -> CTE:
    moments = Meeting.circle_id, Meeting.starts_at, Meeting.ends_at
    held = select(Meeting.id.label("meeting_id"), *moments, _seconds().label("seconds"))
    held = held.join(Circle, Circle.id == Meeting.circle_id).where(HELD, *meetings)
    return held.cte("held").prefix_with("MATERIALIZED")


def _seconds() -> ColumnElement[int]:
    lasted = extract("epoch", Meeting.ends_at) - extract("epoch", Meeting.starts_at)
    return lasted + Circle.preparation_minutes * 60


def _stays(span: Span) -> ColumnElement[bool]:
    """Whether a member is there through all of the span, and has never been paid."""
    begins, ends = span
    never_leaves = or_(Member.left_at.is_(None), Member.left_at >= ends)
    is_unpaid = Member.id.not_in(select(PaidTime.member_id))
    return and_(Member.joined_at <= begins, never_leaves, is_unpaid)


def _leaders(members: Conditions, name: str = "leaders") -> CTE:
    """Few, beside whom the meetings are: so each meeting needs not be looked through for them."""
    person = func.coalesce(Member.user_id, -Member.id).label("person")
    was_paid = Member.id.in_(select(PaidTime.member_id)).label("was_paid")
    times = Member.joined_at, Member.left_at
    leaders = select(Member.id, Member.circle_id, *times, person, was_paid)
    leaders = leaders.where(Member.role == CircleRole.LEADER, *members)
    return leaders.cte(name).prefix_with("MATERIALIZED")
