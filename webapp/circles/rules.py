from webapp.accounts.models import User
from webapp.circles.models import Circle, Member


def leads(user: User, circle: Circle, member: Member | None = None) -> bool:
    """The circle's own leaders, and the coordinators of its organisation; of its own members."""
    if member and member.circle_id != circle.id:
        return False
    return user.coordinates or any(leader.user_id == user.id for leader in circle.leaders)


def assists(user: User, circle: Circle) -> bool:
    """Those who have been asked to take attendance, and nothing more."""
    return any(assistant.user_id == user.id for assistant in circle.assistants)
