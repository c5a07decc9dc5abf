from webapp.accounts.models import User
from webapp.circles.models import Circle


def leads(user: User, circle: Circle) -> bool:
    """The circle's own leaders, and the coordinators of its organisation."""
    return user.coordinates or any(member.user_id == user.id for member in circle.leaders)
