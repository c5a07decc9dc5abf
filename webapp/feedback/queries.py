from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select

from webapp import texts
from webapp.circles.models import Circle
from webapp.db import db, now
from webapp.feedback.models import (
    DONT_KNOW,
    Answer,
    Ask,
    FeedbackForm,
    Question,
    QuestionType,
    Reply,
)
from webapp.i18n import day
from webapp.meetings.models import Meeting

ONE_YEAR = timedelta(days=366)
SCALES = [kind for kind in QuestionType if kind.top]


@dataclass
class Figures:
    """What has been published of one question of one ask."""

    question: Question
    counts: dict[int, int]
    """How many chose each step."""
    chosen: int = 0
    """How many people chose something."""
    unsure: int = 0
    words: list[tuple[int, str]] = field(default_factory=list)
    """With the number of each reply."""

    def count(self, step: int, people: int) -> None:
        if step == DONT_KNOW:
            self.unsure += people
            return
        self.chosen += people
        for chosen in self.question.chosen(step):
            self.counts[chosen] += people

    @property
    def mean(self) -> float | None:
        """Of a scale."""
        total = sum(step * count for step, count in self.counts.items())
        return total / self.chosen if self.chosen and self.question.type.top else None

    @property
    def bars(self) -> list[tuple[str, int]]:
        """The words of each step and how many chose it: the best first, choices as asked."""
        steps = sorted(self.question.steps.items(), reverse=not self.question.type.is_choice)
        return [(words, self.counts[step]) for step, words in steps]


@dataclass(frozen=True)
class Curve:
    """The mean of one question from meeting to meeting."""

    question: Question
    means: list[tuple[datetime, float]] = field(default_factory=list)

    @property
    def points(self) -> list[tuple[str, float]]:
        return [(day(moment), mean) for moment, mean in self.means]


def form(key: str) -> FeedbackForm | None:
    """The newest version of a form that is in use."""
    wanted = select(FeedbackForm).where(
        FeedbackForm.key == key, FeedbackForm.in_use_since.is_not(None)
    )
    return db.session.scalar(wanted.order_by(FeedbackForm.version.desc()).limit(1))


def ask_about_all_of(circle: Circle) -> Ask | None:
    return db.session.scalar(select(Ask).where(Ask.circle_id == circle.id))


def ask_about(meeting: Meeting) -> Ask | None:
    return db.session.scalar(select(Ask).where(Ask.meeting_id == meeting.id))


def asks_about(meetings: Iterable[Meeting]) -> list[Ask]:
    """What is asked about these meetings; one statement."""
    ids = [meeting.id for meeting in meetings]
    return list(db.session.scalars(select(Ask).where(Ask.meeting_id.in_(ids))))


def answers(ask: Ask) -> int:
    """How many have answered so far: all that is told of answers not yet published."""
    count = select(func.count()).select_from(Answer).where(Answer.ask_id == ask.id)
    return db.session.scalar(count) or 0


def figures(ask: Ask) -> list[Figures]:
    """The published replies to each question, in the order they were asked."""
    texts.load(ask.form.questions)
    found = {
        question.id: Figures(question, dict.fromkeys(question.steps, 0))
        for question in ask.form.questions
    }
    for question_id, step, people in db.session.execute(_counts(ask)):
        found[question_id].count(step or DONT_KNOW, people)
    for question_id, reply_id, words in db.session.execute(_words(ask)):
        found[question_id].words.append((reply_id, words))
    return list(found.values())


def curves(circle: Circle) -> list[Curve]:
    """A year of the circle's meetings: each question's mean over what has been published.

    A question is the same from one version of its form to the next, if its scale is.
    """
    curves: dict[tuple[str, QuestionType], Curve] = {}
    rows = db.session.execute(_means(circle)).all()
    asked = _questions({row.question_id for row in rows})
    for moment, question_id, mean in rows:
        question = asked[question_id]
        same = curves.setdefault((question.key, question.type), Curve(question))
        same.means.append((moment, float(mean)))
    return sorted(curves.values(), key=lambda curve: curve.question.position)


def _counts(ask: Ask) -> Select[int, int | None, int]:
    return (
        select(Reply.question_id, Reply.step, func.count())
        .where(Reply.ask_id == ask.id, Reply.published, Reply.step.is_not(None))
        .group_by(Reply.question_id, Reply.step)
    )


def _words(ask: Ask) -> Select[int, int, str]:
    """In the order of their random ids, which is no order."""
    return (
        select(Reply.question_id, Reply.id, Reply.words)
        .where(Reply.ask_id == ask.id, Reply.published, Reply.words != "", Reply.hidden.is_(False))
        .order_by(Reply.id)
    )


def _means(circle: Circle) -> Select[datetime, int, float]:
    return (
        select(Meeting.starts_at, Reply.question_id, func.avg(Reply.step))
        .join(Ask, Ask.meeting_id == Meeting.id)
        .join(Reply, Reply.ask_id == Ask.id)
        .join(Question, Question.id == Reply.question_id)
        .where(Question.type.in_(SCALES))
        .where(Meeting.circle_id == circle.id, Meeting.starts_at > now() - ONE_YEAR)
        .where(Reply.published, Reply.step > DONT_KNOW)
        .group_by(Meeting.id, Meeting.starts_at, Reply.question_id)
        .order_by(Meeting.starts_at)
    )


def _questions(ids: Iterable[int]) -> dict[int, Question]:
    found = list(db.session.scalars(select(Question).where(Question.id.in_(ids))))
    texts.load(found)
    return {question.id: question for question in found}
