from typing import Any

from flask import Blueprint, Response, g, request, url_for

from webapp.access import allow, by_pass, everyone, limiter
from webapp.accounts.queries import hashed
from webapp.circles.models import Circle
from webapp.circles.rules import leads
from webapp.feedback import form_pages, operations, plan_pages, plans, queries
from webapp.feedback.blueprint import bp
from webapp.feedback.forms import answer_form
from webapp.feedback.models import Ask
from webapp.feedback.showing import how_to_answer
from webapp.meetings.models import Meeting
from webapp.meetings.rules import leads_meeting
from webapp.passes import Purpose
from webapp.web import go, page

__all__ = ["bare", "bp", "form_pages", "plan_pages"]

bare = Blueprint("answers", __name__, url_prefix="/p")


@bp.get("/meetings/<int:meeting_id>/feedback")
@allow(leads_meeting, meeting=Meeting)
def show_qr(meeting: Meeting) -> Any:
    if not plans.is_asked(meeting):
        return page("feedback/not_asked.html", circle=meeting.circle, meeting=meeting)
    ask = operations.ask_about(meeting)
    how = how_to_answer(ask)
    return page("feedback/show_qr.html", circle=meeting.circle, meeting=meeting, **how)


@bp.get("/meetings/<int:meeting_id>/results")
@allow(leads_meeting, meeting=Meeting)
def results(meeting: Meeting) -> Any:
    ask = queries.ask_about(meeting)
    return page(
        "feedback/results.html",
        circle=meeting.circle,
        meeting=meeting,
        ask=ask,
        answers=queries.answers(ask) if ask else 0,
        figures=queries.figures(ask) if ask else [],
    )


@bp.get("/circles/<int:circle_id>/results")
@allow(leads, circle=Circle)
def circle_results(circle: Circle) -> Any:
    return page("feedback/circle_results.html", circle=circle, curves=queries.curves(circle))


@bare.after_request
def tell_caches(response: Response) -> Response:
    """Without a language in the address, the answer is in the phone's."""
    if not g.language:
        response.vary.update(["Accept-Language", "Cookie"])
    return response


def this_pass() -> str:
    """What posting is limited by: the pass, for a whole room sits behind one address."""
    return hashed((request.view_args or {})["token"])


@bare.route("/<pass(f):token>", methods=["GET", "POST"])
@bare.route("/<pass(f):token>/<lang:lang>", methods=["GET", "POST"])
@limiter.limit("120 per minute", key_func=this_pass, methods=["POST"])
@allow(by_pass(Purpose.FEEDBACK), ask=Ask)
def give(ask: Ask) -> Any:
    if not ask.is_open:
        return page("feedback/closed.html", ask=ask, status=410)
    form = answer_form(ask.form)
    if form.accepted():
        operations.answer(ask, form.key.data, form.said)
        return go(url_for(".thanks", **request.view_args or {}))
    return page("feedback/give.html", ask=ask, form=form)


@bare.get("/<pass(f):token>/<lang:lang>/thanks")
@allow(by_pass(Purpose.FEEDBACK), ask=Ask)
def thanks(ask: Ask) -> Any:
    return page("feedback/thanks.html", ask=ask)


@bare.get("/<typed>")
@bare.get("/<typed>/<lang:lang>")
@allow(everyone)
def unknown(typed: str) -> Any:
    """An address that can't be a pass at all, as one mistyped from a poster."""
    return page("passes/unknown.html", status=404)
