from typing import Any

from webapp.access import allow
from webapp.feedback import (
    answering,
    change_pages,
    form_pages,
    leader_pages,
    operations,
    plan_pages,
    plans,
    results,
    slip_pages,
)
from webapp.feedback.blueprint import bare, bp
from webapp.feedback.showing import how_to_answer
from webapp.meetings.models import Meeting
from webapp.meetings.rules import leads_meeting
from webapp.web import page

__all__ = [
    "answering",
    "bare",
    "bp",
    "change_pages",
    "form_pages",
    "leader_pages",
    "plan_pages",
    "results",
    "slip_pages",
]


@bp.get("/meetings/<int:meeting_id>/feedback")
@allow(leads_meeting, meeting=Meeting)
def show_qr(meeting: Meeting) -> Any:
    if not plans.is_asked(meeting):
        return page("feedback/not_asked.html", circle=meeting.circle, meeting=meeting)
    ask = operations.ask_about(meeting)
    how = how_to_answer(ask)
    return page("feedback/show_qr.html", circle=meeting.circle, meeting=meeting, **how)
