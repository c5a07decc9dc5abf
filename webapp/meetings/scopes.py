"""One change to several meetings of a series: to one, to it and those after it, or to all."""

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


def reached(
    meeting: Meeting, scope: Scope, state: MeetingState = MeetingState.PLANNED
) -> list[Meeting]:
    """The meetings meant, the next one first: those of the series that have not begun."""
    if scope == Scope.ONE or not meeting.series_id:
        return [meeting]
    wanted = (
        select(Meeting)
        .where(Meeting.series_id == meeting.series_id, Meeting.state == state)
        .where(Meeting.starts_at > now())
        .order_by(Meeting.starts_at)
    )
    if scope == Scope.FOLLOWING:
        wanted = wanted.where(Meeting.starts_at >= meeting.starts_at)
    return list(db.session.scalars(wanted))


def change(meeting: Meeting, scope: Scope, span: Span, place: str) -> int:
    """Move a meeting, and as many of its series by as many days to the same time of day.

    A meeting that someone has given a time of its own keeps it. Returns how many changed.
    """
    if scope == Scope.ONE:
        operations.change(meeting, span, place)
        return 1
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("Only a meeting that is still planned can be changed."))
    moving = _moving(meeting, scope)
    spans = _spans(meeting, moving, span)
    _check_room(meeting, spans)
    _tell_series(meeting, scope, span, moving)
    _move(moving, spans, place, later_first=span.start > meeting.starts_at)
    return len(moving)


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


def restore(meeting: Meeting, scope: Scope) -> int:
    """Those that the scope reaches take place after all; how many there were."""
    if scope == Scope.ONE:
        operations.restore(meeting)
        return 1
    if meeting.circle.ended_at:
        raise Refused(_("This group has ended, so it has no new meetings."))
    back = reached(meeting, scope, MeetingState.CANCELLED)
    for each in back:
        each.state, each.reason, each.break_id = MeetingState.PLANNED, "", None
    db.session.flush()
    operations.restored.send(back)
    return len(back)


def _moving(meeting: Meeting, scope: Scope) -> list[Meeting]:
    return [m for m in reached(meeting, scope) if m is meeting or not m.is_own]


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


def _tell_series(meeting: Meeting, scope: Scope, span: Span, moving: list[Meeting]) -> None:
    """What is said of the series changes with it; a part that goes its own way is a new one."""
    series = meeting.series
    if not series:
        return
    if scope == Scope.FOLLOWING:
        first = local(meeting.starts_at).date()
        series = Series(
            organisation_id=series.organisation_id,
            circle=series.circle,
            rhythm=series.rhythm,
            first_day=first,
        )
        db.session.add(series)
        for each in moving:
            each.series = series
    series.first_day += _days(meeting, span)
    series.starts, series.ends = (local(m).time() for m in (span.start, span.end))


def _move(moving: list[Meeting], spans: dict[int, Span], place: str, later_first: bool) -> None:
    """In such an order that none takes the time of another that has yet to move."""
    was = {m.id: Was(Span(m.starts_at, m.ends_at), m.place) for m in moving}
    for each in reversed(moving) if later_first else moving:
        span = spans[each.id]
        each.starts_at, each.ends_at, each.place = span.start, span.end, place
        db.session.flush()
    told = [m for m in moving if was[m.id] != Was(spans[m.id], place)]
    operations.moved.send(told, was={m.id: was[m.id] for m in told})
