from webapp.accounts.models import Role, User


def coordinates(user: User) -> bool:
    """Coordinators and admins of the organisation the user acts in."""
    return user.coordinates


def administers(user: User) -> bool:
    return user.role == Role.ADMIN


def belongs(user: User) -> bool:
    """Anyone with a role in the organisation the user acts in."""
    return user.role is not None
