from webapp.accounts.models import User
from webapp.circles.models import Member
from webapp.circles.rules import leads
from webapp.training.models import Course


def sees_certificate(user: User, course: Course, member: Member) -> bool:
    """The trainers, and the one whose it is."""
    mine = member.circle_id == course.id and member.user_id == user.id
    return mine or leads(user, course, member)
