"""One change to several meetings of a series: to one, to it and those after it, or to all."""

from collections.abc import Collection
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from webapp import audit
from webapp.db import db, now
from webapp.i18n import at_helsinki, local
from webapp.meetings import operations, queries
from webapp.meetings.models import Meeting, MeetingState, Scope, Series
from webapp.meetings.operations import Span, Was
from webapp.web import Refused

EITHER = MeetingState.PLANNED, MeetingState.CANCELLED


def reached(
    meeting: Meeting, scope: Scope, states: Collection[MeetingState] = (MeetingState.PLANNED,)
) -> list[Meeting]:
    """The meetings meant, the next one first: those of the series that have not begun."""
    if scope == Scope.ONE or not meeting.series_id:
        return [meeting]
    wanted = (
        select(Meeting)
        .where(Meeting.series_id == meeting.series_id, Meeting.state.in_(states))
        .where(Meeting.starts_at > now())
        .order_by(Meeting.starts_at)
    )
    if scope == Scope.FOLLOWING:
        wanted = wanted.where(Meeting.starts_at >= meeting.starts_at)
    return list(db.session.scalars(wanted))


def cancelled_alike(meeting: Meeting, scope: Scope) -> list[Meeting]:
    """Those of its series that were cancelled for the same reason, by hand or by the same break."""
    off = reached(meeting, scope, (MeetingState.CANCELLED,))
    why = meeting.reason, meeting.break_id
    return [each for each in off if (each.reason, each.break_id) == why]


def change(meeting: Meeting, scope: Scope, span: Span, place: str) -> list[Meeting]:
    """Move a meeting, and as many of its series by as many days to the same time of day.

    A meeting that someone has given a time or a place of its own keeps it. The cancelled ones
    move along, so that they have the right time if they are put back. Returns the others.
    """
    if scope == Scope.ONE:
        operations.change(meeting, span, place)
        return [meeting]
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("Only a meeting that is still planned can be changed."))
    moving = _moving(meeting, scope)
    spans = _spans(meeting, moving, span)
    _check_room(meeting, spans)
    _tell_series(meeting, scope, span)
    places: dict[int, str] = {}
    if place != meeting.place:
        places = {m.id: place for m in moving if m is meeting or not m.place_is_own}
        meeting.place_is_own = False
    _move(moving, spans, places, later_first=span.start > meeting.starts_at)
    return [each for each in moving if not each.is_cancelled]


def check(meeting: Meeting, scope: Scope, span: Span) -> None:
    """Refuse a move that would go wrong for some of the meetings."""
    _check_room(meeting, _spans(meeting, _moving(meeting, scope), span))


def cancel(meeting: Meeting, scope: Scope, reason: str) -> int:
    """Call off those that the scope reaches; how many there were."""
    if scope == Scope.ONE:
        operations.cancel(meeting, reason)
        return 1
    off = reached(meeting, scope)
    for each in off:
        each.state, each.reason = MeetingState.CANCELLED, reason
        audit.record("meeting.cancelled", each, organisation_id=each.organisation_id)
    db.session.flush()
    operations.cancelled.send(off)
    return len(off)


def restore(meeting: Meeting, scope: Scope) -> list[Meeting]:
    """Those that the scope reaches and that were cancelled alike take place after all."""
    if scope == Scope.ONE:
        operations.restore(meeting)
        return [meeting]
    if meeting.circle.ended_at:
        raise Refused(_("This group has ended, so it has no new meetings."))
    back = cancelled_alike(meeting, scope)
    operations.bring_back(back)
    return back


def _moving(meeting: Meeting, scope: Scope) -> list[Meeting]:
    return [m for m in reached(meeting, scope, EITHER) if m is meeting or not m.is_own]


def _spans(meeting: Meeting, moving: list[Meeting], span: Span) -> dict[int, Span]:
    """When each of them is to be, by id."""
    days = _days(meeting, span)
    return {m.id: _moved(m, span, days) for m in moving}


def _days(meeting: Meeting, span: Span) -> timedelta:
    """By how many days the meeting moves."""
    return local(span.start).date() - local(meeting.starts_at).date()


def _moved(meeting: Meeting, span: Span, days: timedelta) -> Span:
    """By the clock on the wall: the hour stays over a change of the clocks."""
    day = local(meeting.starts_at).date() + days
    return Span(*(at_helsinki(day, local(moment).time()) for moment in (span.start, span.end)))


def _check_room(meeting: Meeting, spans: dict[int, Span]) -> None:
    starts = [span.start for span in spans.values()]
    if min(starts) < now():
        raise Refused(_("Some of the meetings would be in the past. Choose a later day."))
    own = select(Meeting.starts_at).where(Meeting.id.in_(spans))
    others = queries.taken(meeting.circle, starts) - set(db.session.scalars(own))
    if others:
        raise Refused(_("The group has other meetings at some of these times. Choose another."))


def _tell_series(meeting: Meeting, scope: Scope, span: Span) -> None:
    """What is said of the series changes with it; a part that goes its own way is a new one."""
    series = meeting.series
    if not series:
        return
    if scope == Scope.FOLLOWING:
        first, following = local(meeting.starts_at).date(), reached(meeting, scope, EITHER)
        series = Series(
            organisation_id=series.organisation_id,
            circle=series.circle,
            rhythm=series.rhythm,
            first_day=first,
        )
        db.session.add(series)
        for each in following:
            each.series = series
    series.first_day += _days(meeting, span)
    series.starts, series.ends = (local(m).time() for m in (span.start, span.end))


def _move(
    moving: list[Meeting], spans: dict[int, Span], places: dict[int, str], later_first: bool
) -> None:
    """In such an order that none takes the time of another that has yet to move."""
    was = {m.id: Was(Span(m.starts_at, m.ends_at), m.place) for m in moving}
    for each in reversed(moving) if later_first else moving:
        span = spans[each.id]
        each.starts_at, each.ends_at = span.start, span.end
        each.place = places.get(each.id, each.place)
        db.session.flush()
    on = (m for m in moving if not m.is_cancelled)
    told = [m for m in on if was[m.id] != Was(spans[m.id], m.place)]
    operations.moved.send(told, was={m.id: was[m.id] for m in told})
