from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from webapp.accounts.models import User
from webapp.forms import Form


class WishesForm(Form):
    """What someone with an account is written about."""

    wants_reminders = BooleanField(
        _("My own groups"),
        description=_("A meeting changes, or nobody has told how it went."),
    )
    wants_digest = BooleanField(
        _("The whole organisation, once a week"),
        description=_("Which groups have not told how their meetings went."),
    )

    def __init__(self, user: User) -> None:
        super().__init__(user)
        if not user.coordinates:
            del self.wants_digest
