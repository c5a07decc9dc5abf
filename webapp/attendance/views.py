from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

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
    added = queries.walk_in(meeting, request.args.get("added", type=int))
    return _list(meeting, added=added)


@bp.post("/meetings/<int:meeting_id>/attendance/<int:member_id>")
@allow(takes_attendance, meeting=Meeting, member=Member)
def mark(meeting: Meeting, member: Member) -> Any:
    operations.mark(meeting, member, forms.wanted(member), g.user)
    return _list(meeting, fragment="tally", marked=member)


@bp.post("/meetings/<int:meeting_id>/attendance/walk-in")
@allow(takes_attendance, meeting=Meeting)
def walk_in(meeting: Meeting) -> Any:
    form = WalkInForm(queries.participants(meeting))
    if not form.accepted():
        return _list(meeting, fragment="people", form=form, walk_in=form)
    added = operations.add_walk_in(meeting, form.name.data, g.user)
    if asked_target() == "people":
        return _list(meeting, fragment="people", walk_in=form.cleared(), added=added)
    return go(url_for(".take", meeting_id=meeting.id, added=added.id, _anchor="name"))


@bp.post("/meetings/<int:meeting_id>/attendance/<int:member_id>/undo")
@allow(takes_attendance, meeting=Meeting, member=Member)
def undo_walk_in(meeting: Meeting, member: Member) -> Any:
    operations.undo_walk_in(meeting, member)
    if asked_target() == "people":
        return _list(meeting, fragment="people", walk_in=WalkInForm().cleared())
    return go(_here(meeting))


@bp.post("/meetings/<int:meeting_id>/headcount")
@allow(takes_attendance, meeting=Meeting)
def count(meeting: Meeting) -> Any:
    form = HeadcountForm()
    if not form.accepted():
        return _list(meeting, fragment="headcount_part", form=form, headcount=form)
    operations.count(meeting, form.headcount.data, g.user)
    if form.is_last:
        people = queries.tally(meeting).total
        said = ngettext("Saved: %(num)s person.", "Saved: %(num)s people.", people)
        return done(said, to=url_for("home.today"))
    if request.htmx:  # type: ignore[attr-defined]
        return _list(meeting, fragment="total")
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
    made = offline.clock()  # before anything is read: the page may be older than it looks
    marks = queries.marks(meeting)
    only_the_total = fragment == asked_target() and fragment in ("tally", "total")
    return page(
        "attendance/take.html",
        fragment=fragment,
        meeting=meeting,
        participants=[] if only_the_total else queries.participants(meeting),
        made=made,
        marks=marks,
        tally=queries.tally_of(meeting, marks),
        reasons=forms.REASONS,
        hints=hints.Hints() if only_the_total else hints.of(meeting),
        **{
            "walk_in": WalkInForm(),
            "headcount": HeadcountForm(meeting),
            "marked": None,
            "added": None,
            **shown,
        },
    )
