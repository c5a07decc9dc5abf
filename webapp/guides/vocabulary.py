"""The topics: the controlled vocabulary of the library."""

from collections.abc import Iterable

from sqlalchemy import func, select

from webapp.db import db
from webapp.guides.models import FormerTopic, Topic, capital
from webapp.i18n import language
from webapp.languages import FALLBACKS


def topic_names() -> dict[str, str]:
    """The topics' names in the reader's language, or in the next best, by slug."""
    names = [func.nullif(getattr(Topic, Topic.NAMES[tag]), "") for tag in FALLBACKS[language()]]
    named = db.session.execute(select(Topic.slug, func.coalesce(*names, Topic.slug)))
    return {slug: capital(name) for slug, name in named}


def topics_called(slugs: Iterable[str]) -> list[Topic]:
    """The topics with these slugs; what is none is left out."""
    return list(db.session.scalars(select(Topic).where(Topic.slug.in_(list(slugs)))))


def topics_by_slug() -> dict[str, Topic]:
    return {topic.slug: topic for topic in db.session.scalars(select(Topic).order_by(Topic.id))}


def former_topics() -> dict[str, Topic]:
    """The topics that others have been merged into, by the address of the other."""
    query = select(FormerTopic.slug, Topic).join(Topic, Topic.id == FormerTopic.topic_id)
    return dict(db.session.execute(query).all())
