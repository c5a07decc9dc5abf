from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from webapp import texts
from webapp.circles.models import Circle
from webapp.db import db, now
from webapp.feedback.models import Answer, Ask, FeedbackForm, Question, Reply
from webapp.feedback.question_types import DONT_KNOW, QuestionType
from webapp.feedback.wordings import Worded, named, same
from webapp.feedback.wordings import worded as worded_last
from webapp.i18n import day
from webapp.meetings.models import Meeting

ONE_YEAR = timedelta(days=366)
SCALES = [kind for kind in QuestionType if kind.top]


@dataclass
class Figures:
    """What has been published of one question, of one ask or of several."""

    question: Question
    """As it is worded last."""
    counts: dict[int, int]
    """How many chose each step."""
    chosen: int = 0
    """How many people chose something."""
    unsure: int = 0
    words: list[tuple[int, str]] = field(default_factory=list)
    """With the number of each reply."""
    since: date | None = None
    """From when on it has these words, if it had others before."""

    def count(self, step: int, people: int) -> None:
        if step == DONT_KNOW:
            self.unsure += people
            return
        self.chosen += people
        for chosen in self.question.chosen(step):
            self.counts[chosen] = self.counts.get(chosen, 0) + people

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

    worded: Worded
    means: list[tuple[datetime, float]] = field(default_factory=list)

    @property
    def question(self) -> Question:
        return self.worded.question

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
    return _filled(
        {q.id: Figures(q, dict.fromkeys(q.steps, 0)) for q in ask.form.questions},
        Ask.id == ask.id,
    )


def figures_of_the_year(circle: Circle) -> list[Figures]:
    """The same of all that the circle was asked in a year, as far as anything is published."""
    of_circle = _in_a_year(circle)
    published = select(Reply.question_id).distinct().join(Ask).outerjoin(Meeting)
    asked = named(db.session.scalars(published.where(Reply.published, of_circle)))
    last = {
        key: Figures(each.question, dict.fromkeys(each.question.steps, 0), since=each.since)
        for key, each in worded_last(asked.values()).items()
    }
    return _filled({id_: last[same(question)] for id_, question in asked.items()}, of_circle)


def _filled(found: dict[int, Figures], asks: ColumnElement[bool]) -> list[Figures]:
    """Figures by the questions that they tell of, with what was replied to these asks."""
    for question_id, step, people in db.session.execute(_counts(asks)):
        found[question_id].count(step or DONT_KNOW, people)
    for question_id, reply_id, words in db.session.execute(_words(asks)):
        found[question_id].words.append((reply_id, words))
    each = {id(figures): figures for figures in found.values()}
    return sorted(each.values(), key=lambda figures: figures.question.position)


def _in_a_year(circle: Circle) -> ColumnElement[bool]:
    mine = or_(Ask.circle_id == circle.id, Meeting.circle_id == circle.id)
    return and_(mine, func.coalesce(Meeting.starts_at, Ask.closes_at) > now() - ONE_YEAR)


def curves(circle: Circle) -> list[Curve]:
    """A year of the circle's meetings: each question's mean over what has been published."""
    rows = db.session.execute(_means(circle)).all()
    asked = named(row.question_id for row in rows)
    curves = {key: Curve(worded) for key, worded in worded_last(asked.values()).items()}
    for moment, question_id, mean in rows:
        curves[same(asked[question_id])].means.append((moment, float(mean)))
    return sorted(curves.values(), key=lambda curve: curve.question.position)


def _counts(asks: ColumnElement[bool]) -> Select[int, int | None, int]:
    return (
        select(Reply.question_id, Reply.step, func.count())
        .join(Ask, Ask.id == Reply.ask_id)
        .outerjoin(Meeting, Meeting.id == Ask.meeting_id)
        .where(asks, Reply.published, Reply.step.is_not(None))
        .group_by(Reply.question_id, Reply.step)
    )


def _words(asks: ColumnElement[bool]) -> Select[int, int, str]:
    """In the order of their random ids, which is no order."""
    return (
        select(Reply.question_id, Reply.id, Reply.words)
        .join(Ask, Ask.id == Reply.ask_id)
        .outerjoin(Meeting, Meeting.id == Ask.meeting_id)
        .where(asks, Reply.published, Reply.words != "", Reply.hidden.is_(False))
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
