"""Pages on how to follow meetings in one's own calendar, and what calendars then read."""

from typing import Any

from flask import Blueprint, g, url_for
from flask_babel import gettext as _

from webapp.access import allow, by_pass
from webapp.accounts.models import Organisation, User
from webapp.accounts.rules import belongs, coordinates
from webapp.circles.models import Circle
from webapp.circles.queries import all_of, led_by, only
from webapp.circles.rules import leads
from webapp.meetings import calendars, following
from webapp.meetings.blueprint import bp
from webapp.meetings.calendars import Dates, Reader
from webapp.meetings.models import Meeting
from webapp.meetings.rules import leads_meeting
from webapp.passes import Purpose
from webapp.web import done, page

bare = Blueprint("calendars", __name__, url_prefix="/p")


@bp.get("/calendar")
@allow(belongs)
def calendar() -> Any:
    return page(
        "meetings/calendar.html",
        mine=following.feed_of_leader(g.user, g.organisation),
        ours=following.feed_of_organisation(g.organisation) if g.user.coordinates else None,
    )


@bp.post("/calendar/renew")
@allow(belongs)
def renew_mine() -> Any:
    following.renew(Purpose.LEADER_CALENDAR, g.user.id)
    return done(_("Here is the new address."), url_for(".calendar"))


@bp.post("/calendar/organisation/renew")
@allow(coordinates)
def renew_ours() -> Any:
    following.renew(Purpose.ORGANISATION_CALENDAR, g.organisation.id)
    return done(_("Here is the new address."), url_for(".calendar"))


@bp.get("/circles/<int:circle_id>/calendar")
@allow(leads, circle=Circle)
def calendar_of_circle(circle: Circle) -> Any:
    feed = following.feed_of_circle(circle)
    return page("meetings/calendar_of_circle.html", circle=circle, feed=feed)


@bp.post("/circles/<int:circle_id>/calendar/renew")
@allow(leads, circle=Circle)
def renew_of_circle(circle: Circle) -> Any:
    following.renew(Purpose.CIRCLE_CALENDAR, circle.id)
    return done(_("Here is the new address."), url_for(".calendar_of_circle", circle_id=circle.id))


@bp.get("/meetings/<int:meeting_id>/calendar.ics")
@allow(leads_meeting, meeting=Meeting)
def file(meeting: Meeting) -> Any:
    """One meeting, for the calendar of someone who leads it."""
    return calendars.answer(Dates("Rinki", [meeting], Reader.LEADER), file="meeting")


@bare.get("/<pass(c):token>/<lang:lang>/calendar.ics")
@allow(by_pass(Purpose.CIRCLE_CALENDAR), circle=Circle)
def of_circle(circle: Circle) -> Any:
    """For those who take part in a circle that is not for all to find."""
    name = _("Meetings") if circle.is_discreet else str(circle.title)
    return calendars.answer(Dates(name, calendars.read(only(circle)), Reader.MEMBER))


@bare.get("/<pass(l):token>/<lang:lang>/calendar.ics")
@allow(by_pass(Purpose.LEADER_CALENDAR), user=User)
def of_leader(user: User) -> Any:
    meetings = calendars.read(led_by(user))
    return calendars.answer(Dates(_("My groups"), meetings, Reader.LEADER))


@bare.get("/<pass(k):token>/<lang:lang>/calendar.ics")
@allow(by_pass(Purpose.ORGANISATION_CALENDAR), organisation=Organisation)
def of_organisation(organisation: Organisation) -> Any:
    meetings = calendars.read_nearest(all_of(organisation))
    return calendars.answer(Dates(organisation.name, meetings, Reader.LEADER, is_of_many=True))
