"""How many hours leaders have given to their circles, volunteers and paid ones apart."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, or_, select

from webapp.circles.models import Circle, CircleRole, Member
from webapp.circles.queries import paid_at
from webapp.db import db
from webapp.i18n import at_helsinki
from webapp.meetings.models import Meeting, MeetingState

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Hours:
    """In whole hours, for they are told to people and to those who give money."""

    volunteer: int
    paid: int


def leader_hours(circles: Select[int], first: date, last: date) -> Hours:
    """What the leaders of these circles have given from one day to another, both included.

    A meeting that was held counts in full for each who led the circle then, with the time that
    the circle is prepared for.
    """
    given = {False: timedelta(), True: timedelta()}
    for starts, ends, minutes, is_paid in db.session.execute(_led(circles, first, last)):
        given[is_paid] += ends - starts + timedelta(minutes=minutes)
    return Hours(volunteer=round(given[False] / HOUR), paid=round(given[True] / HOUR))


def _led(circles: Select[int], first: date, last: date) -> Select[datetime, datetime, int, bool]:
    """A row for each meeting that was held and each who led it."""
    begins = at_helsinki(first, time())
    ends = at_helsinki(last + timedelta(days=1), time())
    is_paid = paid_at(Meeting.starts_at)
    return (
        select(Meeting.starts_at, Meeting.ends_at, Circle.preparation_minutes, is_paid)
        .join(Circle, Circle.id == Meeting.circle_id)
        .join(Member, Member.circle_id == Circle.id)
        .where(Meeting.circle_id.in_(circles), Meeting.state == MeetingState.HELD)
        .where(Meeting.starts_at >= begins, Meeting.starts_at < ends)
        .where(Member.role == CircleRole.LEADER, Member.joined_at <= Meeting.ends_at)
        .where(or_(Member.left_at.is_(None), Member.left_at >= Meeting.ends_at))
    )
