from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _

from webapp.access import Rule
from webapp.accounts.models import Membership, Role, User


def needs(role: Any) -> Callable[[Rule], Rule]:
    """Whoever is not let in is told who would be."""

    def tell(rule: Rule) -> Rule:
        rule.needs = role  # type: ignore[attr-defined]
        return rule

    return tell


@needs(_("Only a coordinator or an admin can open this page."))
def coordinates(user: User, *things: Any) -> bool:
    """Coordinators and admins of the organisation the user acts in."""
    return user.coordinates


@needs(_("Only a coordinator or an admin can open this page."))
def invites(user: User, *things: Any) -> bool:
    """Admins give any role, coordinators that of a leader."""
    return user.coordinates


@needs(_("Only an admin can open this page."))
def administers(user: User, membership: Membership | None = None) -> bool:
    return user.role == Role.ADMIN


@needs(_("Only a curator or an admin can open this page."))
def curates(user: User, *things: Any) -> bool:
    """Those who look after the organisation's guides and collections: curators and admins."""
    return user.role in {Role.ADMIN, Role.CURATOR}


def belongs(user: User, *things: Any) -> bool:
    """Anyone with a role in the organisation the user acts in."""
    return user.role is not None


def keeps_platform(user: User, *things: Any) -> bool:
    """Those who look after the platform, and what all its organisations share."""
    return user.is_platform_admin
