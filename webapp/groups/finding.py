"""Which public groups someone is looking for.

The day and the hour of a group are those of its next meeting, by a clock in Finland. They are told
in Python: there are at most some thousands of public groups, and databases tell weekdays each in
its own way.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.db import db, now
from webapp.groups.index import GROUPS
from webapp.groups.labels import EVERYONE
from webapp.groups.models import Group, GroupAudience, GroupWelcome, Visibility, group_topics
from webapp.guides.models import Topic
from webapp.i18n import at_helsinki, local, today
from webapp.meetings.models import Meeting, MeetingState
from webapp.meetings.scopes import EITHER

AHEAD = timedelta(weeks=10)
AFTERNOON, EVENING = 12, 17  # o'clock

PUBLIC = and_(
    Group.visibility == Visibility.PUBLIC,
    Group.published_at.is_not(None),
    Group.ended_at.is_(None),
)


@dataclass(frozen=True)
class Wish:
    """What is looked for: words, and the values chosen of each facet."""

    words: str = ""
    chosen: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Listed:
    """One public group with what it is found by."""

    id: int
    next: datetime | None
    off: datetime | None  # before that, and cancelled
    values: Mapping[str, list[str]]  # of each facet
    score: float = 0
    """How well it answers the words, if there are some."""

    def fits(self, chosen: Mapping[str, list[str]]) -> bool:
        """Any of the values within a facet, and each of the facets."""
        return all(not wanted or {*wanted} & {*self.values[f]} for f, wanted in chosen.items())


FACETS = "municipality", "weekday", "part", "topic", "audience", "language", "way", "welcome"


@dataclass(frozen=True)
class Found:
    ids: list[int]
    """The groups that match: those that answer the words best, then those that meet soonest."""
    next: Mapping[int, datetime]
    """When each of them meets next, if that is known."""
    off: Mapping[int, datetime]  # before that, and cancelled
    counts: Mapping[str, Counter[str]]
    """How many groups each value of each facet would show, as if nothing of it were chosen."""


def look(wish: Wish) -> Found:
    """As many statements however many groups there are."""
    listed = _listed(wish.words)
    fitting = [group for group in listed if group.fits(wish.chosen)]
    fitting.sort(key=_order)
    return Found(
        [group.id for group in fitting],
        {group.id: group.next for group in fitting if group.next},
        {group.id: group.off for group in fitting if group.off},
        {facet: _counts(facet, listed, wish) for facet in FACETS},
    )


def _order(group: Listed) -> tuple[float, bool, datetime, int]:
    return -group.score, group.next is None, group.next or now(), group.id


def _counts(facet: str, listed: Iterable[Listed], wish: Wish) -> Counter[str]:
    others = {name: values for name, values in wish.chosen.items() if name != facet}
    return Counter(v for group in listed if group.fits(others) for v in group.values[facet])


def choices() -> tuple[list[str], list[str]]:
    """The municipalities and the languages of public groups."""
    rows = db.session.execute(select(Group.municipality, Group.language).where(PUBLIC).distinct())
    pairs = [tuple(row) for row in rows]
    return sorted({place for place, _tag in pairs if place}), sorted({tag for _place, tag in pairs})


def in_order(ids: list[int]) -> list[Group]:
    """The groups with these ids, with all that a list shows of them."""
    links = joinedload(Group.organisation), selectinload(Group.welcome_rows)
    wanted = select(Group).where(Group.id.in_(ids)).options(*links)
    known = {group.id: group for group in db.session.scalars(wanted)}
    return [known[id_] for id_ in ids if id_ in known]


def meetings_on(days: list[date], ids: Iterable[int]) -> Select[Meeting]:
    """What these groups still have on days in a row, cancelled meetings too, by the clock."""
    start = at_helsinki(max(days[0], today()), datetime.min.time())
    end = at_helsinki(days[-1] + timedelta(days=1), datetime.min.time())
    return (
        select(Meeting)
        .where(Meeting.circle_id.in_(list(ids)), Meeting.starts_at >= start)
        .where(Meeting.starts_at < end, Meeting.state != MeetingState.NOT_HELD)
        .order_by(Meeting.starts_at, Meeting.id)
    )


def _listed(words: str) -> list[Listed]:
    rows = db.session.execute(_facts(words)).all()
    matching: Any = [row.id for row in rows] if words else select(Group.id).where(PUBLIC)
    first = _first_meetings(matching)
    topics = _many(group_topics.c.group_id, Topic.slug, matching, join=True)
    audiences = _many(GroupAudience.group_id, GroupAudience.audience, matching)
    welcomes = _many(GroupWelcome.group_id, GroupWelcome.welcome, matching)
    return [
        Listed(
            row.id,
            *first.get(row.id, (None, None)),
            {
                "municipality": [row.municipality] if row.municipality else [],
                "language": [row.language],
                "way": ways(row.place, row.online_url),
                "topic": topics.get(row.id, []),
                "audience": audiences.get(row.id, [EVERYONE]),
                "welcome": welcomes.get(row.id, []),
                **_when(first.get(row.id, (None, None))[0]),
            },
            row.score,
        )
        for row in rows
    ]


def _facts(words: str) -> Select[Any]:
    """What is told of each public group that the words may mean, and how well they do."""
    found = GROUPS.find(words)
    score = found.hits.c.score if found else literal(0)
    facts = select(
        Group.id,
        Group.municipality,
        Group.language,
        Group.place,
        Group.online_url,
        score.label("score"),
    ).where(PUBLIC)
    return facts.join(found.hits, found.hits.c.id == Group.id) if found else facts


def _first_meetings(matching: Any) -> dict[int, tuple[datetime | None, datetime | None]]:
    """When each group meets next; and when it was to meet before that, if that is cancelled."""
    first = (func.min(case((Meeting.state == state, Meeting.starts_at))) for state in EITHER)
    wanted = (
        select(Meeting.circle_id, *first)
        .where(Meeting.circle_id.in_(matching), Meeting.state.in_(EITHER))
        .where(Meeting.ends_at > now(), Meeting.starts_at < now() + AHEAD)
        .group_by(Meeting.circle_id)
    )
    return {
        id_: (on, off if on is None or (off and off < on) else None)
        for id_, on, off in db.session.execute(wanted)
    }


def _many(owner: Any, value: Any, matching: Any, join: bool = False) -> dict[int, list[str]]:
    wanted = select(owner, value).where(owner.in_(matching))
    if join:
        wanted = wanted.join(Topic, Topic.id == group_topics.c.topic_id)
    found: dict[int, list[str]] = {}
    for group_id, name in db.session.execute(wanted):
        found.setdefault(group_id, []).append(str(name))
    return found


def ways(place: str, online_url: str) -> list[str]:
    """How a group meets; one that meets both ways is found by either."""
    named = {"place": place, "online": online_url, "both": place and online_url}
    return [way for way, meant in named.items() if meant]


def _when(moment: datetime | None) -> dict[str, list[str]]:
    if moment is None:
        return {"weekday": [], "part": []}
    here = local(moment)
    part = "morning" if here.hour < AFTERNOON else "day" if here.hour < EVENING else "evening"
    return {"weekday": [str(here.weekday())], "part": [part]}
