from typing import Any

from webapp.accounts.models import Membership, Role, User


def coordinates(user: User, *things: Any) -> bool:
    """Coordinators and admins of the organisation the user acts in."""
    return user.coordinates


def administers(user: User, membership: Membership | None = None) -> bool:
    return user.role == Role.ADMIN


def curates(user: User, *things: Any) -> bool:
    """Those who look after the organisation's guides and collections: curators and admins."""
    return user.role in {Role.ADMIN, Role.CURATOR}


def belongs(user: User, *things: Any) -> bool:
    """Anyone with a role in the organisation the user acts in."""
    return user.role is not None


def keeps_platform(user: User, *things: Any) -> bool:
    """Those who look after the platform, and what all its organisations share."""
    return user.is_platform_admin
