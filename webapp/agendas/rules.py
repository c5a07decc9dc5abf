from typing import Any

from webapp.accounts.models import User
from webapp.agendas.models import ClosingTalk
from webapp.circles.rules import leads
from webapp.guides.models import Guide
from webapp.meetings.models import Meeting


def plans(user: User, meeting: Meeting, thing: Any = None) -> bool:
    """Those who lead the circle that meets; the thing must be of this meeting's plan."""
    if isinstance(thing, Guide):
        return leads(user, meeting.circle) and thing.is_for(user)
    if thing is not None and thing.meeting_id != meeting.id:
        return False
    return leads(user, meeting.circle)


def is_own_leader(user: User, meeting: Meeting) -> bool:
    """The circle's own leaders, and nobody else: what they write down is theirs."""
    return any(leader.user_id == user.id for leader in meeting.circle.leaders)


def calls(user: User, talk: ClosingTalk) -> bool:
    """Coordinators answer those who want to be called."""
    return user.coordinates and talk.wants_call
