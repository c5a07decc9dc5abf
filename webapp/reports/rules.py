from typing import Any

from webapp.accounts.models import User


def reports(user: User, *things: Any) -> bool:
    """Those who answer to the funders: coordinators and admins."""
    return user.coordinates
