from flask import url_for

from webapp.meetings.models import Meeting


def of_meeting(meeting: Meeting) -> str:
    """The page of its plan."""
    return url_for("agendas.show", meeting_id=meeting.id)
