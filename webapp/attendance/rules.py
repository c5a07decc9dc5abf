from webapp.accounts.models import User
from webapp.circles.models import Member
from webapp.circles.rules import leads
from webapp.meetings.models import Meeting


def takes_attendance(user: User, meeting: Meeting, member: Member | None = None) -> bool:
    """Those who lead the meeting's circle, of the circle's own members."""
    return leads(user, meeting.circle) and member in (None, *meeting.circle.members)
