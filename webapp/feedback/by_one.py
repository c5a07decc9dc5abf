"""One question a page: all answers travel in the form, so nothing is kept before it is sent."""

from typing import Any

from flask import request

from webapp.feedback.forms import AnswerForm
from webapp.i18n import language

PICTURES = {"good": "coffee", "heard": "ear", "again": "calendar", "words": "message"}
OTHERWISE = "mood-smile"


def is_asked() -> bool:
    """Easy Finnish is read a question at a time, unless its reader wants all; others may ask."""
    by_choice = request.values.get("one")
    return by_choice == "1" if by_choice else language() == "fi-simple"


def step(form: AnswerForm) -> int:
    """Which question comes now, by its place from 0; past the last, all is ready to be sent."""
    names = list(form.asked)
    if request.method != "POST":
        return 0
    typed = request.form.get("at", "0")
    at = min(int(typed), len(names) - 1) if typed.isdecimal() and len(typed) < 4 else 0
    if request.form.get("deed") == "back":
        return max(at - 1, 0)
    if not form[names[at]].validate(form):
        return at
    if at < len(names) - 1:
        return at + 1
    return len(names) if form.accepted() else _first_wrong(form, names)


def of(form: AnswerForm, at: int) -> dict[str, Any]:
    """What the page of a question shows: it, and what has been said to the others."""
    names = list(form.asked)
    here = {names[at], form.ticks.get(names[at])}
    others = [name for name in (*names, *form.ticks.values()) if name not in here]
    return {
        "field": form[names[at]],
        "tick": form[form.ticks[names[at]]] if names[at] in form.ticks else None,
        "picture": PICTURES.get(form.keys[names[at]], OTHERWISE),
        "number": len(names),
        "carried": [(name, value) for name in others for value in request.form.getlist(name)],
    }


def _first_wrong(form: AnswerForm, names: list[str]) -> int:
    return next((at for at, name in enumerate(names) if form[name].errors), 0)
