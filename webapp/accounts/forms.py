from flask_babel import lazy_gettext as _
from wtforms import EmailField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, Regexp

from webapp.accounts.labels import ROLES
from webapp.forms import Form, at_most, required, tidy


def _address() -> EmailField:
    return EmailField(
        _("E-mail"),
        [
            required(_("Enter an e-mail address")),
            at_most(254),
            Email(_("Enter an e-mail address, for example name@example.org")),
        ],
        filters=[tidy],
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )


class SignInForm(Form):
    email = _address()


class CodeForm(Form):
    code = StringField(
        _("Code"),
        [
            required(_("Enter the code from the mail")),
            Regexp(r"^\d{6}$", message=_("The code has six digits")),
        ],
        filters=[lambda typed: "".join((typed or "").split())],
        description=_("Six digits"),
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code", "wrap": "code"},
    )


class RoleForm(Form):
    role = RadioField(
        _("Role"),
        [required(_("Choose a role"))],
        choices=[SelectChoice(*role) for role in ROLES.items()],
        coerce=str,
        invalid_choice_message=_("Choose a role"),
    )


class InviteForm(RoleForm):
    email = _address()
    name = StringField(_("Name"), [required(_("Enter a name")), at_most(100)], filters=[tidy])
