"""The dates of public groups as data that other sites and programs may use.

JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) of the coming meetings, and the Meeting Guide
format (https://github.com/code4recovery/spec) of the groups that meet every week. No person is
named in either.
"""

import json
from datetime import UTC
from typing import Any

from flask import Response, g, request, url_for
from flask_babel import gettext as _

from webapp import texts
from webapp.access import allow, everyone
from webapp.accounts.models import Organisation
from webapp.db import db
from webapp.groups import queries
from webapp.groups.blueprint import bp
from webapp.groups.models import Group, Welcome
from webapp.i18n import language, local, when
from webapp.meetings import calendars
from webapp.meetings import queries as meetings
from webapp.meetings.calendars import Dates, Reader
from webapp.meetings.following import Feed
from webapp.meetings.models import Meeting
from webapp.web import absolute

QUARTER = 900  # seconds
MOST = 200  # coming meetings in a feed
ZONE = "Europe/Helsinki"
TYPES = {Welcome.STEP_FREE: "X", Welcome.TOILET: "XB", Welcome.CHILDREN: "CF"}
SPOKEN = {"en": "EN", "sv": "SV", "ru": "RUS", "uk": "UK", "de": "DE", "es": "S", "fr": "FR"}


def feed_of(organisation: Organisation) -> Feed:
    """Where calendars follow all the public groups of an organisation."""
    address = url_for("groups.organisation_calendar", organisation=organisation.slug)
    return Feed(absolute(address), is_secret=False)


@bp.get("/o/<organisation>/meetings.json")
@allow(everyone)
def meeting_guide() -> Any:
    return _answer(_weekly(g.organisation))


@bp.get("/meetings.json")
@allow(everyone)
def all_meeting_guide() -> Any:
    """The weekly groups of every organisation."""
    return _answer(_weekly(None))


@bp.get("/o/<organisation>/feed.json")
@allow(everyone)
def dates_feed() -> Any:
    """The coming meetings of an organisation's public groups, as a JSON Feed."""
    found = calendars.load(meetings.ahead(queries.findable(g.organisation)).limit(MOST))
    dates = Dates(g.organisation.name, found, Reader.ANYONE, is_of_many=True)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": dates.name,
        "language": language(),
        "home_page_url": absolute(url_for(".organisation")),
        "feed_url": absolute(url_for(".dates_feed")),
        "items": [_item(meeting, dates) for meeting in dates.meetings],
    }
    return _answer(feed, "application/feed+json")


def _item(meeting: Meeting, dates: Dates) -> dict[str, Any]:
    place = dates.place(meeting)
    return {
        "id": meeting.uid,
        "url": dates.url(meeting),
        "title": dates.title(meeting),
        "content_text": f"{when(meeting.starts_at)}, {place}",
        "date_modified": meeting.changed_at.isoformat(),
        "_rinki": {
            "starts": local(meeting.starts_at).isoformat(),
            "ends": local(meeting.ends_at).isoformat(),
            "place": place,
            "cancelled": meeting.is_cancelled,
        },
    }


def _weekly(organisation: Organisation | None) -> list[dict[str, Any]]:
    groups = {group.id: group for group in db.session.scalars(queries.told_openly(organisation))}
    texts.load(groups.values())
    found = db.session.scalars(meetings.next_weekly(queries.findable(organisation)))
    return [
        _listing(meeting, groups[meeting.circle_id])
        for meeting in found
        if meeting.circle_id in groups
    ]


def _listing(meeting: Meeting, group: Group) -> dict[str, Any]:
    """One weekly meeting of a group; what is not known is left out."""
    starts, ends = local(meeting.starts_at), local(meeting.ends_at)
    told = {
        "name": str(group.title),
        "slug": f"{group.slug[:50]}-{meeting.series_id}",
        "day": starts.isoweekday() % 7,
        "time": f"{starts:%H:%M}",
        "end_time": f"{ends:%H:%M}",
        "timezone": ZONE,
        "location": group.place,
        "formatted_address": _address(group),
        "approximate": "no" if group.place else "yes",
        "region": group.municipality,
        "conference_url": group.online_url if group.shows_link else "",
        "conference_url_notes": _no_link(group),
        "notes": str(group.wording("audience") or ""),
        "types": _types(group),
        "entity": group.organisation.name,
        "url": absolute(group.public_address),
        "updated": f"{meeting.changed_at.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
    }
    return {name: value for name, value in told.items() if value not in ("", [])}


def _address(group: Group) -> str:
    """As maps find it; of a group that meets online, the town it is of."""
    return ", ".join(filter(None, (group.full_place or group.municipality, "Finland")))


def _no_link(group: Group) -> str:
    hidden = group.online_url and not group.shows_link
    return _("The group meets online. The leader gives you the address.") if hidden else ""


def _types(group: Group) -> list[str]:
    """The codes of the format for what eases coming, and for the group's language."""
    codes = [code for welcome, code in TYPES.items() if welcome in group.welcomes]
    return [*codes, *filter(None, [SPOKEN.get(group.language)])]


def _answer(told: Any, kind: str = "application/json") -> Any:
    """Open to pages of other sites too: there is nothing in it that anyone may not know."""
    answer = Response(json.dumps(told, ensure_ascii=False), mimetype=kind)
    answer.access_control_allow_origin = "*"
    answer.cache_control.public, answer.cache_control.max_age = True, QUARTER
    answer.add_etag()
    return answer.make_conditional(request)
