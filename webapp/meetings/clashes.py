"""What else is on at the same time: in the same room, of the same leader or of the group itself.

It is only told: two groups may well share a leader or a large room.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flask import g
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from webapp import texts
from webapp.circles.models import Circle, CircleRole, Member, MemberStatus
from webapp.db import db
from webapp.meetings.models import Meeting, MeetingState
from webapp.meetings.operations import Span


@dataclass(frozen=True)
class Clash:
    """Another meeting at the same time."""

    meeting: Meeting
    same_circle: bool
    same_place: bool
    """If neither, it has a leader in common."""
    elsewhere: bool = False
    """Of another organisation's circle, which the reader leads too: it isn't named here."""


def at(
    circle: Circle, spans: Sequence[Span], place: str = "", but: Collection[int] = ()
) -> dict[datetime, list[Clash]]:
    """What is on during each span, by when it starts; a few statements, however many spans."""
    if not spans:
        return {}
    where = _plain(place or circle.place)
    near = {circle.id, *db.session.scalars(_led_by_the_same(circle))}
    others = db.session.scalars(_candidates(circle, spans, where, near))
    clashes = [
        Clash(m, m.circle_id == circle.id, same_place, elsewhere)
        for m in others
        for elsewhere in [m.organisation_id != circle.organisation_id]
        for same_place in [not elsewhere and _is_at(m, where)]
        if m.id not in but and (same_place or m.circle_id in near)
    ]
    texts.load({clash.meeting.circle.id: clash.meeting.circle for clash in clashes}.values())
    by_span = {span.start: [c for c in clashes if _overlaps(c.meeting, span)] for span in spans}
    return {start: found for start, found in by_span.items() if found}


def of(meeting: Meeting) -> list[Clash]:
    return of_all([meeting])


def of_all(meetings: Iterable[Meeting]) -> list[Clash]:
    """What is on at the same time as some of these, each once, the first one first."""
    found: dict[int, Clash] = {}
    alike = sorted(meetings, key=lambda m: (m.circle_id, m.place, m.starts_at))
    for _key, some in groupby(alike, key=lambda m: (m.circle_id, m.place)):
        together = list(some)
        spans = [Span(m.starts_at, m.ends_at) for m in together]
        ids = {m.id for m in together}
        for clashes in at(together[0].circle, spans, together[0].place, ids).values():
            found |= {clash.meeting.id: clash for clash in clashes}
    return sorted(found.values(), key=lambda clash: clash.meeting.starts_at)


def _led_by_the_same(circle: Circle) -> Select[int]:
    """In the same organisation; of another's, only what the reader leads: that others lead there
    is theirs to tell.
    """
    leading = Member.role == CircleRole.LEADER, Member.status == MemberStatus.ACTIVE
    ours = select(Member.user_id).where(Member.circle_id == circle.id, *leading)
    reader = g.get("user")
    seen = Member.organisation_id == circle.organisation_id
    seen = or_(seen, Member.user_id == reader.id) if reader else seen
    return select(Member.circle_id).where(Member.user_id.in_(ours), seen, *leading)


def _candidates(
    circle: Circle, spans: Sequence[Span], where: str, near: Collection[int]
) -> Select[Meeting]:
    """Those of the same place too, and some more: SQLite knows capitals only from A to Z.

    Leaders have their evenings in common with other organisations; rooms are only asked of ours.
    """
    place = func.coalesce(func.nullif(Meeting.place, ""), Circle.place)
    nearly = re.sub("[^a-z0-9 ]", "_", where)
    ours = Meeting.organisation_id == circle.organisation_id
    alike = [Meeting.circle_id.in_(near)] + ([and_(ours, place.ilike(nearly))] if where else [])
    return (
        select(Meeting)
        .join(Circle, Circle.id == Meeting.circle_id)
        .where(Meeting.state == MeetingState.PLANNED, or_(*alike))
        .where(Meeting.starts_at < max(span.end for span in spans))
        .where(Meeting.ends_at > min(span.start for span in spans))
        .order_by(Meeting.starts_at, Meeting.id)
        .options(joinedload(Meeting.circle))
    )


def _is_at(meeting: Meeting, where: str) -> bool:
    return bool(where) and _plain(meeting.place or meeting.circle.place) == where


def _plain(place: str) -> str:
    return place.lower().strip()


def _overlaps(meeting: Meeting, span: Span) -> bool:
    return meeting.starts_at < span.end and meeting.ends_at > span.start
