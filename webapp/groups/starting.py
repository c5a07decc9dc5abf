"""Pages on which a group is started by its task list, and changed afterwards."""

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.access import allow
from webapp.accounts.rules import coordinates
from webapp.attendance.forgetting import names_of
from webapp.circles.rules import leads
from webapp.db import db
from webapp.groups import labels, operations, queries
from webapp.groups.blueprint import bp
from webapp.groups.forms import AboutForm, OtherTextsForm, PrivacyForm, WhereForm
from webapp.groups.models import Group
from webapp.i18n import language
from webapp.languages import LANGUAGES
from webapp.meetings.queries import coming as coming_meetings
from webapp.practices import queries as practices
from webapp.practices.operations import take_into_use
from webapp.practices.starts import STARTS
from webapp.web import done, go, page

STARTS["group"] = "groups.start"


@bp.route("/groups/new", methods=["GET", "POST"])
@allow(coordinates)
def start() -> Any:
    practice = practices.called(request.args.get("practice", ""))
    form = AboutForm(None, language(), practice)
    if form.accepted():
        group = operations.start(g.organisation, language(), form.said, **form.facts)
        if practice:
            take_into_use(practice, group)
        return go(_tasks(group))
    return page("groups/about.html", form=form, group=None, tag=language(), practice=practice)


@bp.get("/groups/<int:group_id>/tasks")
@allow(leads, group=Group)
def tasks(group: Group) -> Any:
    told = queries.tasks_done(group)
    rows = [(name, _page_of(task, group), told[task]) for task, name in labels.TASKS.items()]
    return page("groups/tasks.html", group=group, rows=rows, ready=all(told.values()))


@bp.route("/groups/<int:group_id>/about", methods=["GET", "POST"])
@allow(leads, group=Group)
def about(group: Group) -> Any:
    """The texts that the reader would see, and what is the same in every language."""
    tag = group.title.language
    form = AboutForm(group, tag)
    if form.accepted():
        operations.word(group, tag, form.said)
        operations.settle(group, **form.facts)
        return _saved(group)
    return page("groups/about.html", form=form, group=group, tag=tag)


@bp.route("/groups/<int:group_id>/texts/<lang:tag>", methods=["GET", "POST"])
@allow(leads, group=Group)
def texts(group: Group, tag: str) -> Any:
    form = OtherTextsForm(group, tag)
    if form.accepted():
        operations.word(group, tag, form.said)
        return _saved(group)
    return page("groups/texts.html", form=form, group=group, tag=tag, tags=LANGUAGES)


@bp.route("/groups/<int:group_id>/where", methods=["GET", "POST"])
@allow(leads, group=Group)
def where(group: Group) -> Any:
    form = WhereForm(group)
    if form.accepted():
        operations.settle(group, **form.data)
        return _saved(group)
    return page("groups/where.html", form=form, group=group)


@bp.route("/groups/<int:group_id>/privacy", methods=["GET", "POST"])
@allow(leads, group=Group)
def privacy(group: Group) -> Any:
    form = PrivacyForm(group)
    if form.accepted() and form.erases and "sure" not in request.form:
        lost = names_of(group)
        if lost.people:
            return page("groups/erase_names.html", group=group, lost=lost, sent=request.form)
    if form.accepted():
        operations.protect(group, **form.decided)
        return _saved(group)
    return page("groups/privacy.html", form=form, group=group)


@bp.route("/groups/<int:group_id>/publish", methods=["GET", "POST"])
@allow(leads, group=Group)
def publish(group: Group) -> Any:
    """Everything once more before others see it; then the group is there."""
    if not (group.is_draft and all(queries.tasks_done(group).values())):
        return go(group.address)
    if request.method == "POST":
        operations.publish(group)
        return done(_("The group is published."), group.address)
    coming = db.session.scalars(coming_meetings(group)).all()
    return page("groups/publish.html", group=group, coming=coming, labels=labels)


def _page_of(task: str, group: Group) -> str:
    if task == "when":
        return url_for("meetings.plan", circle_id=group.id)
    return url_for(f"groups.{task}", group_id=group.id)


def _tasks(group: Group) -> str:
    return url_for("groups.tasks", group_id=group.id)


def _saved(group: Group) -> Response:
    return done(_("Saved."), _tasks(group))
