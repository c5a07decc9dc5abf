from webapp.accounts.models import User
from webapp.circles.models import Member


def stop(member: Member) -> None:
    """The participant is written to no more."""
    member.wants_reminders = member.wants_news = False


def choose(user: User, reminders: bool, digest: bool) -> None:
    """What someone with an account is written about."""
    user.wants_reminders, user.wants_digest = reminders, digest
