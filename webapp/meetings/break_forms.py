from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField
from wtforms.validators import ValidationError

from webapp.forms import Form, at_most, day_field, required, tidy
from webapp.i18n import today

LONGEST = 366  # days


class BreakForm(Form):
    """A time without meetings; `sure` once it has been seen what it calls off."""

    first_day = day_field(_("First day of the break"), [required(_("Enter the first day"))])
    last_day = day_field(_("Last day of the break"), [required(_("Enter the last day"))])
    reason = StringField(
        _("Why are there no meetings?"),
        [required(_("Say in a few words why there are no meetings")), at_most(200)],
        [tidy],
        description=_(
            "For example: summer break, or the house is closed. The participants see this."
        ),
    )
    sure = HiddenField()

    def validate_last_day(self, field: Any) -> None:
        first = self.first_day.data
        if not (first and field.data):
            return
        if field.data < first:
            raise ValidationError(_("The last day can't be before the first"))
        if field.data < today():
            raise ValidationError(_("This day has passed. Choose today or a later day"))
        if (field.data - first).days > LONGEST:
            raise ValidationError(_("A break can be a year at most"))

    @property
    def said(self) -> dict[str, Any]:
        return {
            "first": self.first_day.data,
            "last": self.last_day.data,
            "reason": self.reason.data,
        }
