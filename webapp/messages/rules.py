from typing import Any

from webapp.accounts.models import User
from webapp.accounts.rules import administers, keeps_platform


def minds_mail(user: User, *things: Any) -> bool:
    """Those who are told when mail does not go out: of whose mail it is, they see nothing."""
    return administers(user) or keeps_platform(user)
