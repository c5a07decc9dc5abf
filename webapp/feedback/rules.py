from flask import abort

from webapp.accounts.models import User
from webapp.accounts.rules import coordinates
from webapp.circles.queries import leads_somewhere
from webapp.circles.rules import leads
from webapp.feedback.change_models import Change
from webapp.feedback.leader_models import LookBack
from webapp.feedback.models import FeedbackForm, Question


def reads_form(user: User, form: FeedbackForm) -> bool:
    """Anyone with a role reads the library and the forms of their own organisation."""
    if form.organisation_id and not _is_ours(user, form):
        abort(404)  # that it exists is not told
    return user.role is not None


def reads_question(user: User, question: Question) -> bool:
    """As its form."""
    return reads_form(user, question.form)


def takes_form(user: User, form: FeedbackForm) -> bool:
    """Coordinators make a form their organisation's own."""
    return reads_form(user, form) and user.coordinates


def edits_form(user: User, form: FeedbackForm, question: Question | None = None) -> bool:
    """Coordinators, in the forms of their own organisation."""
    if question and question.form_id != form.id:
        abort(404)
    return takes_form(user, form) and _is_ours(user, form)


def leads_change(user: User, change: Change) -> bool:
    """Those who lead a circle answer it."""
    return leads(user, change.circle)


def leads_any(user: User) -> bool:
    """Those who lead a circle of the organisation they act in."""
    return leads_somewhere(user)


def reads_leaders(user: User, look_back: LookBack) -> bool:
    """How leading goes is for coordinators, who can do something about it."""
    return coordinates(user)


def _is_ours(user: User, form: FeedbackForm) -> bool:
    return bool(user.membership and user.membership.organisation_id == form.organisation_id)
