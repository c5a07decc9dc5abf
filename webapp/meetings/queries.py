from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased, selectinload, with_polymorphic

from webapp.circles.models import Circle
from webapp.db import db, now
from webapp.meetings.models import Meeting, MeetingState, Rhythm, Series

KEPT = timedelta(days=60)  # how long calendars show what is over


def coming(circle: Circle) -> Select[Meeting]:
    """The circle's meetings that are on or to come, the next one first."""
    return _of(circle).where(Meeting.ends_at > now()).order_by(Meeting.starts_at)


def to_be_held(circle: Circle) -> Select[Meeting]:
    """The circle's meetings that are planned and have not begun, the next one first."""
    ahead = _of(circle).where(Meeting.starts_at > now(), _is_on())
    return ahead.order_by(Meeting.starts_at)


def past(circle: Circle) -> Select[Meeting]:
    """The circle's meetings that are over, the latest first."""
    return _of(circle).where(Meeting.ends_at <= now()).order_by(Meeting.starts_at.desc())


def next_of(circles: Iterable[Circle]) -> dict[int, Meeting]:
    """The next meeting of each circle that has one, by the circle's id; one statement."""
    ids = [circle.id for circle in circles]
    first = (
        select(func.min(Meeting.starts_at))
        .where(Meeting.circle_id == Circle.id, Meeting.ends_at > now(), _is_on())
        .correlate(Circle)
        .scalar_subquery()
    )
    wanted = (
        select(Meeting)
        .join(Circle, Circle.id == Meeting.circle_id)
        .where(Circle.id.in_(ids), Meeting.starts_at == first)
    )
    return {meeting.circle_id: meeting for meeting in db.session.scalars(wanted)}


def called_off(circles: Iterable[Circle], before: Mapping[int, Meeting]) -> dict[int, datetime]:
    """When some of the circles were to meet before their next meeting, if that is cancelled."""
    wanted = (
        select(Meeting.circle_id, func.min(Meeting.starts_at))
        .where(Meeting.circle_id.in_([circle.id for circle in circles]))
        .where(Meeting.ends_at > now(), Meeting.state == MeetingState.CANCELLED)
        .group_by(Meeting.circle_id)
    )
    found = {row[0]: row[1] for row in db.session.execute(wanted)}
    return {id_: at for id_, at in found.items() if id_ not in before or at < before[id_].starts_at}


def rhythms(circle: Circle) -> Sequence[Series]:
    """The series by which the circle's meetings to come repeat, the first one first."""
    ahead = select(Meeting.series_id).where(
        Meeting.circle_id == circle.id, Meeting.ends_at > now(), _is_on()
    )
    ahead = ahead.where(Meeting.is_own.is_(False))
    wanted = select(Series).where(Series.id.in_(ahead), Series.rhythm != Rhythm.ONCE)
    return db.session.scalars(wanted.order_by(Series.first_day, Series.id)).all()


def overdue_counts(circles: Iterable[Circle]) -> dict[int, int]:
    """How many past meetings of each circle nobody has told about; one statement."""
    ids = [circle.id for circle in circles]
    wanted = (
        select(Meeting.circle_id, func.count())
        .where(Meeting.circle_id.in_(ids), Meeting.ends_at <= now(), _is_on())
        .group_by(Meeting.circle_id)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def one_of(circle: Circle, meeting_id: int) -> Select[Meeting]:
    """The circle's meeting with this number."""
    return _of(circle).where(Meeting.id == meeting_id)


def next_weekly(circles: Select[int]) -> Select[Meeting]:
    """Of each weekly series of these circles, the next meeting at its usual time."""
    usual = aliased(Meeting)
    first = (
        select(func.min(usual.starts_at))
        .where(usual.series_id == Series.id, usual.ends_at > now(), usual.is_own.is_(False))
        .where(usual.state == MeetingState.PLANNED)
        .correlate(Series)
        .scalar_subquery()
    )
    return (
        select(Meeting)
        .join(Meeting.series)
        .where(Series.circle_id.in_(circles), Series.rhythm == Rhythm.WEEKLY)
        .where(Meeting.starts_at == first)
        .order_by(Meeting.series_id)
    )


def in_calendars(circles: Select[int]) -> Select[Meeting]:
    """The meetings of these circles, by their ids, that calendars show: recent and to come."""
    return _with_circles(circles).where(Meeting.ends_at > now() - KEPT)


def ahead(circles: Select[int]) -> Select[Meeting]:
    """The meetings of these circles that are on or to come, the next one first."""
    return _with_circles(circles).where(Meeting.ends_at > now())


def taken(circle: Circle, moments: Collection[datetime]) -> set[datetime]:
    """Those of the moments when the circle already has a meeting."""
    wanted = select(Meeting.starts_at).where(
        Meeting.circle_id == circle.id, Meeting.starts_at.in_(moments)
    )
    return set(db.session.scalars(wanted))


def _of(circle: Circle) -> Select[Meeting]:
    return select(Meeting).where(Meeting.circle_id == circle.id)


def _with_circles(circles: Select[int]) -> Select[Meeting]:
    """With all that is known of each circle, whatever its kind, in as many statements as of one."""
    whole = with_polymorphic(Circle, "*")
    circle = selectinload(Meeting.circle.of_type(whole)).joinedload(whole.organisation)
    wanted = select(Meeting).where(Meeting.circle_id.in_(circles))
    return wanted.order_by(Meeting.starts_at, Meeting.id).options(circle)


def _is_on() -> ColumnElement[bool]:
    return Meeting.state == MeetingState.PLANNED
