"""How many hours leaders have given to their circles, volunteers and paid ones apart.

A volunteer works without pay and without a contract of employment, as STEA defines it:
https://www.stea.fi/raportointi/tuloksellisuusraportointi/kysymyksia-ja-vastauksia-tuloksellisuusraportoinnista
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import CTE, ColumnElement, Select, and_, extract, func, select

from webapp.circles.models import Circle, CircleRole, Member, PaidTime
from webapp.circles.queries import paid_at
from webapp.db import db
from webapp.i18n import at_helsinki
from webapp.meetings.models import Meeting, MeetingState

HELD = Meeting.state == MeetingState.HELD
Conditions = Iterable[ColumnElement[bool]]


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
    led = leading(meetings, [Member.circle_id.in_(circles)])
    rows = select(led.c.is_paid, func.sum(led.c.seconds)).group_by(led.c.is_paid)
    given = {is_paid: round(seconds / 3600) for is_paid, seconds in db.session.execute(rows)}
    return Hours(volunteer=given.get(False, 0), paid=given.get(True, 0))


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
    lasted = extract("epoch", Meeting.ends_at) - extract("epoch", Meeting.starts_at)
    seconds = lasted + Circle.preparation_minutes * 60
    moments = Meeting.circle_id, Meeting.starts_at, Meeting.ends_at
    held = select(Meeting.id.label("meeting_id"), *moments, seconds.label("seconds"))
    held = held.join(Circle, Circle.id == Meeting.circle_id).where(HELD, *meetings)
    return held.cte("held").prefix_with("MATERIALIZED")


def _leaders(members: Conditions) -> CTE:
    """Few, beside whom the meetings are: so each meeting needs not be looked through for them."""
    person = func.coalesce(Member.user_id, -Member.id).label("person")
    was_paid = Member.id.in_(select(PaidTime.member_id)).label("was_paid")
    times = Member.joined_at, Member.left_at
    leaders = select(Member.id, Member.circle_id, *times, person, was_paid)
    leaders = leaders.where(Member.role == CircleRole.LEADER, *members)
    return leaders.cte("leaders").prefix_with("MATERIALIZED")
