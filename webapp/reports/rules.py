from typing import Any

from webapp.accounts.models import User
from webapp.feedback.models import Question
from webapp.feedback.rules import reads_question


def reports(user: User, *things: Any) -> bool:
    """Those who answer to the funders: coordinators and admins."""
    return user.coordinates


def reports_answers(user: User, question: Question, *things: Any) -> bool:
    """The same, of a question that is the library's or their own."""
    return reads_question(user, question) and user.coordinates
