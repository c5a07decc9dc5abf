from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.access import allow
from webapp.circles.models import Circle
from webapp.circles.rules import leads
from webapp.db import db
from webapp.meetings import operations, queries
from webapp.meetings.blueprint import bp
from webapp.meetings.calendar_pages import bare
from webapp.meetings.forms import CancelForm, DatesForm, MeetingForm, SeriesForm
from webapp.meetings.labels import in_words
from webapp.meetings.models import Meeting
from webapp.meetings.rules import leads_meeting
from webapp.web import done, page

__all__ = ["bare", "bp"]


@bp.route("/circles/<int:circle_id>/dates", methods=["GET", "POST"])
@allow(leads, circle=Circle)
def plan(circle: Circle) -> Any:
    """What is said of a series; nothing is saved before its days have been seen."""
    form = SeriesForm()
    if "change" not in request.form and form.accepted():
        dates = DatesForm(form.pattern, circle)
        dates.propose()
        return _dates(circle, dates)
    return _plan(circle, form)


@bp.post("/circles/<int:circle_id>/dates/save")
@allow(leads, circle=Circle)
def save(circle: Circle) -> Any:
    series = SeriesForm()
    if not series.accepted():
        return _plan(circle, series)
    form = DatesForm(series.pattern, circle)
    if not form.accepted():
        return _dates(circle, form)
    made = len(operations.plan(circle, series.pattern, form.days.data))
    said = ngettext(
        "%(num)s date is now in the calendar.", "%(num)s dates are now in the calendar.", made
    )
    return done(said if made else _("These dates were in the calendar already."), circle.address)


@bp.route("/circles/<int:circle_id>/meetings/new", methods=["GET", "POST"])
@allow(leads, circle=Circle)
def add(circle: Circle) -> Any:
    form = MeetingForm(circle)
    if form.accepted():
        operations.add(circle, form.span, form.place.data)
        return done(_("The meeting is in the calendar."), circle.address)
    return page("meetings/add.html", form=form, circle=circle)


@bp.route("/meetings/<int:meeting_id>", methods=["GET", "POST"])
@allow(leads_meeting, meeting=Meeting)
def edit(meeting: Meeting) -> Any:
    form = MeetingForm(meeting.circle, meeting)
    if form.accepted():
        operations.change(meeting, form.span, form.place.data)
        return done(_("The meeting is changed."), meeting.circle.address)
    return page("meetings/edit.html", form=form, meeting=meeting)


@bp.route("/meetings/<int:meeting_id>/cancel", methods=["GET", "POST"])
@allow(leads_meeting, meeting=Meeting)
def cancel(meeting: Meeting) -> Any:
    form = CancelForm()
    if form.accepted():
        operations.cancel(meeting, form.reason.data)
        return done(_("The meeting is cancelled."), meeting.circle.address)
    return page("meetings/cancel.html", form=form, meeting=meeting)


@bp.post("/meetings/<int:meeting_id>/restore")
@allow(leads_meeting, meeting=Meeting)
def restore(meeting: Meeting) -> Any:
    operations.restore(meeting)
    return done(_("The meeting takes place after all."), meeting.circle.address)


def _plan(circle: Circle, form: SeriesForm) -> Any:
    coming = db.session.scalars(queries.coming(circle)).all()
    return page("meetings/plan.html", form=form, circle=circle, meetings=coming)


def _dates(circle: Circle, form: DatesForm) -> Any:
    rhythm = in_words(form.pattern)
    return page("meetings/dates.html", form=form, circle=circle, rhythm=rhythm)
