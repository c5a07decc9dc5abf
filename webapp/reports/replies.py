"""What people said in feedback: the mean of each question, of what has been published.

Replies are published in batches of at least the threshold, ask by ask; a report is made of whole
asks, so that no two reports can be subtracted to tell of fewer. An ask about a meeting is of its
day; one about a group's whole time is of the day it closes.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import CTE, func, null, select, union_all

from webapp.db import db
from webapp.feedback.models import Ask, Question, Reply
from webapp.feedback.question_types import DONT_KNOW, QuestionType
from webapp.feedback.wordings import Same, Worded, all_like, named, same, worded
from webapp.i18n import month_name
from webapp.meetings.models import Meeting
from webapp.reports.breakdown import month_of
from webapp.reports.scope import Scope

Sums = dict[int | None, tuple[int, int]]
SCALES = [scale for scale in QuestionType if scale.top]


@dataclass
class Said:
    """The answers to one question: how many, and their sum."""

    worded: Worded
    number: int = 0
    total: int = 0
    by_month: dict[date, float] = field(default_factory=dict)
    """The mean of each month in which something has been published."""

    @property
    def question(self) -> Question:
        return self.worded.question

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
    questions = named(row[0] for row in rows)
    found = {key: Said(each) for key, each in worded(questions.values()).items()}
    months: dict[tuple[Same, date], tuple[int, int]] = {}
    for id_, number, total, answers in rows:
        key, day = same(questions[id_]), days[number]
        found[key].number += answers
        found[key].total += total
        before = months.get((key, day), (0, 0))
        months[key, day] = before[0] + total, before[1] + answers
        found[key].by_month[day] = months[key, day][0] / months[key, day][1]
    return sorted(found.values(), key=lambda each: each.question.position)


def _by_month(scope: Scope, days: list[date]) -> Any:
    """Each ask is summed first, as replies lie in the index, and then its month is looked for."""
    asks, of_ask = asks_of(scope), (Reply.ask_id, Reply.question_id)
    sums = func.sum(Reply.step).label("total"), func.count().label("number")
    summed = _steps(select(*of_ask, *sums)).where(Reply.ask_id.in_(select(asks.c.id)))
    asked = summed.group_by(*of_ask).subquery()
    month = month_of(days, asks.c.at).label("month")
    values = func.sum(asked.c.total), func.sum(asked.c.number)
    wanted = select(asked.c.question_id, month, *values).join(asks, asks.c.id == asked.c.ask_id)
    return wanted.group_by(asked.c.question_id, "month").order_by("month")


def asks_of(scope: Scope) -> CTE:
    """The asks within: about meetings, and about the whole time of groups."""
    of_meetings = (
        select(Ask.id, Meeting.circle_id, Meeting.id.label("meeting_id"), Meeting.starts_at)
        .join(Meeting, Meeting.id == Ask.meeting_id)
        .where(*scope.meetings)
    )
    own = scope.within(Ask.organisation_id, Ask.circle_id, Ask.closes_at)
    of_groups = select(Ask.id, Ask.circle_id, null(), Ask.closes_at).where(*own)
    found = union_all(of_meetings, of_groups).subquery()
    asks = select(*found.c[:3], found.c.starts_at.label("at")).order_by(found.c.id)
    return asks.cte("asks").prefix_with("MATERIALIZED")  # replies are kept in this order


def _steps(replies: Any) -> Any:
    """Those that are published steps."""
    said = Reply.published, Reply.step > DONT_KNOW, Question.type.in_(SCALES)
    return replies.join(Question, Question.id == Reply.question_id).where(*said)


def by_circle(scope: Scope, question: Question) -> dict[int, tuple[int, int]]:
    """The sum and the number of the answers to a question, by the circle's id."""
    found: Any = _sums(scope, question, "circle_id")
    return dict(found)


def by_meeting(scope: Scope, question: Question) -> Sums:
    """By the meeting's id; those about the whole time of groups by None."""
    return _sums(scope, question, "meeting_id")


def _sums(scope: Scope, question: Question, thing: str) -> Sums:
    asks = asks_of(scope)
    wanted = select(asks.c[thing], func.sum(Reply.step), func.count()).select_from(Reply)
    wanted = _steps(wanted.join(asks, asks.c.id == Reply.ask_id))
    alike = Reply.question_id.in_(all_like(question))
    rows = db.session.execute(wanted.where(alike).group_by(asks.c[thing]))
    return {row[0]: (row[1], row[2]) for row in rows}


def quotes(scope: Scope) -> list[str]:
    """Published words that their writers let be quoted in public, in no order."""
    asks = asks_of(scope)
    wanted = select(Reply.words).join(asks, asks.c.id == Reply.ask_id).order_by(Reply.id)
    shown = Reply.quotable, Reply.published, Reply.hidden.is_(False)
    return list(db.session.scalars(wanted.where(*shown)))
