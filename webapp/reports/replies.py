"""What people said in feedback: the mean of each question, of what has been published.

Replies are published in batches of at least the threshold, meeting by meeting; a report is made of
whole meetings, so that no two reports can be subtracted to tell of fewer. A question is the same
from one form to the next if its key and its scale are: different scales are never mixed.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from webapp import texts
from webapp.db import db
from webapp.feedback.models import DONT_KNOW, Ask, Question, QuestionType, Reply
from webapp.i18n import month_name
from webapp.meetings.models import Meeting
from webapp.reports.breakdown import month_of
from webapp.reports.scope import Scope

Sums = dict[int, tuple[int, int]]


@dataclass
class Said:
    """The answers to one question: how many, and their sum."""

    question: Question
    """As it was worded last."""
    number: int = 0
    total: int = 0
    by_month: dict[date, float] = field(default_factory=dict)
    """The mean of each month in which something has been published."""

    @property
    def mean(self) -> float:
        return self.total / self.number

    @property
    def points(self) -> list[tuple[str, float]]:
        return [(month_name(day), mean) for day, mean in self.by_month.items()]


def said(scope: Scope) -> list[Said]:
    """Every question with a scale, in the order in which they are asked."""
    days = list(scope.period.months())
    rows: Any = db.session.execute(_by_month(scope, days)).all()
    questions = _questions({row[5] for row in rows})
    found: dict[tuple[str, QuestionType], Said] = {}
    for key, scale, number, total, answers, newest in rows:
        same = found.setdefault((key, scale), Said(questions[newest]))
        same.question = max(same.question, questions[newest], key=lambda question: question.id)
        same.number, same.total = same.number + answers, same.total + total
        same.by_month[days[number]] = total / answers
    return sorted(found.values(), key=lambda each: each.question.position)


def _by_month(scope: Scope, days: list[date]) -> Any:
    """Each ask is summed first, so that its month is looked for once."""
    of_ask = Meeting.starts_at, Reply.question_id, Ask.id
    sums = func.sum(Reply.step).label("total"), func.count().label("number")
    asks = published(scope).with_only_columns(*of_ask, *sums).group_by(*of_ask).subquery()
    month = month_of(days, asks.c.starts_at)
    names = Question.key, Question.type, month
    values = func.sum(asks.c.total), func.sum(asks.c.number), func.max(Question.id)
    wanted = select(*names, *values).join(asks, asks.c.question_id == Question.id)
    return wanted.group_by(*names).order_by(month)


def published(scope: Scope) -> Select[Any]:
    """A row a published step, with its question, ask and meeting."""
    return (
        select(Reply.id)
        .join(Question, Question.id == Reply.question_id)
        .join(Ask, Ask.id == Reply.ask_id)
        .join(Meeting, Meeting.id == Ask.meeting_id)
        .where(*scope.meetings, Reply.published, Reply.step > DONT_KNOW)
        .where(Question.type.in_([scale for scale in QuestionType if scale.top]))
    )


def by_circle(scope: Scope, question: Question) -> Sums:
    """The sum and the number of the answers to a question, by the circle's id."""
    return _sums(scope, question, Meeting.circle_id)


def by_meeting(scope: Scope, question: Question) -> Sums:
    return _sums(scope, question, Meeting.id)


def _sums(scope: Scope, question: Question, thing: Any) -> Sums:
    same = Question.key == question.key, Question.type == question.type
    wanted = published(scope).where(*same).group_by(thing)
    rows = wanted.with_only_columns(thing, func.sum(Reply.step), func.count())
    return {row[0]: (row[1], row[2]) for row in db.session.execute(rows)}


def _questions(ids: set[int]) -> dict[int, Question]:
    found = list(db.session.scalars(select(Question).where(Question.id.in_(ids))))
    texts.load(found)
    return {question.id: question for question in found}
