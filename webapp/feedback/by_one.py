"""One question a page: all answers travel in the form, so nothing is kept before it is sent."""

from typing import Any

from flask import request

from webapp.feedback.forms import AnswerForm
from webapp.feedback.question_types import QuestionType
from webapp.i18n import language

PICTURES = {
    "good": "coffee",
    "heard": "ear",
    "mentor-heard": "ear",
    "again": "calendar",
    "come-again": "calendar",
    "ask-again": "calendar",
    "try-when": "calendar",
    "helped": "lifebuoy",
    "less-alone": "friends",
    "good-parts": "star",
    "for-others": "users",
    "belong-more": "friends",
    "meaning-more": "heart",
    "expert-time": "clock",
    "leader-support": "lifebuoy",
}
OTHERWISE = {
    QuestionType.FACES5: "mood-smile",
    QuestionType.FACES3: "mood-smile",
    QuestionType.TEN: "chart-bar",
    QuestionType.ONE: "circle-check",
    QuestionType.MANY: "list-check",
    QuestionType.YES_NO: "hand-finger",
    QuestionType.WORDS: "message",
}


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
    field = form[names[at]]
    tick = form[form.ticks[field.name]] if field.name in form.ticks else None
    _id, kind = form.asked[field.name]
    return {
        "field": field,
        "tick": tick,
        "picture": PICTURES.get(form.keys[field.name], OTHERWISE[kind]),
        "number": len(names),
        "carried": carried(form, [field, tick]),
    }


def carried(form: AnswerForm, shown: list[Any]) -> list[tuple[str, str]]:
    """What was said to the questions that are not shown, as it came."""
    here = {field.name for field in shown if field is not None}
    others = [name for name in (*form.asked, *form.ticks.values()) if name not in here]
    return [(name, value) for name in others for value in request.form.getlist(name)]


def _first_wrong(form: AnswerForm, names: list[str]) -> int:
    return next((at for at, name in enumerate(names) if form[name].errors), 0)
