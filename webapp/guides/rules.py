from webapp.accounts.models import User
from webapp.accounts.rules import curates
from webapp.guides.link_models import LinkReport
from webapp.guides.models import Guide


def tends(user: User, guide: Guide) -> bool:
    """The shared library is a platform admin's to write."""
    return user.is_platform_admin


def tends_some(user: User) -> bool:
    return user.is_platform_admin or curates(user)


def tends_reported(user: User, report: LinkReport) -> bool:
    return tends(user, report.guide)
