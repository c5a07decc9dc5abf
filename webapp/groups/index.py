"""What the search is told of a group that anyone may find, and what each part of it is worth."""

from collections.abc import Iterable

from flask_babel import force_locale
from sqlalchemy import select

from webapp import texts
from webapp.db import db
from webapp.groups.labels import AUDIENCES
from webapp.groups.models import Group, group_topics
from webapp.guides.models import Topic
from webapp.guides.topics import changed
from webapp.languages import LANGUAGES, LOCALES
from webapp.search import Field, Index
from webapp.search.models import documents

GROUPS = Index(
    "group",
    {
        "name": Field(3.0, usual=3),
        "audience": Field(2.0, usual=8),
        "description": Field(1.0, usual=30),
        "topics": Field(1.5),
        "synonyms": Field(0.7),
        "place": Field(1.0),
    },
)


def put(groups: Iterable[Group]) -> None:
    GROUPS.put({group.id: _document(group) for group in groups})


def refresh() -> None:
    """Index what is not there yet, or was indexed otherwise than it would be now."""
    fresh = select(documents.c.id).where(
        documents.c.kind == GROUPS.kind, documents.c.analyser == GROUPS.analyser
    )
    groups = db.session.scalars(select(Group).where(Group.id.not_in(fresh))).all()
    texts.load(groups)
    put(groups)


@changed.connect
def _topic_has_changed(topic: Topic) -> None:
    on = select(group_topics.c.group_id).where(group_topics.c.topic_id == topic.id)
    put(db.session.scalars(select(Group).where(Group.id.in_(on))))


def _document(group: Group) -> dict[str, dict[str, str]]:
    told = {
        field: {tag: text.body for (named, tag), text in group.texts.items() if named == field}
        for field in group.text_fields
    }
    said = {tag: [topic.names[tag] for topic in group.topics] for tag in LANGUAGES}
    for tag, names in said.items():
        with force_locale(LOCALES[tag]):
            names += [str(AUDIENCES[audience]) for audience in group.audiences]
    return {
        **told,
        "name": told["name"] or {group.source_language: group.name},
        "topics": {tag: " ".join(names) for tag, names in said.items()},
        "synonyms": {"fi": " ".join(topic.synonyms for topic in group.topics)},
        "place": {"fi": f"{group.place} {group.municipality}"},
    }
