from webapp.accounts.models import User
from webapp.circles.rules import leads
from webapp.meetings.models import Meeting


def takes_attendance(user: User, meeting: Meeting) -> bool:
    """Those who lead the meeting's circle."""
    return leads(user, meeting.circle)
