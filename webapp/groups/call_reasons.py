"""Why a group may need a call: reasons in words, never a score (docs/adr/0007)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Subquery, case, func, select

from webapp.accounts.models import Organisation, User
from webapp.agendas.models import ClosingTalk
from webapp.attendance.models import Attendance, Mark
from webapp.circles.models import Circle
from webapp.db import db, now
from webapp.feedback.models import Ask, FeedbackForm, Question, Reply
from webapp.feedback.question_types import DONT_KNOW, QuestionType
from webapp.feedback.wordings import named
from webapp.groups.models import Group
from webapp.i18n import day
from webapp.meetings.models import Meeting, MeetingState

HALF_A_YEAR, SIX_WEEKS = timedelta(days=183), timedelta(weeks=6)
LAST_ANSWERED, ANSWERED_BEFORE, FALL = 2, 3, 1 / 8
LAST_HELD, HELD_BEFORE, FEW = 3, 8, 3
TOPS = {kind: kind.top for kind in QuestionType if kind.top}
GROUP = Group.__mapper__.polymorphic_identity


@dataclass(frozen=True)
class Reason:
    circle_id: int
    at: datetime
    """When it came about."""
    words: str


def heavy(organisation: Organisation) -> list[Reason]:
    """A leader chose “Heavy” in a closing talk, on whose page it is said that this is told."""
    wanted = (
        select(Meeting.circle_id, ClosingTalk.written_at, User.name, Meeting.starts_at)
        .join(Meeting, Meeting.id == ClosingTalk.meeting_id)
        .join(User, User.id == ClosingTalk.user_id)
        .join(Circle, Circle.id == Meeting.circle_id)
        .where(ClosingTalk.is_told, ClosingTalk.wants_call.is_(False), *_alive(organisation))
        .order_by(ClosingTalk.written_at)
    )
    return [
        Reason(id_, at, _("%(name)s had a heavy evening on %(day)s.", name=name, day=day(met)))
        for id_, at, name, met in db.session.execute(wanted)
    ]


def few(organisation: Organisation) -> list[Reason]:
    """To the last three held meetings came fewer than three, or fewer than half of those before."""
    place = _place(Meeting.circle_id, by=Meeting.starts_at)
    met = (
        select(Meeting.id, Meeting.circle_id, Meeting.starts_at, Meeting.headcount, place)
        .join(Circle, Circle.id == Meeting.circle_id)
        .where(Meeting.state == MeetingState.HELD, *_alive(organisation, HALF_A_YEAR))
        .subquery()
    )
    present = Attendance.meeting_id == met.c.id, Attendance.mark == Mark.PRESENT
    by_name = select(func.count()).where(*present).scalar_subquery()
    came = (
        select(met, case((met.c.headcount > by_name, met.c.headcount), else_=by_name).label("came"))
        .where(met.c.place <= LAST_HELD + HELD_BEFORE)
        .subquery()
    )
    last, before = (func.avg(case((part, came.c.came))) for part in _parts(came, LAST_HELD))
    newest, number = func.max(came.c.starts_at), func.count()
    fewer = (number >= 2 * LAST_HELD) & (last * 2 < before)
    wanted = select(came.c.circle_id, newest, last, before).group_by(came.c.circle_id)
    wanted = wanted.having(number >= LAST_HELD, newest > now() - SIX_WEEKS, (last < FEW) | fewer)
    rows = db.session.execute(wanted)
    return [Reason(id_, at, _few_in_words(*means)) for id_, at, *means in rows]


def _few_in_words(last: float, before: float | None) -> str:
    if before is None or last * 2 >= before:
        words = _("Few people have come: about %(number)s.", number=round(last))
        return str(words)
    about = {"now": round(last), "before": round(before)}
    return str(_("Fewer people come: about %(now)s, and %(before)s before.", **about))


def fallen(organisation: Organisation) -> list[Reason]:
    """The last two meetings that have published answers lie an eighth of the scale lower."""
    answered = _answered(organisation).subquery()
    alike = answered.c.circle_id, answered.c.form_key, answered.c.key, answered.c.type
    placed = select(answered, _place(*alike, by=answered.c.starts_at)).subquery()
    last, before = (
        func.sum(case((part, placed.c.total))) * 1.0 / func.sum(case((part, placed.c.number)))
        for part in _parts(placed, LAST_ANSWERED)
    )
    top = case(TOPS, value=placed.c.type)
    newest, question = func.max(placed.c.starts_at), func.max(placed.c.question_id)
    wanted = (
        select(placed.c.circle_id, newest, question)
        .group_by(*(placed.c[column.name] for column in alike))
        .having(func.count() >= LAST_ANSWERED + ANSWERED_BEFORE, newest > now() - SIX_WEEKS)
        .having(before - last >= (top - 1) * FALL)
    )
    rows = db.session.execute(wanted).all()
    questions = named(row[2] for row in rows) if rows else {}
    told = {id_: str(question.wording("text")) for id_, question in questions.items()}
    return [
        Reason(id_, at, _("Answers have fallen: “%(question)s”", question=told[question]))
        for id_, at, question in rows
    ]


def _answered(organisation: Organisation) -> Any:
    """What has been published of each question in each meeting: whole batches."""
    names = FeedbackForm.key.label("form_key"), Question.key, Question.type
    return (
        select(
            Meeting.circle_id,
            Meeting.starts_at,
            *names,
            func.max(Question.id).label("question_id"),
            func.sum(Reply.step).label("total"),
            func.count().label("number"),
        )
        .join(Circle, Circle.id == Meeting.circle_id)
        .join(Ask, Ask.meeting_id == Meeting.id)
        .join(Reply, Reply.ask_id == Ask.id)
        .join(Question, Question.id == Reply.question_id)
        .join(FeedbackForm, FeedbackForm.id == Question.form_id)
        .where(Reply.published, Reply.step > DONT_KNOW, Question.type.in_(TOPS))
        .where(*_alive(organisation, HALF_A_YEAR))
        .group_by(Meeting.circle_id, Meeting.starts_at, *names)
    )


def _alive(organisation: Organisation, since: timedelta = SIX_WEEKS) -> list[ColumnElement[bool]]:
    """Meetings of this time, of groups that go on."""
    begun = Meeting.starts_at > now() - since, Meeting.starts_at <= now()
    going_on = Circle.ended_at.is_(None), Circle.kind == GROUP
    return [Meeting.organisation_id == organisation.id, *begun, *going_on]


def _place(*alike: Any, by: Any) -> Any:
    """1 for the last, 2 for the one before it …"""
    return func.row_number().over(partition_by=alike, order_by=by.desc()).label("place")


def _parts(rows: Subquery, number: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Whether a row is among the last ones, or among those before them."""
    return rows.c.place <= number, rows.c.place > number
