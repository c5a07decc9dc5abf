"""What else is on at the same time: another group of the same leader, or in the same room.

It is only told: two groups may well share a leader or a large room.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from webapp.circles.models import Circle, CircleRole, Member, MemberStatus
from webapp.db import db
from webapp.meetings.models import Meeting, MeetingState
from webapp.meetings.operations import Span


@dataclass(frozen=True)
class Clash:
    """Another meeting at the same time."""

    meeting: Meeting
    same_place: bool
    """Else it has a leader in common."""


def at(circle: Circle, spans: Sequence[Span], place: str = "") -> dict[datetime, list[Clash]]:
    """What is on during each span, by when it starts; a few statements, however many spans."""
    if not spans:
        return {}
    where = (place or circle.place).casefold().strip()
    others = list(db.session.scalars(_candidates(circle, spans, where)))
    clashes = [Clash(m, bool(where) and _place(m) == where) for m in others]
    by_span = {span.start: [c for c in clashes if _overlaps(c.meeting, span)] for span in spans}
    return {start: found for start, found in by_span.items() if found}


def of(meeting: Meeting) -> list[Clash]:
    span = Span(meeting.starts_at, meeting.ends_at)
    return at(meeting.circle, [span], meeting.place).get(meeting.starts_at, [])


def of_all(meetings: Iterable[Meeting]) -> list[Clash]:
    """What is on at the same time as some of these, all of one circle; each once."""
    meetings = list(meetings)
    spans = [Span(m.starts_at, m.ends_at) for m in meetings]
    found = at(meetings[0].circle, spans, meetings[0].place) if meetings else {}
    return list({clash.meeting.id: clash for many in found.values() for clash in many}.values())


def _candidates(circle: Circle, spans: Sequence[Span], where: str) -> Select[Meeting]:
    leading = Member.role == CircleRole.LEADER, Member.status == MemberStatus.ACTIVE
    ours = select(Member.user_id).where(Member.circle_id == circle.id, *leading)
    theirs = select(Member.circle_id).where(Member.user_id.in_(ours), *leading)
    place = func.lower(func.coalesce(func.nullif(Meeting.place, ""), Circle.place))
    alike = [Meeting.circle_id.in_(theirs)] + ([place == where] if where else [])
    return (
        select(Meeting)
        .join(Circle, Circle.id == Meeting.circle_id)
        .where(Meeting.organisation_id == circle.organisation_id, Meeting.circle_id != circle.id)
        .where(Meeting.state == MeetingState.PLANNED, or_(*alike))
        .where(Meeting.starts_at < max(span.end for span in spans))
        .where(Meeting.ends_at > min(span.start for span in spans))
        .order_by(Meeting.starts_at, Meeting.id)
        .options(joinedload(Meeting.circle))
    )


def _place(meeting: Meeting) -> str:
    return (meeting.place or meeting.circle.place).casefold().strip()


def _overlaps(meeting: Meeting, span: Span) -> bool:
    return meeting.starts_at < span.end and meeting.ends_at > span.start
