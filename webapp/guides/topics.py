"""The controlled vocabulary: how it is kept, and two topics made one."""

import re
from typing import Any

from blinker import Signal
from flask_babel import gettext as _
from sqlalchemy import Select, Table, exists, false, func, select, update
from sqlalchemy.sql.schema import Column

from webapp import audit
from webapp.db import db
from webapp.guides import index, queries, vocabulary
from webapp.guides.models import FormerTopic, Guide, Topic, guide_topics
from webapp.texts import slug_of
from webapp.web import Refused

LONGEST_SYNONYMS = 2000

changed = Signal("A topic is called otherwise, or stands for others too.")


def with_numbers() -> Select[Topic, int]:
    """Every topic with how many guides there are on it."""
    number = func.count(guide_topics.c.guide_id)
    joined = select(Topic, number).outerjoin(guide_topics, guide_topics.c.topic_id == Topic.id)
    return joined.group_by(Topic.id).order_by(Topic.name_fi)


def guides_on(topic: Topic) -> int:
    number = select(func.count()).where(guide_topics.c.topic_id == topic.id)
    return db.session.scalar(number) or 0


def shared_by(one: Topic, other: Topic) -> int:
    """How many guides are on both."""
    both = select(func.count()).select_from(Guide).where(Guide.topics.any(Topic.id == one.id))
    return db.session.scalar(both.where(Guide.topics.any(Topic.id == other.id))) or 0


def under(topic: Topic) -> set[int]:
    """The topic and all that are narrower, by id."""
    broader = dict(db.session.execute(select(Topic.id, Topic.broader_id)).all())
    found: set[int] = {topic.id}
    while more := {id for id, above in broader.items() if above in found} - found:
        found |= more
    return found


def add(names: dict[str, Any], synonyms: str, broader: Topic | None) -> Topic:
    topic = Topic(slug=_free_slug(names["name_en"] or names["name_fi"]))
    db.session.add(topic)
    _fill(topic, names, synonyms, broader)
    audit.record("topic.added", topic, organisation_id=None, detail=topic.slug)
    return topic


def change(topic: Topic, names: dict[str, Any], synonyms: str, broader: Topic | None) -> None:
    if broader and broader.id in under(topic):
        raise Refused(_("A topic cannot be part of itself, or of one that is part of it."))
    _fill(topic, names, synonyms, broader)
    index.put(queries.guides_on([topic]))
    changed.send(topic)
    audit.record("topic.changed", topic, organisation_id=None, detail=topic.slug)


def merge(topic: Topic, into: Topic) -> None:
    """All that leads to one topic leads to the other; its words find the other from now on."""
    if topic is into:
        raise Refused(_("A topic cannot be merged into itself."))
    if into.id in under(topic):  # what was above both is above it now
        into.broader_id = topic.broader_id
        db.session.flush()
    into.synonyms = joined(into.synonyms, topic.name_fi, topic.synonyms)
    db.session.flush()
    _lead_to(topic.id, into.id)
    db.session.add(FormerTopic(slug=topic.slug, topic_id=into.id))
    audit.record("topic.merged", into, organisation_id=None, detail=f"{topic.slug} → {into.slug}")
    db.session.delete(topic)
    db.session.flush()
    db.session.expire_all()
    index.put(queries.guides_on([into]))
    changed.send(into)


def _fill(topic: Topic, names: dict[str, Any], synonyms: str, broader: Topic | None) -> None:
    for name, value in names.items():
        setattr(topic, name, value)
    topic.synonyms, topic.broader = joined(synonyms), broader
    db.session.flush()


def words_of(*lines: str) -> list[str]:
    """Words that stand apart by lines or semicolons, each once."""
    words = (" ".join(word.split()) for line in lines for word in re.split(r"[;\n]", line))
    return list(dict.fromkeys(filter(None, words)))


def joined(*lines: str) -> str:
    """As they are stored."""
    return ";".join(words_of(*lines))


def _free_slug(name: str) -> str:
    wanted, number = slug_of(name), 1
    taken = {*vocabulary.topics_by_slug(), *vocabulary.former_topics(), "new"}
    slug = wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _lead_to(old: int, new: int) -> None:
    """Change every row of any feature that leads to a topic; what would be twice goes with it."""
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column is Topic.__table__.c.id for key in column.foreign_keys):
                rows = update(table).where(column == old, ~_is_there(table, column, new))
                db.session.execute(rows.values({column.name: new}))


def _is_there(table: Table, column: Column[Any], new: int) -> Any:
    """Whether the same row leads to the new topic already."""
    if not column.primary_key:
        return false()
    other = table.alias()
    same = (other.c[key.name] == key for key in table.primary_key if key is not column)
    return exists().where(other.c[column.name] == new, *same)
