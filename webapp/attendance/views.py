from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _

from webapp.access import allow
from webapp.attendance import by_pass, forms, hints, offline, operations, queries, sheets
from webapp.attendance.blueprint import bare, bp
from webapp.attendance.forms import HeadcountForm, NotHeldForm, WalkInForm
from webapp.attendance.rules import takes_attendance
from webapp.circles.models import Member
from webapp.meetings.models import Meeting
from webapp.web import asked_target, done, go, page

__all__ = ["bare", "bp", "by_pass", "offline", "sheets"]  # whose pages are on the same blueprints


@bp.route("/meetings/<int:meeting_id>/attendance", methods=["GET", "POST"])
@allow(takes_attendance, meeting=Meeting)
def take(meeting: Meeting) -> Any:
    if request.method == "POST":
        operations.mark_all(meeting, forms.entries(queries.participants(meeting)), g.user)
        return done(_("Attendance is saved."), to=url_for("home.today"))
    return _list(meeting)


@bp.post("/meetings/<int:meeting_id>/attendance/<int:member_id>")
@allow(takes_attendance, meeting=Meeting, member=Member)
def mark(meeting: Meeting, member: Member) -> Any:
    operations.mark(meeting, member, forms.wanted(member), g.user)
    return _list(meeting, fragment="tally", marked=member)


@bp.post("/meetings/<int:meeting_id>/attendance/walk-in")
@allow(takes_attendance, meeting=Meeting)
def walk_in(meeting: Meeting) -> Any:
    form = WalkInForm()
    if not form.accepted():
        return _list(meeting, fragment="people", form=form, walk_in=form)
    operations.add_walk_in(meeting, form.name.data, g.user)
    return _list(meeting, fragment="people") if request.htmx else go(_here(meeting))  # type: ignore[attr-defined]


@bp.post("/meetings/<int:meeting_id>/headcount")
@allow(takes_attendance, meeting=Meeting)
def count(meeting: Meeting) -> Any:
    form = HeadcountForm()
    if not form.accepted():
        return _list(meeting, fragment="headcount_part", form=form, headcount=form)
    operations.count(meeting, form.headcount.data, g.user)
    if request.htmx:  # type: ignore[attr-defined]
        return _list(meeting, fragment="tally")
    return done(_("The headcount is saved."), to=_here(meeting))


@bp.route("/meetings/<int:meeting_id>/not-held", methods=["GET", "POST"])
@allow(takes_attendance, meeting=Meeting)
def not_held(meeting: Meeting) -> Any:
    form = NotHeldForm()
    if form.accepted():
        operations.did_not_meet(meeting, form.said)
        return done(_("Thank you. The meeting is reported as not held."), to=url_for("home.today"))
    return page("attendance/not_held.html", form=form, meeting=meeting)


@bp.post("/meetings/<int:meeting_id>/met-after-all")
@allow(takes_attendance, meeting=Meeting)
def met_after_all(meeting: Meeting) -> Any:
    operations.met_after_all(meeting)
    return go(_here(meeting))


def _here(meeting: Meeting) -> str:
    return url_for(".take", meeting_id=meeting.id)


def _list(meeting: Meeting, *, fragment: str | None = None, **shown: Any) -> Any:
    marks = queries.marks(meeting)
    only_the_total = fragment == asked_target() == "tally"
    return page(
        "attendance/take.html",
        fragment=fragment,
        meeting=meeting,
        participants=[] if only_the_total else queries.participants(meeting),
        marks=marks,
        tally=queries.tally_of(meeting, marks),
        reasons=forms.REASONS,
        hints=hints.Hints() if only_the_total else hints.of(meeting),
        **{"walk_in": WalkInForm(), "headcount": HeadcountForm(meeting), "marked": None, **shown},
    )
