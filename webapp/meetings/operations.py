from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from blinker import Signal
from flask_babel import gettext as _

from webapp import audit
from webapp.circles.models import Circle
from webapp.db import db
from webapp.i18n import at_helsinki
from webapp.meetings import queries
from webapp.meetings.models import Meeting, MeetingState, Rhythm, Series
from webapp.meetings.rhythm import Pattern
from webapp.web import Refused

added = Signal()
"""A meeting that is new in the calendar."""
moved = Signal()
"""Sent with a list of meetings whose time or place has changed at once, and `was`: what it was."""
cancelled = Signal()
"""Sent with a list of meetings called off at once."""
restored = Signal()
"""Sent with a list of meetings that take place after all."""


@dataclass(frozen=True)
class Span:
    """From when to when."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Was:
    """Where and when a meeting was to be before it was moved."""

    span: Span
    place: str


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
    added.send([meeting])
    return meeting


def change(meeting: Meeting, span: Span, place: str) -> None:
    """Move one meeting; the rest of its series stays."""
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("Only a meeting that is still planned can be changed."))
    was = Was(Span(meeting.starts_at, meeting.ends_at), meeting.place)
    meeting.is_own = meeting.is_own or was.span != span
    if place != was.place:
        meeting.place_is_own = bool(place)
    meeting.starts_at, meeting.ends_at, meeting.place = span.start, span.end, place
    db.session.flush()
    if was != Was(span, place):
        moved.send([meeting], was={meeting.id: was})


def cancel(meeting: Meeting, reason: str) -> None:
    """Call off a meeting that has not begun. Cancelling twice keeps the latest reason."""
    if meeting.state not in (MeetingState.PLANNED, MeetingState.CANCELLED) or meeting.has_begun:
        raise Refused(_("This meeting has begun, so it can't be cancelled any more."))
    is_news = not meeting.is_cancelled
    meeting.state, meeting.reason, meeting.break_id = MeetingState.CANCELLED, reason, None
    audit.record("meeting.cancelled", meeting, organisation_id=meeting.organisation_id)
    if is_news:
        cancelled.send([meeting])


def restore(meeting: Meeting) -> None:
    """The meeting takes place after all."""
    if meeting.circle.ended_at:
        raise Refused(_("This group has ended, so it has no new meetings."))
    if meeting.is_cancelled:
        bring_back([meeting])


def bring_back(meetings: list[Meeting]) -> None:
    """Meetings that were cancelled take place after all; told of at once."""
    for meeting in meetings:
        meeting.state, meeting.reason, meeting.break_id = MeetingState.PLANNED, "", None
        audit.record("meeting.restored", meeting, organisation_id=meeting.organisation_id)
    db.session.flush()
    restored.send(meetings)


def cancel_all_coming(circle: Circle) -> None:
    """Call off everything that has not begun."""
    meetings = list(db.session.scalars(queries.to_be_held(circle)))
    for meeting in meetings:
        meeting.state = MeetingState.CANCELLED
    cancelled.send(meetings)


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
