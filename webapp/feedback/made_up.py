"""Answers for the demo, made up."""

from functools import cache
from pathlib import Path
from random import Random
from secrets import token_hex

import yaml

from webapp.db import db
from webapp.feedback import operations
from webapp.feedback.models import DONT_KNOW, Answer, Question, QuestionType, Reply, as_one
from webapp.i18n import local
from webapp.meetings.models import Meeting

WORDS = Path(__file__).parent.parent.parent / "resources" / "demo" / "words.yaml"


def answers(meeting: Meeting, people: int, dice: Random) -> None:
    """Most of those who were there answer, on better and worse evenings."""
    ask = operations.start_asking(meeting)
    owned = {"organisation_id": ask.organisation_id, "ask_id": ask.id}
    mood, day = dice.gauss(0.75, 0.08), local(meeting.ends_at).date()
    for _person in range(sum(dice.random() < 0.85 for _ in range(people))):
        db.session.add(Answer(form_hash=token_hex(32), day=day, **owned))
        for question in ask.form.questions:
            said = _said(question, meeting.circle.language, mood, dice)
            if said is not None:
                words, step = (said, None) if isinstance(said, str) else ("", said)
                db.session.add(Reply(question_id=question.id, words=words, step=step, **owned))
    db.session.flush()
    operations.publish(ask)


def _said(question: Question, language: str, mood: float, dice: Random) -> int | str | None:
    kind = question.type
    if kind == QuestionType.WORDS:
        return dice.choice(_words().get(language, [""])) if dice.random() < 0.2 else ""
    if dice.random() < 0.06:
        return None if kind.is_choice else dice.choice([None, DONT_KNOW])
    if kind == QuestionType.MANY:
        return as_one(dice.sample(list(question.steps), dice.randint(1, 2)))
    top = kind.top or len(question.steps)
    return min(max(1 + round(dice.gauss(mood, 0.2) * (top - 1)), 1), top)


@cache
def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return words
