from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from blinker import Signal
from flask_babel import gettext as _
from sqlalchemy import update

from webapp import audit
from webapp.circles.models import Circle
from webapp.db import db, now
from webapp.i18n import at_helsinki
from webapp.meetings import queries
from webapp.meetings.models import Meeting, MeetingState, Rhythm, Series
from webapp.meetings.rhythm import Pattern
from webapp.web import Refused

moved = Signal()
"""Sent with a meeting whose time has changed."""


@dataclass(frozen=True)
class Span:
    """From when to when."""

    start: datetime
    end: datetime


def plan(circle: Circle, pattern: Pattern, days: Iterable[date]) -> list[Meeting]:
    """Put the chosen days of a series in the calendar; returns those that were not there yet."""
    spans = [span_of(day, pattern) for day in sorted(days)]
    taken = queries.taken(circle, [span.start for span in spans])
    free = [span for span in spans if span.start not in taken]
    series = _series(circle, pattern) if free and pattern.rhythm != Rhythm.ONCE else None
    return [add(circle, span, series=series) for span in free]


def add(circle: Circle, span: Span, place: str = "", series: Series | None = None) -> Meeting:
    """Put one meeting in the calendar."""
    if circle.ended_at:
        raise Refused(_("This group has ended, so it has no new meetings."))
    meeting = Meeting(
        organisation_id=circle.organisation_id,
        circle=circle,
        series=series,
        starts_at=span.start,
        ends_at=span.end,
        place=place,
    )
    db.session.add(meeting)
    db.session.flush()  # lets the unique constraint speak here
    return meeting


def change(meeting: Meeting, span: Span, place: str) -> None:
    """Move one meeting; the rest of its series stays."""
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("Only a meeting that is still planned can be changed."))
    meeting.starts_at, meeting.ends_at, meeting.place = span.start, span.end, place
    db.session.flush()
    moved.send(meeting)


def cancel(meeting: Meeting, reason: str) -> None:
    """Call off a meeting that has not begun. Cancelling twice keeps the latest reason."""
    if meeting.state not in (MeetingState.PLANNED, MeetingState.CANCELLED) or meeting.has_begun:
        raise Refused(_("This meeting has begun, so it can't be cancelled any more."))
    meeting.state, meeting.reason = MeetingState.CANCELLED, reason
    audit.record("meeting.cancelled", meeting, organisation_id=meeting.organisation_id)


def restore(meeting: Meeting) -> None:
    """The meeting takes place after all."""
    if meeting.circle.ended_at:
        raise Refused(_("This group has ended, so it has no new meetings."))
    if meeting.state == MeetingState.CANCELLED:
        meeting.state, meeting.reason = MeetingState.PLANNED, ""


def cancel_all_coming(circle: Circle) -> None:
    """Call off everything that has not begun."""
    db.session.execute(
        update(Meeting)
        .where(Meeting.circle_id == circle.id, Meeting.starts_at > now())
        .where(Meeting.state == MeetingState.PLANNED)
        .values(state=MeetingState.CANCELLED)
    )


def span_of(day: date, pattern: Pattern) -> Span:
    """The meeting of a day, by a clock in Finland: 17.00 is 17.00 in summer and in winter."""
    return Span(at_helsinki(day, pattern.starts), at_helsinki(day, pattern.ends))


def _series(circle: Circle, pattern: Pattern) -> Series:
    series = Series(
        organisation_id=circle.organisation_id,
        circle=circle,
        rhythm=pattern.rhythm,
        first_day=pattern.first_day,
        starts=pattern.starts,
        ends=pattern.ends,
    )
    db.session.add(series)
    return series
