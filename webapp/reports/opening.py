"""A figure opened: the groups it is made of, and the meetings of each."""

from collections.abc import Mapping
from typing import Any

from flask import abort, g
from sqlalchemy import Select, select

from webapp import texts
from webapp.access import allow
from webapp.accounts.rules import coordinates
from webapp.circles.models import Circle
from webapp.db import db
from webapp.feedback.models import Question
from webapp.groups.models import Group
from webapp.meetings.models import Meeting
from webapp.reports import counting, replies
from webapp.reports.blueprint import bp
from webapp.reports.by_circle import by_circle
from webapp.reports.figures import Figures
from webapp.reports.forms import asked_scope
from webapp.reports.labels import FIGURES, figure_named
from webapp.reports.models import Figure
from webapp.reports.rules import reports, reports_answers
from webapp.web import page, page_number

ON_A_PAGE = 30


@bp.get("/reports/figures/<figure>")
@allow(coordinates)
def by_group(figure: str) -> Any:
    scope, opened = asked_scope(g.organisation), _figure(figure)
    values = by_circle(Figures(scope), opened)
    groups = _groups(values)
    return page(
        "reports/by_group.html", figure=opened, name=FIGURES[opened], **_at(scope, groups, values)
    )


@bp.get("/reports/figures/<figure>/<int:circle_id>")
@allow(reports, circle=Circle)
def meetings(circle: Circle, figure: str) -> Any:
    scope, opened = asked_scope(g.organisation).of(circle), _figure(figure)
    rows = counting.facts(scope, opened)
    values: dict[int, Any] = {row[0]: row[2] for row in db.session.execute(rows)}
    found = _meetings(values)
    return page(
        "reports/meetings.html",
        figure=opened,
        name=FIGURES[opened],
        circle=circle,
        fates=_fates(found),
        names=FIGURES,
        **_at(scope, found, values),
    )


@bp.get("/reports/feedback/<int:question_id>")
@allow(reports_answers, question=Question)
def question(question: Question) -> Any:
    """The mean of a question group by group."""
    scope = asked_scope(g.organisation)
    values = replies.by_circle(scope, question)
    return page("reports/question.html", question=question, **_at(scope, _groups(values), values))


@bp.get("/reports/feedback/<int:question_id>/<int:circle_id>")
@allow(reports_answers, question=Question, circle=Circle)
def question_of_group(question: Question, circle: Circle) -> Any:
    """The mean of a question meeting by meeting."""
    scope = asked_scope(g.organisation).of(circle)
    values = replies.by_meeting(scope, question)
    whole = values.pop(None, None)
    return page(
        "reports/question_of_group.html",
        question=question,
        circle=circle,
        whole=whole,
        **_at(scope, _meetings(values), values),
    )


def _figure(name: str) -> Figure:
    """One that opens to meetings; feedback opens by its questions."""
    figure = figure_named(name)
    return figure if figure != Figure.FEEDBACK else abort(404)


def _at(scope: Any, rows: Any, values: Mapping[Any, Any]) -> dict[str, Any]:
    return {"scope": scope, "rows": rows, "values": values}


def _groups(ids: Mapping[int, Any]) -> Any:
    found = _paged(select(Group).where(Group.id.in_(ids)).order_by(Group.name, Group.id))
    texts.load(found.items)
    return found


def _meetings(ids: Mapping[Any, Any]) -> Any:
    """The latest first."""
    wanted = select(Meeting).where(Meeting.id.in_(ids))
    return _paged(wanted.order_by(Meeting.starts_at.desc(), Meeting.id))


def _paged(wanted: Select[Any]) -> Any:
    return db.paginate(wanted, page=page_number(), per_page=ON_A_PAGE, error_out=False)


def _fates(meetings: Any) -> dict[int, Figure]:
    """What has become of each meeting, by its id."""
    ids = [meeting.id for meeting in meetings]
    return {
        meeting_id: figure
        for figure, told in counting.fates().items()
        for meeting_id in db.session.scalars(select(Meeting.id).where(Meeting.id.in_(ids), told))
    }
