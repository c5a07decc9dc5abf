"""A group's meetings in the words of schema.org."""

from collections.abc import Iterable
from typing import Any

from flask import url_for

from webapp.groups.models import Group, Welcome
from webapp.i18n import local
from webapp.meetings.models import Meeting
from webapp.web import absolute

SCHEMA = "https://schema.org"


def events(meetings: Iterable[Meeting]) -> dict[str, Any]:
    """https://schema.org/Event, one a meeting of a public group."""
    return {"@graph": [_event(meeting, meeting.circle) for meeting in meetings]}


def _event(meeting: Meeting, group: Any) -> dict[str, Any]:
    address = absolute(meeting.public_address)
    organisation = group.organisation
    home = url_for("groups.organisation", organisation=organisation.slug)
    return {
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": str(group.title),
        "description": str(group.wording("audience") or ""),
        "startDate": local(meeting.starts_at).isoformat(),
        "endDate": local(meeting.ends_at).isoformat(),
        "eventStatus": f"{SCHEMA}/{_status(meeting)}",
        "eventAttendanceMode": f"{SCHEMA}/{_way(group, _place(meeting))}EventAttendanceMode",
        "location": [where for where in (_place(meeting), _online(group, address)) if where],
        "organizer": {
            "@type": "Organization",
            "name": organisation.name,
            "url": absolute(home),
        },
        "inLanguage": group.language,
        "isAccessibleForFree": True if Welcome.FREE in group.welcomes else None,
    }


def _status(meeting: Meeting) -> str:
    if meeting.is_cancelled:
        return "EventCancelled"
    return "EventRescheduled" if meeting.is_own else "EventScheduled"


def _way(group: Group, place: dict[str, Any]) -> str:
    if not group.online_url:
        return "Offline"
    return "Mixed" if place else "Online"


def _place(meeting: Meeting) -> dict[str, Any]:
    """Empty if they meet online only."""
    group: Any = meeting.circle
    name = meeting.place or group.place
    if not name:
        return {}
    address = {
        "@type": "PostalAddress",
        "streetAddress": name,
        "addressLocality": group.municipality,
        "addressCountry": "FI",
    }
    return {"@type": "Place", "name": name, "address": address}


def _online(group: Group, page: str) -> dict[str, Any]:
    """An address that is not for all is given by the leader: the page says so."""
    if not group.online_url:
        return {}
    url = group.online_url if group.shows_link else page
    return {"@type": "VirtualLocation", "url": url}
