from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import EmailField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, Optional, Regexp, ValidationError

from webapp.accounts.models import Organisation
from webapp.editor.forms import EditorForm, TextField
from webapp.forms import Form, at_most, tidy
from webapp.groups.labels import OFFERS
from webapp.groups.urgent_help import EMERGENCY

PHONE = r"^\+?[\d ()-]{3,30}$"


class OrganisationForm(Form):
    """What is the same in every language."""

    offers = SelectMultipleField(
        _("What do you offer to groups?"),
        choices=[SelectChoice(*offer) for offer in OFFERS.items()],
        coerce=str,
    )
    contact_name = StringField(
        _("Contact person"),
        [at_most(100)],
        [tidy],
        description=_("Shown to everyone, as are the phone number and the e-mail address below."),
    )
    contact_phone = StringField(
        _("Phone number"),
        [Optional(), Regexp(PHONE, message=_("Enter a phone number, for example 040 123 4567"))],
        [tidy],
        render_kw={"type": "tel", "inputmode": "tel"},
    )
    contact_email = EmailField(
        _("E-mail"),
        [
            Optional(),
            at_most(254),
            Email(_("Enter an e-mail address, for example name@example.org")),
        ],
        [tidy],
        render_kw={"inputmode": "email"},
    )

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(organisation, offers=sorted(organisation.offers))

    @property
    def told(self) -> dict[str, Any]:
        return {**self.data, "offers": set(self.offers.data or [])}


class OrganisationTextsForm(EditorForm):
    """What is told in one language; an empty text is not told."""

    description = TextField(_("Who are you, and what do you do?"), [at_most(1000)])
    offer = TextField(
        _("What do groups get from you?"),
        [at_most(2000)],
        description=_("For example which rooms there are, and when leaders are trained."),
    )
    urgent_help = TextField(
        _("Where to get help right now"),
        [at_most(1000)],
        description=_("One number on each line. Empty: the numbers shown above."),
    )

    def __init__(self, organisation: Organisation, tag: str) -> None:
        known = {f: organisation.texts.get((f, tag)) for f in organisation.text_fields}
        super().__init__(**{name: text.body for name, text in known.items() if text})

    @property
    def said(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in Organisation.text_fields}

    def validate_urgent_help(self, field: Any) -> None:
        if (field.data or "").strip() and EMERGENCY not in field.data:
            raise ValidationError(_("Keep the emergency number 112 here"))
