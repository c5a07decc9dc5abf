from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import NumberRange

from webapp.feedback.models import FeedbackForm
from webapp.feedback.occasions import Occasion
from webapp.feedback.plan_models import FeedbackManners, FeedbackPlan
from webapp.forms import Form, number_field, required

RHYTHMS = {
    1: _("After every meeting"),
    2: _("After every other meeting"),
    3: _("After every third meeting"),
    4: _("After every fourth meeting"),
    0: _("Not after meetings"),
}


class PlanForm(Form):
    every = RadioField(
        _("When is feedback asked?"),
        [required(_("Choose when feedback is asked"))],
        choices=[SelectChoice(number, name) for number, name in RHYTHMS.items()],
        coerce=int,
    )
    form_key = SelectField(_("Form for the meetings"))
    end_form_key = SelectField(_("Form for the end of the group"))

    def __init__(self, plan: FeedbackPlan, kind: str, forms: list[FeedbackForm]) -> None:
        """Offered are the forms that fit this kind of circle, and those it has already."""
        super().__init__(obj=plan)
        self.form_key.choices = _fitting(forms, {Occasion.MEETING, kind}, plan.form_key)
        at_the_end = _fitting(forms, {Occasion.END, Occasion.SERIES}, plan.end_form_key)
        self.end_form_key.choices = [SelectChoice("", _("Nothing is asked")), *at_the_end]


def _fitting(forms: list[FeedbackForm], occasions: set[str], chosen: str) -> list[SelectChoice]:
    """Those for the occasion; of an organisation's own, all but those that are for leaders."""
    fitting = [
        form
        for form in forms
        if form.occasion in occasions
        or form.key == chosen
        or (form.organisation_id and form.occasion != Occasion.LEADER)
    ]
    named = [(form.key, form.wording("name") or form.wording("title")) for form in fitting]
    return [SelectChoice(key, str(name or key)) for key, name in named]


class MannersForm(Form):
    """Not fewer than three, whoever wants it: who answered could be guessed."""

    threshold = number_field(
        _("Answers are shown from how many on?"),
        [required(_("Enter a number")), NumberRange(3, 50, _("Enter a number from 3 to 50"))],
        description=_("At least 3. With 5, few can guess who wrote what."),
        render_kw={"inputmode": "numeric"},
    )
    days_open = number_field(
        _("For how many days can people answer?"),
        [required(_("Enter a number")), NumberRange(1, 90, _("Enter a number from 1 to 90"))],
        description=_("Days after the meeting."),
        render_kw={"inputmode": "numeric"},
    )

    def __init__(self, manners: FeedbackManners) -> None:
        super().__init__(obj=manners)

    @property
    def said(self) -> dict[str, Any]:
        return {"threshold": self.threshold.data, "days_open": self.days_open.data}
