"""When feedback is asked of a circle, and the feedback on its whole time."""

from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from webapp import texts
from webapp.access import allow
from webapp.accounts.rules import coordinates
from webapp.circles.models import Circle
from webapp.circles.rules import leads
from webapp.feedback import operations, planning, plans, shelf
from webapp.feedback.blueprint import bp
from webapp.feedback.plan_forms import MannersForm, PlanForm
from webapp.feedback.showing import how_to_answer
from webapp.meetings.models import Meeting
from webapp.meetings.rules import leads_meeting
from webapp.web import done, go, page


@bp.route("/circles/<int:circle_id>/feedback/plan", methods=["GET", "POST"])
@allow(leads, circle=Circle)
def plan(circle: Circle) -> Any:
    forms = shelf.in_use(circle.organisation_id)
    texts.load(forms)
    form = PlanForm(plans.plan_of(circle), circle.kind, forms)
    if form.accepted():
        planning.plan(circle, form.every.data, form.form_key.data, form.end_form_key.data)
        return done(_("Saved."), circle.address)
    return page("feedback/plan.html", circle=circle, form=form)


@bp.post("/meetings/<int:meeting_id>/feedback/ask")
@allow(leads_meeting, meeting=Meeting)
def ask_anyway(meeting: Meeting) -> Any:
    """This time, though the plan does not say so."""
    operations.ask_about(meeting)
    return go(url_for("feedback.show_qr", meeting_id=meeting.id))


@bp.get("/circles/<int:circle_id>/feedback")
@allow(leads, circle=Circle)
def end_qr(circle: Circle) -> Any:
    ask = planning.ask_at_the_end(circle)
    if ask is None:
        return page("feedback/not_asked.html", circle=circle, meeting=None)
    return page("feedback/show_qr.html", circle=circle, meeting=None, **how_to_answer(ask))


@bp.route("/forms/manners", methods=["GET", "POST"])
@allow(coordinates)
def manners() -> Any:
    form = MannersForm(plans.manners(g.organisation.id))
    if form.accepted():
        planning.settle(g.organisation, **form.said)
        return done(_("Saved."), url_for("feedback.forms"))
    return page("feedback/manners.html", form=form)
