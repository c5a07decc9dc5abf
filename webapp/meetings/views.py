from collections.abc import Iterable
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.access import allow
from webapp.circles.models import Circle
from webapp.circles.rules import leads
from webapp.db import db
from webapp.meetings import break_pages, hour_pages, operations, queries, scopes
from webapp.meetings.blueprint import bp
from webapp.meetings.calendar_pages import bare
from webapp.meetings.forms import DatesForm, SeriesForm
from webapp.meetings.labels import in_short, in_words
from webapp.meetings.meeting_forms import CancelForm, MeetingForm, RestoreForm
from webapp.meetings.models import Meeting
from webapp.meetings.rules import leads_meeting
from webapp.meetings.warnings import at_once, what_else, who_hears
from webapp.web import done, page

__all__ = ["bare", "bp", "break_pages", "hour_pages"]


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
        meeting = operations.add(circle, form.span, form.place.data)
        said = _("The meeting is in the calendar."), at_once([meeting])
        return done(_together(said), circle.address)
    return page("meetings/add.html", form=form, circle=circle)


@bp.route("/meetings/<int:meeting_id>", methods=["GET", "POST"])
@allow(leads_meeting, meeting=Meeting)
def edit(meeting: Meeting) -> Any:
    form = MeetingForm(meeting.circle, meeting)
    if form.accepted():
        before = meeting.sequence
        changed = scopes.change(meeting, form.chosen_scope, form.span, form.place.data)
        several = _("%(number)s meetings are changed.", number=len(changed))
        said = several if len(changed) > 1 else _("The meeting is changed.")
        heard = who_hears([meeting.circle]) if meeting.sequence > before else ""
        return done(_together([said, heard, at_once(changed)]), meeting.circle.address)
    return _edit(meeting, form)


@bp.route("/meetings/<int:meeting_id>/cancel", methods=["GET", "POST"])
@allow(leads_meeting, meeting=Meeting)
def cancel(meeting: Meeting) -> Any:
    form = CancelForm(meeting)
    hears = who_hears([meeting.circle])
    if form.accepted():
        number = scopes.cancel(meeting, form.chosen_scope, form.reason.data)
        several = _("%(number)s meetings are cancelled.", number=number)
        said = several if number > 1 else _("The meeting is cancelled.")
        return done(_together([said, hears]), meeting.circle.address)
    return page("meetings/cancel.html", form=form, meeting=meeting, hears=hears)


@bp.post("/meetings/<int:meeting_id>/restore")
@allow(leads_meeting, meeting=Meeting)
def restore(meeting: Meeting) -> Any:
    form = RestoreForm(meeting)
    if not form.accepted():
        return _edit(meeting, MeetingForm(meeting.circle, meeting), restoring=form)
    back = scopes.restore(meeting, form.chosen_scope)
    several = _("%(number)s meetings take place after all.", number=len(back))
    said = several if len(back) > 1 else _("The meeting takes place after all.")
    heard = who_hears([meeting.circle])
    return done(_together([said, heard, at_once(back)]), meeting.circle.address)


def _edit(meeting: Meeting, form: MeetingForm, restoring: RestoreForm | None = None) -> Any:
    return page(
        "meetings/edit.html",
        status=422 if restoring else None,
        form=form,
        restoring=restoring or (RestoreForm(meeting) if meeting.is_cancelled else None),
        meeting=meeting,
        clashes=what_else(meeting),
        hears="" if meeting.is_over else who_hears([meeting.circle]),
        in_short=in_short,
    )


def _together(said: Iterable[str]) -> str:
    return " ".join(filter(None, said))


def _plan(circle: Circle, form: SeriesForm) -> Any:
    coming = db.session.scalars(queries.coming(circle)).all()
    return page("meetings/plan.html", form=form, circle=circle, meetings=coming)


def _dates(circle: Circle, form: DatesForm) -> Any:
    rhythm = in_words(form.pattern)
    return page("meetings/dates.html", form=form, circle=circle, rhythm=rhythm)
