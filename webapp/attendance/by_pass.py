"""Attendance of one meeting by those who hold its address: a substitute for one evening, and the
leader whom a mail reminds. They see that one list and nothing else.
"""

from typing import Any

from flask import request
from flask_babel import gettext as _

from webapp.access import allow, by_pass, limiter
from webapp.attendance import forms, hints, operations, queries, substitutes
from webapp.attendance.blueprint import bare, bp
from webapp.attendance.forms import EveningForm, NotHeldForm
from webapp.meetings.models import Meeting, MeetingState
from webapp.meetings.rules import leads_meeting
from webapp.passes import Purpose
from webapp.qr import qr_code
from webapp.web import done, go, page

EVENINGS = "60 per minute"


@bare.route("/p/<pass(s):token>", methods=["GET", "POST"])
@bare.route("/p/<pass(s):token>/<lang:lang>", methods=["GET", "POST"])
@limiter.limit(EVENINGS)
@allow(by_pass(Purpose.SUBSTITUTE), meeting=Meeting)
def stand_in(meeting: Meeting) -> Any:
    return _evening(meeting, is_open=True)


@bare.route("/p/<pass(n):token>", methods=["GET", "POST"])
@bare.route("/p/<pass(n):token>/<lang:lang>", methods=["GET", "POST"])
@limiter.limit(EVENINGS)
@allow(by_pass(Purpose.UNRECORDED), meeting=Meeting)
def unrecorded(meeting: Meeting) -> Any:
    """For one use: it opens nothing once somebody has told how the meeting went."""
    return _evening(meeting, is_open=meeting.is_overdue)


@bp.route("/meetings/<int:meeting_id>/substitute", methods=["GET", "POST"])
@allow(leads_meeting, meeting=Meeting)
def substitute(meeting: Meeting) -> Any:
    here = request.path
    if request.method == "POST" and request.form.get("deed") == "close":
        substitutes.dismiss(meeting)
        return done(_("The link is closed."), here)
    if request.method == "POST":
        substitutes.ask(meeting)
        return go(here)
    address = substitutes.address_of(meeting)
    code = qr_code(address, _("Attendance of this meeting")) if address else None
    return page("attendance/substitute.html", meeting=meeting, address=address, code=code)


def _evening(meeting: Meeting, is_open: bool) -> Any:
    on = meeting.state not in (MeetingState.CANCELLED, MeetingState.NOT_HELD)
    form, not_held = EveningForm(meeting), NotHeldForm()
    if not (is_open and on) or meeting.day_is_ahead:
        return page("attendance/evening_closed.html", meeting=meeting)
    if request.method == "POST" and "reason" in request.form:
        if not_held.accepted():
            operations.did_not_meet(meeting, not_held.said)
            return page("attendance/evening_thanks.html", meeting=meeting)
    elif form.accepted():
        entries = forms.entries(queries.participants(meeting))
        operations.report(meeting, entries, form.names, form.headcount.data)
        return page("attendance/evening_thanks.html", meeting=meeting)
    return page(
        "attendance/evening.html",
        form=form,
        not_held=not_held,
        meeting=meeting,
        participants=queries.participants(meeting) if meeting.circle.keeps_names else [],
        marks=queries.marks(meeting),
        away=hints.away(meeting),
    )
