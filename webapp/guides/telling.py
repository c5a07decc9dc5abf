"""Versions of guides in words."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import g

from webapp.db import db
from webapp.guides import labels, vocabulary
from webapp.guides.blueprint import bp
from webapp.guides.models import Guide
from webapp.i18n import day, language_name


@bp.app_template_filter()
def note_in_words(note: str) -> str:
    """What was done: "put-back 3" is "put version 3 back"."""
    what, _between, number = note.partition(" ")
    name = str(labels.NOTES.get(what, what))
    return f"{name} {number}".strip()


@bp.app_template_filter()
def field_in_words(name: str) -> str:
    field, _between, tag = name.partition(" ")
    label = str(labels.FIELDS.get(field, field))
    return f"{label} ({language_name(tag)})" if tag else label


@bp.app_template_filter()
def in_words(value: Any, field: str = "") -> str:
    """A value of a guide: kinds, topics and the like by their names, lists with commas."""
    if isinstance(value, list):
        return ", ".join(in_words(one, field) for one in value)
    if value and field in NAMES:
        return NAMES[field](value)
    known = (labels.KINDS, labels.AUDIENCES, labels.CONTENTS, labels.STATES)
    return next((str(names[value]) for names in known if value in names), str(value or ""))


def _topic(slug: str) -> str:
    """Asked once a page, however many topics are on it."""
    if "topic_names" not in g:
        g.topic_names = vocabulary.topic_names()
    return str(g.topic_names.get(slug, slug))


def _title(guide_id: int) -> str:
    guide = db.session.get(Guide, guide_id)
    return guide.title if guide and guide.is_for(g.user) else ""


def _day(told: date | str) -> str:
    return day(told if isinstance(told, date) else date.fromisoformat(told))


NAMES: dict[str, Callable[[Any], str]] = {
    "topics": _topic,
    "language": language_name,
    "replaced_by": _title,
    "review_on": _day,
}
