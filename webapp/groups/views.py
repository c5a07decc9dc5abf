from typing import Any

from flask import Blueprint, abort, g, redirect, request, url_for
from flask_babel import gettext as _

from webapp import texts
from webapp.access import allow, everyone, public
from webapp.accounts.rules import belongs
from webapp.addresses import in_every_language
from webapp.attendance.hints import absent_from
from webapp.attendance.queries import tallies
from webapp.circles.queries import only
from webapp.circles.rules import leads
from webapp.db import db
from webapp.feedback import changes
from webapp.groups import (
    call_pages,
    dates,
    finder,
    hand_over,
    labels,
    operations,
    organisation,
    people,
    poster,
    proposing,
    queries,
    starting,
    urgent_help,
)
from webapp.groups.blueprint import bp
from webapp.groups.described import events
from webapp.groups.forms import SearchForm
from webapp.groups.models import Group
from webapp.i18n import preferred, today
from webapp.joining.queries import places_left, takes_sign_ups
from webapp.meetings import queries as meetings
from webapp.meetings.hours import leader_hours
from webapp.meetings.labels import in_short, series_in_words
from webapp.short import number_of
from webapp.web import done, go, page, page_number

# All put their pages on one blueprint.
__all__ = [
    "bp",
    "call_pages",
    "dates",
    "finder",
    "hand_over",
    "organisation",
    "people",
    "poster",
    "proposing",
    "starting",
]

bare = Blueprint("group", __name__)

PER_PAGE = 20
PAST_SHOWN = 10
PUBLIC_DATES = 5
MINUTE = 60


@bare.get("/r/<code>")
@allow(everyone)
def short(code: str) -> Any:
    """The short address of a group, for posters; of one that not all may find, nothing is said."""
    group = db.session.get(Group, number_of(code) or 0)
    if group is None or not group.is_findable:
        abort(404)
    where, home = "groups.public", group.organisation.slug
    page_of_it = url_for(where, organisation=home, group_slug=group.slug, lang=preferred(where))
    return redirect(page_of_it, 302)


@bp.get("/groups")
@allow(belongs)
def index() -> Any:
    search = SearchForm()
    wanted = queries.groups_of(g.user, search.words.data)
    groups = db.paginate(wanted, page=page_number(), per_page=PER_PAGE, error_out=False)
    texts.load(groups.items)
    return page(
        "groups/index.html",
        fragment="results",
        search=search,
        groups=groups,
        next_meetings=meetings.next_of(groups.items),
        overdue=meetings.overdue_counts(groups.items),
    )


@bp.get("/groups/<int:group_id>")
@allow(leads, group=Group)
def show(group: Group) -> Any:
    if group.is_draft:
        return go(url_for("groups.tasks", group_id=group.id))
    past = db.paginate(
        meetings.past(group), page=page_number(), per_page=PAST_SHOWN, error_out=False
    )
    coming = db.session.scalars(meetings.coming(group)).all()
    on = [meeting for meeting in coming if not meeting.is_cancelled]
    return page(
        "groups/show.html",
        fragment="past",
        group=group,
        coming=coming,
        absent=absent_from(on[0]) if on else [],
        past=past,
        tallies=tallies(past.items),
        visibilities=labels.VISIBILITIES,
        in_short=in_short,
        hours_given=leader_hours(only(group), today().replace(month=1, day=1), today()),
    )


@bp.route("/groups/<int:group_id>/end", methods=["GET", "POST"])
@allow(leads, group=Group)
def end(group: Group) -> Any:
    if request.method == "POST" and group.is_draft:
        operations.discard(group)
        return done(_("The draft is deleted."), url_for("groups.index"))
    if request.method == "POST":
        operations.end(group)
        return done(_("The group has ended. Thank you for leading it."), group.address)
    return page("groups/end.html", group=group)


@bp.get("/o/<organisation>/groups/<group_slug>", endpoint="public")
@in_every_language
@allow(public, group=Group)
def public_page(group: Group) -> Any:
    coming = db.session.scalars(meetings.coming(group).limit(PUBLIC_DATES)).all()
    names = [name.split()[0] for leader in group.leaders if (name := leader.name.strip())]
    return page(
        "groups/public.html",
        max_age=MINUTE,
        group=group,
        coming=coming,
        changes=[] if group.is_discreet else changes.told(group),
        first_names=names,
        events=events,
        feed=dates.open_feed(group),
        labels=labels,
        takes_sign_ups=takes_sign_ups(group),
        left=places_left([group]).get(group.id),
        rhythms=[series_in_words(series) for series in meetings.rhythms(group)],
        urgent_help=urgent_help.of(group.organisation),
    )
