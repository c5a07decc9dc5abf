from typing import Any

from flask import request
from flask_babel import gettext as _

from webapp.access import allow
from webapp.feedback import (
    answering,
    change_pages,
    form_pages,
    leader_pages,
    operations,
    plan_pages,
    plans,
    results,
    slips,
)
from webapp.feedback.blueprint import bare, bp
from webapp.feedback.showing import how_to_answer, readable
from webapp.feedback.slip_forms import SlipsForm
from webapp.meetings.models import Meeting
from webapp.meetings.rules import leads_meeting
from webapp.qr import qr_code
from webapp.web import done, go, page

__all__ = [
    "answering",
    "bare",
    "bp",
    "change_pages",
    "form_pages",
    "leader_pages",
    "plan_pages",
    "results",
]


@bp.get("/meetings/<int:meeting_id>/feedback")
@allow(leads_meeting, meeting=Meeting)
def show_qr(meeting: Meeting) -> Any:
    if not plans.is_asked(meeting):
        return page("feedback/not_asked.html", circle=meeting.circle, meeting=meeting)
    ask = operations.ask_about(meeting)
    how = how_to_answer(ask)
    return page("feedback/show_qr.html", circle=meeting.circle, meeting=meeting, **how)


@bp.route("/meetings/<int:meeting_id>/slips", methods=["GET", "POST"])
@allow(leads_meeting, meeting=Meeting)
def slip_sheet(meeting: Meeting) -> Any:
    ask = operations.ask_about(meeting)
    form = SlipsForm()
    if request.method == "POST" and request.form.get("deed") == "stop":
        slips.stop(ask)
        return done(_("The code that all share is open again."), request.path)
    if form.accepted():
        slips.make(ask, form.number.data)
        return go(request.path)
    return page(
        "feedback/slips.html", meeting=meeting, ask=ask, form=form, left=len(slips.unused(ask))
    )


@bp.get("/meetings/<int:meeting_id>/slips/sheet")
@allow(leads_meeting, meeting=Meeting)
def slips_on_paper(meeting: Meeting) -> Any:
    ask = operations.ask_about(meeting)
    addresses = [(given, slips.address_of(given)) for given in slips.unused(ask)]
    said = _("Answer without a name")
    papers = [(readable(address, given), qr_code(address, said)) for given, address in addresses]
    return page("feedback/slips_sheet.html", meeting=meeting, ask=ask, papers=papers)
