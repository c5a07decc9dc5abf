"""A substitute for one evening: whoever holds the address takes the attendance of that meeting."""

from datetime import datetime, timedelta

from flask import url_for
from flask_babel import gettext as _

from webapp import audit, passes
from webapp.db import now
from webapp.meetings.models import Meeting
from webapp.passes import Pass, Purpose
from webapp.web import Refused, absolute

OPEN_AFTER = timedelta(days=1)  # the meeting's end


def ask(meeting: Meeting) -> None:
    """Make an address; one that was closed does not come back."""
    if meeting.is_cancelled or closes_at(meeting) < now():
        raise Refused(_("This meeting is over, so it needs no substitute."))
    given = passes.of(Purpose.SUBSTITUTE, meeting.id)
    if given and not given.is_open:
        passes.renew(given)
    given = given or passes.issue(Purpose.SUBSTITUTE, meeting.id, meeting.organisation_id)
    passes.extend(given, closes_at(meeting))
    audit.record("substitute.asked", meeting, organisation_id=meeting.organisation_id)


def dismiss(meeting: Meeting) -> None:
    """The address opens nothing any more."""
    given = _open(meeting)
    if given:
        passes.revoke(given)
        audit.record("substitute.ended", meeting, organisation_id=meeting.organisation_id)


def address_of(meeting: Meeting) -> str:
    """The address to hand on; empty: there is none."""
    given = _open(meeting)
    if not given:
        return ""
    return absolute(url_for("attendance_worker.stand_in", token=given.token, lang=None))


def closes_at(meeting: Meeting) -> datetime:
    return meeting.ends_at + OPEN_AFTER


def _open(meeting: Meeting) -> Pass | None:
    given = passes.of(Purpose.SUBSTITUTE, meeting.id)
    return given if given and given.is_open else None
