"""What people answered, for those who lead: of a meeting, of a group's year, of its whole time."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webapp.access import allow
from webapp.circles.models import Circle
from webapp.circles.rules import leads
from webapp.feedback import changes, export, operations, queries
from webapp.feedback.blueprint import bp
from webapp.feedback.models import Ask
from webapp.feedback.wordings import same
from webapp.i18n import local
from webapp.languages import NAMES
from webapp.meetings.models import Meeting
from webapp.meetings.rules import leads_meeting
from webapp.web import done, page

FILE = "results.<any(csv, xlsx):ending>"


@bp.get("/meetings/<int:meeting_id>/results")
@allow(leads_meeting, meeting=Meeting)
def results(meeting: Meeting) -> Any:
    return page("feedback/results.html", **_of_meeting(meeting))


@bp.get("/circles/<int:circle_id>/feedback/results")
@allow(leads, circle=Circle)
def end_results(circle: Circle) -> Any:
    return page("feedback/results.html", **_of_the_end(circle))


@bp.get("/circles/<int:circle_id>/results")
@allow(leads, circle=Circle)
def circle_results(circle: Circle) -> Any:
    return page(
        "feedback/circle_results.html",
        changes=changes.told(circle),
        names=NAMES,
        **_of_the_year(circle),
    )


@bp.get("/meetings/<int:meeting_id>/results/print")
@allow(leads_meeting, meeting=Meeting)
def sheet(meeting: Meeting) -> Any:
    return page("feedback/sheet.html", **_of_meeting(meeting))


@bp.get("/circles/<int:circle_id>/feedback/results/print")
@allow(leads, circle=Circle)
def end_sheet(circle: Circle) -> Any:
    return page("feedback/sheet.html", **_of_the_end(circle))


@bp.get("/circles/<int:circle_id>/results/print")
@allow(leads, circle=Circle)
def circle_sheet(circle: Circle) -> Any:
    return page("feedback/sheet.html", **_of_the_year(circle))


@bp.get(f"/meetings/<int:meeting_id>/{FILE}")
@allow(leads_meeting, meeting=Meeting)
def file(meeting: Meeting, ending: str) -> Any:
    name = f"{meeting.circle.slug}-{local(meeting.starts_at).date()}"
    return export.answer(_of_meeting(meeting)["figures"], name, ending)


@bp.get(f"/circles/<int:circle_id>/feedback/{FILE}")
@allow(leads, circle=Circle)
def end_file(circle: Circle, ending: str) -> Any:
    return export.answer(_of_the_end(circle)["figures"], circle.slug, ending)


@bp.get(f"/circles/<int:circle_id>/{FILE}")
@allow(leads, circle=Circle)
def circle_file(circle: Circle, ending: str) -> Any:
    figures, curves = queries.figures_of_the_year(circle), queries.curves(circle)
    return export.answer(figures, circle.slug, ending, curves)


@bp.post("/meetings/<int:meeting_id>/results/<int:reply_id>/hide")
@allow(leads_meeting, meeting=Meeting)
def hide(meeting: Meeting, reply_id: int) -> Any:
    return _hide(queries.ask_about(meeting), reply_id, url_for(".results", meeting_id=meeting.id))


@bp.post("/circles/<int:circle_id>/feedback/results/<int:reply_id>/hide")
@allow(leads, circle=Circle)
def end_hide(circle: Circle, reply_id: int) -> Any:
    back = url_for(".end_results", circle_id=circle.id)
    return _hide(queries.ask_about_all_of(circle), reply_id, back)


def _hide(ask: Ask | None, reply_id: int, back: str) -> Any:
    if ask:
        operations.hide(ask, reply_id)
    return done(_("The text is hidden."), back)


def _of_meeting(meeting: Meeting) -> dict[str, Any]:
    of = {"circle": meeting.circle, "meeting": meeting, "of": {"meeting_id": meeting.id}}
    return {"kind": "", **of, **of_ask(queries.ask_about(meeting))}


def _of_the_end(circle: Circle) -> dict[str, Any]:
    of = {"circle": circle, "of": {"circle_id": circle.id}}
    return {"kind": "end_", **of, **of_ask(queries.ask_about_all_of(circle))}


def _of_the_year(circle: Circle) -> dict[str, Any]:
    """Each question as a curve or, where it has no mean from meeting to meeting, as it is."""
    figures, curves = queries.figures_of_the_year(circle), queries.curves(circle)
    drawn = {same(curve.question) for curve in curves}
    others = [f for f in figures if same(f.question) not in drawn and (f.chosen or f.words)]
    of = {"circle": circle, "of": {"circle_id": circle.id}}
    return {"kind": "circle_", **of, "figures": figures, "curves": curves, "others": others}


def of_ask(ask: Ask | None) -> dict[str, Any]:
    return {
        "ask": ask,
        "answers": queries.answers(ask) if ask else 0,
        "figures": queries.figures(ask) if ask else [],
    }
