"""Answers for the demo, made up."""

from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from secrets import token_hex

import yaml

from webapp.accounts.models import Organisation
from webapp.circles.models import Circle
from webapp.db import db
from webapp.feedback import leaders, operations, queries
from webapp.feedback.models import Answer, Ask, Question, Reply, as_one
from webapp.feedback.plan_models import THRESHOLD
from webapp.feedback.question_types import DONT_KNOW, QuestionType
from webapp.i18n import at_helsinki, local, today
from webapp.meetings.models import Meeting

WORDS = Path(__file__).parent.parent.parent / "resources" / "demo" / "words.yaml"


def answers(meeting: Meeting, people: int, dice: Random) -> None:
    """Most of those who were there answer, on better and worse evenings."""
    ask = operations.start_asking(meeting)
    _answered(ask, local(meeting.ends_at).date(), people, dice)


def answers_at_the_end(circle: Circle, day: date, people: int, dice: Random) -> None:
    """What those in a circle said of its whole time, by that day."""
    opens_at, closes_at = (at_helsinki(day + timedelta(days=n), time()) for n in (-7, 0))
    form = queries.form("end-of-the-group")
    assert form, "the library is loaded before"
    ask = Ask(
        organisation_id=circle.organisation_id,
        whole_circle=circle,
        form=form,
        threshold=THRESHOLD,
        opens_at=opens_at,
        closes_at=closes_at,
    )
    db.session.add(ask)
    db.session.flush()
    operations.address_of(ask)
    _answered(ask, day, people, dice)


def answers_of_leaders(organisation: Organisation, people: int, dice: Random) -> None:
    """What the leaders of an organisation said this half-year."""
    _answered(leaders.start(organisation), today(), people, dice)


def _answered(ask: Ask, day: date, people: int, dice: Random) -> None:
    language = ask.circle.language if ask.circle else ""
    owned = {"organisation_id": ask.organisation_id, "ask_id": ask.id}
    mood = dice.gauss(0.75, 0.08)
    for _person in range(sum(dice.random() < 0.85 for _ in range(people))):
        db.session.add(Answer(form_hash=token_hex(32), day=day, **owned))
        for question in ask.form.questions:
            said = _said(question, language, mood, dice)
            if isinstance(said, int):
                db.session.add(Reply(question_id=question.id, step=said, **owned))
            elif said:
                may = {"quotable": dice.random() < 0.5}
                db.session.add(Reply(question_id=question.id, words=said, **may, **owned))
    db.session.flush()
    operations.publish(ask)


def _said(question: Question, language: str, mood: float, dice: Random) -> int | str | None:
    kind = question.type
    if kind == QuestionType.WORDS:
        return dice.choice(_words().get(language, [""])) if dice.random() < 0.6 else ""
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
