"""Where a leader answers the group that gave feedback."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from webapp.access import allow
from webapp.circles.models import Circle
from webapp.circles.rules import leads
from webapp.feedback import changes
from webapp.feedback.blueprint import bp
from webapp.feedback.change_forms import ChangeForm
from webapp.feedback.change_models import Change
from webapp.feedback.rules import leads_change
from webapp.languages import NAMES
from webapp.web import done, page


@bp.route("/circles/<int:circle_id>/changes/<lang:tag>", methods=["GET", "POST"])
@allow(leads, circle=Circle)
def tell_change(circle: Circle, tag: str) -> Any:
    form = ChangeForm()
    if form.accepted():
        changes.tell(circle, tag, form.body.data or "")
        return done(_("The group can read your answer now."), _results(circle))
    return page("feedback/change.html", form=form, circle=circle, tag=tag, names=NAMES)


@bp.route("/changes/<int:change_id>/<lang:tag>", methods=["GET", "POST"])
@allow(leads_change, change=Change)
def edit_change(change: Change, tag: str) -> Any:
    form = ChangeForm(change, tag)
    if form.accepted():
        changes.say(change, tag, form.body.data or "")
        return done(_("Saved."), _results(change.circle))
    return page(
        "feedback/change.html", form=form, circle=change.circle, change=change, tag=tag, names=NAMES
    )


@bp.post("/changes/<int:change_id>/remove")
@allow(leads_change, change=Change)
def remove_change(change: Change) -> Any:
    changes.take_back(change)
    return done(_("The answer is removed."), _results(change.circle))


def _results(circle: Circle) -> str:
    return url_for("feedback.circle_results", circle_id=circle.id) + "#changes"
