from flask_babel import lazy_gettext as _
from wtforms.validators import NumberRange

from webapp.feedback.slips import MOST
from webapp.forms import Form, number_field, required


class SlipsForm(Form):
    number = number_field(
        _("How many slips?"),
        [
            required(_("Enter a number from 1 to %(max)s") % {"max": MOST}),
            NumberRange(1, MOST, _("Enter a number from 1 to %(max)s")),
        ],
        default=12,
    )
