"""Versions of guides in words."""

from typing import Any

from webapp.guides import labels
from webapp.guides.blueprint import bp
from webapp.i18n import language_name


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
def in_words(value: Any) -> str:
    """A value of a guide: kinds and the like by their names, lists with commas."""
    if isinstance(value, list):
        return ", ".join(map(in_words, value))
    known = (labels.KINDS, labels.AUDIENCES, labels.CONTENTS, labels.STATES)
    return next((str(names[value]) for names in known if value in names), str(value or ""))
