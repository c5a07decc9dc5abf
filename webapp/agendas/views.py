from typing import Any

from flask import g, request
from flask_babel import gettext as _

from webapp.access import allow
from webapp.agendas import labels, operations, queries, writing
from webapp.agendas.blueprint import bp
from webapp.agendas.forms import ItemForm, PickForm, ReminderForm
from webapp.agendas.models import AgendaItem, Reminder
from webapp.agendas.places import of_meeting
from webapp.agendas.rules import is_own_leader, plans
from webapp.collections.queries import favourites
from webapp.db import db
from webapp.guides import queries as guides
from webapp.guides.models import Guide
from webapp.i18n import language
from webapp.meetings.models import Meeting
from webapp.web import done, go, page

__all__ = ["bp", "writing"]

OFFERED = 8  # guides
LAST = "last-plan"  # instead of a theme: that of the meeting before


@bp.get("/meetings/<int:meeting_id>/plan")
@allow(plans, meeting=Meeting)
def show(meeting: Meeting) -> Any:
    return _show(meeting)


@bp.post("/meetings/<int:meeting_id>/plan/template")
@allow(plans, meeting=Meeting)
def fill(meeting: Meeting) -> Any:
    theme = request.form.get("theme", "")
    if theme in labels.THEMES:
        operations.fill(meeting, theme, language())
    elif theme == LAST and queries.plan_of(meeting).is_empty:
        operations.copy_the_last(meeting)
    return go(of_meeting(meeting))


@bp.post("/meetings/<int:meeting_id>/plan/items")
@allow(plans, meeting=Meeting)
def add_item(meeting: Meeting) -> Any:
    form = ItemForm()
    if not form.accepted():
        return _show(meeting, item=form)
    operations.add_item(meeting, form.what.data, form.minutes.data)
    return go(f"{of_meeting(meeting)}#agenda")


@bp.post("/meetings/<int:meeting_id>/plan/items/<int:item_id>/move")
@allow(plans, meeting=Meeting, item=AgendaItem)
def move(meeting: Meeting, item: AgendaItem) -> Any:
    operations.move(item, -1 if request.form.get("way") == "up" else 1)
    return go(f"{of_meeting(meeting)}#agenda")


@bp.post("/meetings/<int:meeting_id>/plan/items/<int:item_id>/remove")
@allow(plans, meeting=Meeting, item=AgendaItem)
def remove_item(meeting: Meeting, item: AgendaItem) -> Any:
    operations.leave_out(item)
    return go(f"{of_meeting(meeting)}#agenda")


@bp.post("/meetings/<int:meeting_id>/plan/reminders")
@allow(plans, meeting=Meeting)
def remember(meeting: Meeting) -> Any:
    form = ReminderForm()
    if not form.accepted():
        return _show(meeting, reminder=form)
    operations.remember(meeting, form.thing.data)
    return go(f"{of_meeting(meeting)}#remember")


@bp.post("/meetings/<int:meeting_id>/plan/reminders/<int:reminder_id>")
@allow(plans, meeting=Meeting, reminder=Reminder)
def tick(meeting: Meeting, reminder: Reminder) -> Any:
    if request.form.get("wanted") == "away":
        operations.leave_out(reminder)
    else:
        operations.tick(reminder, request.form.get("wanted") == "1")
    return go(f"{of_meeting(meeting)}#remember")


@bp.post("/meetings/<int:meeting_id>/plan/guides/<guide_slug>")
@allow(plans, meeting=Meeting, guide=Guide)
def attach(meeting: Meeting, guide: Guide) -> Any:
    wanted = request.form.get("wanted") == "1"
    operations.attach(meeting, guide, wanted)
    said = _("“%(title)s” is in the plan.") if wanted else _("“%(title)s” is not in the plan.")
    return done(said % {"title": guide.title}, f"{of_meeting(meeting)}#guides")


def _show(meeting: Meeting, **forms: Any) -> Any:
    plan = queries.plan_of(meeting)
    search = PickForm()
    found = favourites(g.user)
    if search.words.data:
        found = guides.library(guides.wanted(search.words.data, {}, meeting.organisation_id))
    own = is_own_leader(g.user, meeting)
    return page(
        "agendas/show.html",
        fragment="offered",
        status=422 if forms else None,
        meeting=meeting,
        plan=plan,
        last=queries.last_planned(meeting) if plan.is_empty else None,
        length=(meeting.ends_at - meeting.starts_at).seconds // 60,
        themes=labels.THEMES,
        item_form=forms.get("item") or ItemForm(),
        reminder_form=forms.get("reminder") or ReminderForm(),
        search=search,
        offered=[g for g in db.session.scalars(found.limit(OFFERED)) if g not in plan.guides],
        own=own,
        note=queries.note_of(meeting) if own else None,
    )
