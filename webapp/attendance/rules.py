from webapp.accounts.models import User
from webapp.circles.models import Member
from webapp.circles.rules import assists, leads
from webapp.meetings.models import Meeting


def takes_attendance(user: User, meeting: Meeting, member: Member | None = None) -> bool:
    """Those who lead the meeting's circle or assist in it, of the circle's own members."""
    circle = meeting.circle
    return (leads(user, circle) or assists(user, circle)) and member in (None, *circle.members)
