from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import selectinload

from webapp import texts
from webapp.db import db
from webapp.guides.facets import narrowed
from webapp.guides.index import GUIDES
from webapp.guides.models import Guide, Topic, guide_topics
from webapp.guides.states import LISTED, GuideState
from webapp.i18n import language
from webapp.languages import FALLBACKS
from webapp.search import Found

RELATED = 5
FOREIGN = 0.02  # of a score, for each step of a guide's language from the reader's own


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for: what the words match, and the values chosen of each facet."""

    found: Found | None = None
    """None where there are no words."""
    chosen: Mapping[str, list[str]] = field(default_factory=dict)
    organisation_id: int | None = None
    """Whose own guides are looked for, too, beside those that all share."""

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """In the library, and any of the values within a facet, and each of the facets."""
        return [*listed(self.organisation_id), *narrowed(Guide.__table__, self.chosen)]


def wanted(
    words: str, chosen: Mapping[str, list[str]], organisation_id: int | None = None
) -> Wanted:
    return Wanted(GUIDES.find(words), chosen, organisation_id)


def listed(organisation_id: int | None = None) -> tuple[ColumnElement[bool], ...]:
    """The guides of the shared library, and an organisation's own."""
    return Guide.state.in_(LISTED), _shared_or_own(organisation_id)


def readable(organisation_id: int | None = None) -> tuple[ColumnElement[bool], ...]:
    """As `listed`, and those whose page says that they have been retired."""
    return Guide.state != GuideState.DRAFT, _shared_or_own(organisation_id)


def _shared_or_own(organisation_id: int | None) -> ColumnElement[bool]:
    shared = Guide.organisation_id.is_(None)
    return or_(shared, Guide.organisation_id == organisation_id) if organisation_id else shared


def library(wanted: Wanted) -> Select[Guide]:
    """The guides looked for, best first; without words the reader's language, then the newest."""
    query = select(Guide).where(*wanted.conditions)
    found = wanted.found
    if found is None:
        return query.order_by(_distance(), Guide.year.desc().nulls_last(), Guide.title, Guide.id)
    hits = found.hits
    best = (hits.c.score * (1 - FOREIGN * _distance())).desc(), Guide.id
    return query.join(hits, hits.c.id == Guide.id).order_by(*best)


def newest(wanted: Wanted) -> Select[Guide]:
    """The guides narrowed down to, what came last first, with their topics."""
    query = select(Guide).where(*wanted.conditions).options(selectinload(Guide.topics))
    return query.order_by(Guide.published_at.desc().nulls_last(), Guide.id.desc())


def _distance() -> ColumnElement[int]:
    """How far a guide's language is from the reader's own."""
    order = {tag: place for place, tag in enumerate(FALLBACKS[language()])}
    return case(order, value=Guide.language, else_=len(order))


def related(guide: Guide) -> Select[Guide]:
    """A few guides that share the most topics with this one; its own language goes first."""
    shared = (
        select(guide_topics.c.guide_id, func.count().label("topics"))
        .where(guide_topics.c.topic_id.in_([topic.id for topic in guide.topics]))
        .where(guide_topics.c.guide_id != guide.id)
        .group_by(guide_topics.c.guide_id)
        .subquery()
    )
    nearness = (
        shared.c.topics.desc(),
        (Guide.language == guide.language).desc(),
        Guide.year.desc().nulls_last(),
        Guide.id,
    )
    query = select(Guide).join(shared, shared.c.guide_id == Guide.id)
    query = query.where(*listed(guide.organisation_id))
    return query.order_by(*nearness).limit(RELATED)


def languages() -> list[str]:
    """The languages there are guides in."""
    return list(db.session.scalars(select(Guide.language).distinct()))


def guides_by_slug(slugs: Iterable[str]) -> dict[str, Guide]:
    return {guide.slug: guide for guide in _whole(Guide.slug.in_(list(slugs)))}


def guides_on(topics: Iterable[Topic]) -> list[Guide]:
    ids = [topic.id for topic in topics]
    return _whole(Guide.topics.any(Topic.id.in_(ids)))


def guides_indexed_otherwise(most: int) -> list[Guide]:
    """Some of those that an older analysis took apart."""
    return _whole(Guide.id.in_(GUIDES.stale().limit(most)))


def whole(*which: ColumnElement[bool]) -> Select[Guide]:
    """Guides with their topics, audiences and contents."""
    links = selectinload(Guide.topics), selectinload(Guide.audience_rows)
    query = select(Guide).where(*which).order_by(Guide.id)
    return query.options(*links, selectinload(Guide.contents_rows))


def _whole(which: ColumnElement[bool]) -> list[Guide]:
    """With their texts, too, by a constant number of statements."""
    guides = list(db.session.scalars(whole(which)))
    texts.load(guides)
    return guides


def offered() -> Select[Guide]:
    """What organisations offer to all, the oldest offer first."""
    waiting = select(Guide).where(Guide.offered_at.is_not(None), Guide.state.in_(LISTED))
    return waiting.order_by(Guide.offered_at, Guide.id)
