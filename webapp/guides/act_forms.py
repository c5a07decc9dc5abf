"""The small forms of what a curator does with a guide."""

from typing import Any

from flask import g
from flask_babel import lazy_gettext as _
from wtforms import DateField, StringField
from wtforms.validators import Optional, ValidationError

from webapp.forms import Form, at_most, day_field, required, tidy, web_address, web_link
from webapp.guides import queries
from webapp.guides.models import Guide


class AddressForm(Form):
    url = StringField(
        _("Address of the guide"),
        [required(_("Paste the address of the guide")), at_most(500), web_address],
        [web_link],
        description=_("We look at the page and fill in what it tells of itself."),
        render_kw={"type": "url", "inputmode": "url", "placeholder": "https://"},
    )


class NewAddressForm(Form):
    """One field, of which there may be many on a page."""

    url = StringField(
        _("New address"),
        [required(_("Paste the address of the guide")), at_most(500), web_address],
        [web_link],
        render_kw={"type": "url", "inputmode": "url", "placeholder": "https://"},
    )

    def __init__(self, guide: Guide) -> None:
        super().__init__(prefix=f"guide-{guide.id}")


class RetireForm(Form):
    reason = StringField(
        _("Why is it taken out of the library?"),
        [required(_("Say why, so that readers know")), at_most(200)],
        [tidy],
        description=_("For example: a newer edition has come out"),
    )
    instead = StringField(
        _("What to read instead"),
        [at_most(500)],
        [tidy],
        description=_("The address of the other guide's page here in the library. May be empty."),
    )
    replacement: Guide | None = None

    def validate_instead(self, field: Any) -> None:
        slug = (field.data or "").rstrip("/").rpartition("/")[2].partition("?")[0]
        found = queries.guides_by_slug([slug]).get(slug) if slug else None
        self.replacement = found if found and found.is_for(g.user) else None
        if slug and self.replacement is None:
            raise ValidationError(_("There is no guide in the library at this address"))


class ReviewForm(Form):
    day: DateField = day_field(
        _("Look at it again on"), [Optional()], description=_("Leave it empty for no reminder")
    )
