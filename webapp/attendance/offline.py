"""What the attendance page needs to work without a network: a worker, and a place to send taps."""

import hmac
from typing import Any

from flask import current_app, g, send_from_directory

from webapp.access import allow, everyone
from webapp.attendance import forms, operations, queries
from webapp.attendance.blueprint import bare, bp
from webapp.attendance.rules import takes_attendance
from webapp.db import now
from webapp.meetings.models import Meeting


@bare.get("/attendance-worker.js")
@allow(everyone)
def worker() -> Any:
    """At the root, for a worker may only look after what stands below its own address."""
    return send_from_directory(str(current_app.static_folder), "js/attendance-worker.js")


@bp.post("/meetings/<int:meeting_id>/attendance/taps")
@allow(takes_attendance, meeting=Meeting)
def receive(meeting: Meeting) -> Any:
    """Take what a phone has kept, and tell it how things stand now."""
    refused = operations.receive(meeting, forms.taps(), g.user)
    return {
        "refused": refused,
        "at": clock(),
        "marks": queries.marks(meeting),
        "headcount": meeting.headcount,
    }


def clock() -> float:
    """The site's own, in milliseconds: by it a phone tells whether a page or an answer is newer."""
    return now().timestamp() * 1000


@bp.app_template_global()
def phone_owner() -> str:
    """Whose marks and pages a phone keeps: another's are wiped. It says nothing to anyone else.

    Only of those with an account. A substitute's list is sent with one button and kept nowhere:
    there is no signing out that would wipe it from a phone that is not a leader's.
    """
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, f"phone of user {g.user.id}".encode(), "sha256").hex()[:16]
