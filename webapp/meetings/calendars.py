"""Meetings as calendars read them: iCalendar (RFC 5545 and 7986).

A calendar knows a meeting by its `uid`, and takes it anew when its `sequence` has risen. One that
is cancelled stays, with the word first in its title: calendars hide what is marked CANCELLED.
No participant and no leader is named. Where a calendar tells to which group its reader belongs,
a sensitive group's meetings are only called meetings: others see people's calendars too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from flask import Response, request
from flask_babel import gettext as _
from icalendar import Calendar, Event, Timezone, vText
from sqlalchemy import Select

from webapp import texts
from webapp.db import db
from webapp.i18n import local
from webapp.meetings import queries
from webapp.meetings.models import Meeting
from webapp.web import absolute

FRESH = timedelta(hours=1)  # how often calendars are asked to look again
QUARTER = 900  # seconds
MOST = 1000  # of an organisation's meetings: to write each takes half a millisecond
TYPE = "text/calendar; charset=utf-8"

# The library would write each change of the clock by its date, the spring ones an hour late.
FINLAND = """\
BEGIN:VTIMEZONE
TZID:Europe/Helsinki
BEGIN:STANDARD
DTSTART:19961027T040000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
TZNAME:EET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19970330T030000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
TZNAME:EEST
END:DAYLIGHT
END:VTIMEZONE
"""


class Reader(Enum):
    """Who reads a calendar: it decides which place and which page are told."""

    ANYONE = auto()
    MEMBER = auto()
    LEADER = auto()


@dataclass(frozen=True)
class Dates:
    """Some meetings, as one calendar."""

    name: str
    meetings: Sequence[Meeting]
    reader: Reader
    is_of_many: bool = False
    """A whole organisation's: it says nothing of its reader, so every group has its name."""

    def title(self, meeting: Meeting) -> str:
        discreet = meeting.circle.is_discreet and not self.is_of_many
        title = _("Meeting") if discreet else str(meeting.circle.title)
        return _("CANCELLED: %(title)s", title=title) if meeting.is_cancelled else title

    def place(self, meeting: Meeting) -> str:
        if self.reader is not Reader.ANYONE:
            return meeting.where
        return meeting.place or meeting.circle.public_place or _("Online")

    def reason(self, meeting: Meeting) -> str:
        """Why it is cancelled; its words could tell to which sensitive group a reader belongs."""
        discreet = meeting.circle.is_discreet and not self.is_of_many
        return meeting.reason if meeting.is_cancelled and not discreet else ""

    def url(self, meeting: Meeting) -> str:
        """Where more is told; an address that names a sensitive group is left out."""
        if self.reader is Reader.LEADER:
            return absolute(meeting.circle.address)
        if meeting.circle.is_discreet and not self.is_of_many:
            return ""
        return absolute(meeting.public_address) if meeting.public_address else ""

    @property
    def changed_at(self) -> datetime | None:
        return max((meeting.changed_at for meeting in self.meetings), default=None)


def read(circles: Select[int]) -> list[Meeting]:
    """What calendars show of these circles: what has been lately, and all to come."""
    return load(queries.in_calendars(circles))


def read_nearest(circles: Select[int]) -> list[Meeting]:
    """Of a whole organisation's circles, which may be thousands, only what is next."""
    return load(queries.ahead(circles).limit(MOST))


def load(wanted: Select[Meeting]) -> list[Meeting]:
    """These meetings, with the texts of each kind of circle by one statement."""
    meetings = list(db.session.scalars(wanted))
    found = {meeting.circle for meeting in meetings}
    for kind in {type(circle) for circle in found}:
        texts.load([circle for circle in found if type(circle) is kind])
    return meetings


def write(dates: Dates) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Rinki//Rinki//FI")
    calendar.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # the library takes neither for a text
        calendar.add(name, vText(dates.name))
    calendar.add("x-wr-timezone", "Europe/Helsinki")
    calendar.add("refresh-interval", FRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(Timezone.from_ical(FINLAND))
    for meeting in dates.meetings:
        calendar.add_component(_event(meeting, dates))
    body: bytes = calendar.to_ical(sorted=False)
    return body


def answer(dates: Dates, *, file: str = "calendar") -> Response:
    """A calendar for a browser or for another calendar that follows it.

    Whoever has it already is told so by its ETag alone: what was withdrawn has no time of change.
    """
    told = Response(write(dates), content_type=TYPE)
    told.headers["Content-Disposition"] = f'inline; filename="{file}.ics"'
    if dates.reader is Reader.ANYONE:
        told.cache_control.public, told.cache_control.max_age = True, QUARTER
    told.add_etag()
    told.make_conditional(request)
    told.last_modified = dates.changed_at
    return told


def _event(meeting: Meeting, dates: Dates) -> Event:
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("dtstart", local(meeting.starts_at))
    event.add("dtend", local(meeting.ends_at))
    event.add("summary", dates.title(meeting))
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT" if meeting.is_cancelled else "OPAQUE")
    told = {
        "description": dates.reason(meeting),
        "location": dates.place(meeting),
        "url": dates.url(meeting),
    }
    for name, value in told.items():
        if value:
            event.add(name, value)
    return event
