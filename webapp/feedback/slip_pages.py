"""Slips to cut: of what is asked after a meeting, and at the end of a group."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from webapp.access import allow
from webapp.circles.models import Circle
from webapp.circles.rules import leads
from webapp.feedback import operations, planning, slips
from webapp.feedback.blueprint import bp
from webapp.feedback.models import Ask
from webapp.feedback.showing import readable
from webapp.feedback.slip_forms import SlipsForm
from webapp.meetings.models import Meeting
from webapp.meetings.rules import leads_meeting
from webapp.qr import qr_code
from webapp.web import done, go, page


@bp.route("/meetings/<int:meeting_id>/slips", methods=["GET", "POST"])
@allow(leads_meeting, meeting=Meeting)
def slip_sheet(meeting: Meeting) -> Any:
    return _slips(operations.ask_about(meeting))


@bp.get("/meetings/<int:meeting_id>/slips/sheet")
@allow(leads_meeting, meeting=Meeting)
def slips_on_paper(meeting: Meeting) -> Any:
    return _on_paper(operations.ask_about(meeting))


@bp.route("/circles/<int:circle_id>/feedback/slips", methods=["GET", "POST"])
@allow(leads, circle=Circle)
def end_slips(circle: Circle) -> Any:
    ask = planning.ask_at_the_end(circle)
    return _slips(ask) if ask else page("feedback/not_asked.html", circle=circle, meeting=None)


@bp.get("/circles/<int:circle_id>/feedback/slips/sheet")
@allow(leads, circle=Circle)
def end_slips_on_paper(circle: Circle) -> Any:
    ask = planning.ask_at_the_end(circle)
    return _on_paper(ask) if ask else page("feedback/not_asked.html", circle=circle, meeting=None)


def _slips(ask: Ask) -> Any:
    form = SlipsForm()
    if request.method == "POST" and request.form.get("deed") == "stop":
        slips.stop(ask)
        return done(_("The code that all share is open again."), request.path)
    if form.accepted():
        slips.make(ask, form.number.data)
        return go(request.path)
    left = len(slips.unused(ask))
    return page("feedback/slips.html", ask=ask, form=form, left=left, to=pages_of(ask))


def _on_paper(ask: Ask) -> Any:
    addresses = [(given, slips.address_of(given)) for given in slips.unused(ask)]
    said = _("Answer without a name")
    papers = [(readable(address, given), qr_code(address, said)) for given, address in addresses]
    return page("feedback/slips_sheet.html", ask=ask, papers=papers, to=pages_of(ask))


@bp.app_template_global()
def pages_of(ask: Ask) -> dict[str, str]:
    """The addresses of the pages where leaders see one ask."""
    if ask.meeting_id:
        names = {"qr": "show_qr", "slips": "slip_sheet", "paper": "slips_on_paper"}
        at: dict[str, Any] = {"meeting_id": ask.meeting_id}
    else:
        names = {"qr": "end_qr", "slips": "end_slips", "paper": "end_slips_on_paper"}
        at = {"circle_id": ask.circle_id}
    return {key: url_for(f"feedback.{name}", **at) for key, name in names.items()}
