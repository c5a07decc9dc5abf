"""Which questions are one and the same in figures: those of one form with one key and one scale.

Choices are a scale of their own by how many there are: figures of three are never those of two.

Its words may be mended from one version of the form to the next; the newest label its figures.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from webapp import texts
from webapp.db import db
from webapp.feedback.models import FeedbackForm, Question
from webapp.feedback.question_types import QuestionType
from webapp.i18n import local

Same = tuple[str, str, QuestionType, int]


@dataclass(frozen=True)
class Worded:
    """A question as it is worded last, and since when, if it has had other words."""

    question: Question
    since: date | None = None


def same(question: Question) -> Same:
    choices = len(question.steps) if question.type.is_choice else 0
    return question.form.key, question.key, question.type, choices


def all_like(question: Question) -> Select[int]:
    """The ids of a question in every version of its form."""
    alike = Question.key == question.key, Question.type == question.type
    of_form = FeedbackForm.key == question.form.key
    return select(Question.id).join(Question.form).where(of_form, *alike)


def named(ids: Iterable[int]) -> dict[int, Question]:
    """Questions with their forms and their words, by id."""
    wanted = select(Question).where(Question.id.in_(set(ids))).options(joinedload(Question.form))
    found = list(db.session.scalars(wanted))
    texts.load(found)
    return {question.id: question for question in found}


def worded(questions: Iterable[Question]) -> dict[Same, Worded]:
    """Each of these that is not the same as another."""
    versions: dict[Same, list[Question]] = {}
    for question in sorted(questions, key=lambda question: -question.form.version):
        versions.setdefault(same(question), []).append(question)
    return {key: _newest(some) for key, some in versions.items()}


def _newest(versions: list[Question]) -> Worded:
    newest = versions[0]
    alike = list(takewhile(lambda other: _text(other) == _text(newest), versions))
    began = alike[-1].form.in_use_since
    return Worded(newest, local(began).date() if began and len(alike) < len(versions) else None)


def _text(question: Question) -> str:
    return str(question.wording("text"))
