from webapp.accounts.models import User
from webapp.circles.rules import leads
from webapp.meetings.models import Break, Meeting


def leads_meeting(user: User, meeting: Meeting) -> bool:
    """Those who lead the circle that meets."""
    return leads(user, meeting.circle)


def ends_break(user: User, taken: Break) -> bool:
    """A circle's break, those who lead it; the whole organisation's, coordinators."""
    return leads(user, taken.circle) if taken.circle else user.coordinates
