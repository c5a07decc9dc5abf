"""The meetings of public groups: a page for each, and what calendars follow."""

from typing import Any

from flask import abort, g
from flask_babel import gettext as _

from webapp.access import allow, everyone, public
from webapp.circles.queries import only
from webapp.db import db
from webapp.groups import queries
from webapp.groups.blueprint import bp
from webapp.groups.described import events
from webapp.groups.models import Group
from webapp.meetings import calendars, following
from webapp.meetings import queries as meetings
from webapp.meetings.calendars import Dates, Reader
from webapp.meetings.following import Feed
from webapp.meetings.labels import in_short
from webapp.web import page

MINUTE = 60


@bp.get("/o/<organisation>/groups/<group_slug>/meetings/<int:meeting_id>")
@allow(public, group=Group)
def meeting(group: Group, meeting_id: int) -> Any:
    return page(
        "groups/meeting.html",
        max_age=MINUTE,
        group=group,
        meeting=db.first_or_404(meetings.one_of(group, meeting_id)),
        feed=open_feed(group),
        events=events,
        in_short=in_short,
    )


@bp.get("/o/<organisation>/groups/<group_slug>/meetings/<int:meeting_id>.ics")
@allow(public, group=Group)
def meeting_file(group: Group, meeting_id: int) -> Any:
    """One meeting, for anyone's calendar."""
    found = db.first_or_404(meetings.one_of(group, meeting_id))
    return calendars.answer(Dates(name_of(group), [found], Reader.ANYONE), file="meeting")


@bp.get("/o/<organisation>/groups/<group_slug>/calendar.ics")
@allow(public, group=Group)
def calendar(group: Group) -> Any:
    """Of a group that anyone may find; the others are followed by secret addresses."""
    if not group.is_findable:
        abort(404)
    found = calendars.read(only(group))
    return calendars.answer(Dates(name_of(group), found, Reader.ANYONE))


@bp.get("/o/<organisation>/calendar.ics")
@allow(everyone)
def organisation_calendar() -> Any:
    """The next meetings of the groups that anyone may find."""
    found = calendars.read_nearest(queries.findable(g.organisation))
    return calendars.answer(Dates(g.organisation.name, found, Reader.ANYONE, is_of_many=True))


def open_feed(group: Group) -> Feed | None:
    """What may be shown to strangers of how to follow a group."""
    return following.feed_of_circle(group) if group.is_findable else None


def name_of(group: Group) -> str:
    """What its calendar is called in the lists of phones."""
    return _("Meetings") if group.is_discreet else str(group.title)
