from webapp.accounts.models import User
from webapp.circles.rules import leads
from webapp.meetings.models import Meeting


def leads_meeting(user: User, meeting: Meeting) -> bool:
    """Those who lead the circle that meets."""
    return leads(user, meeting.circle)
