from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import EmailField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, Regexp, ValidationError

from webapp.accounts.models import Organisation
from webapp.forms import Form, at_most, required, tidy
from webapp.groups.proposal_models import Proposal
from webapp.groups.proposals import Wish
from webapp.joining.forms import CONTACT


class ProposalForm(Form):
    """Who would like to start a group, of what and where."""

    organisation = SelectField(
        _("Which organisation do you ask?"),
        [required(_("Choose an organisation"))],
        description=_("It helps you with the room, the training and everything else."),
        invalid_choice_message=_("Choose an organisation"),
    )
    topic = StringField(
        _("What would the group be about?"),
        [required(_("Say what the group would be about")), at_most(120)],
        [tidy],
        description=_("For example: parents of twins, or life after a divorce"),
    )
    place = StringField(_("Where could it meet?"), [at_most(200)], [tidy])
    support = TextAreaField(_("What help would you need?"), [at_most(2000)], render_kw={"rows": 4})
    name = StringField(
        _("Your name"),
        [required(_("Enter a name")), at_most(100)],
        [tidy],
        render_kw={"autocomplete": "name"},
    )
    contact = StringField(
        _("Your e-mail or phone"),
        [
            required(_("Enter an e-mail address or a phone number")),
            at_most(200),
            Regexp(CONTACT, message=_("Enter an e-mail address or a phone number")),
        ],
        [tidy],
    )
    key = HiddenField(default=lambda: uuid4().hex)

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self.by_slug = {each.slug: each for each in organisations}
        asked = request.args.get("of", "")
        super().__init__(organisation=asked if asked in self.by_slug else "")
        choices = [SelectChoice(slug, each.name) for slug, each in self.by_slug.items()]
        self.organisation.choices = [SelectChoice("", _("Choose")), *choices]

    def validate_key(self, field: Any) -> None:
        if len(field.data or "") != 32 or not field.data.isalnum():
            raise ValidationError(_("Open the form again and fill it in once more"))

    @property
    def chosen(self) -> Organisation:
        return self.by_slug[self.organisation.data]

    @property
    def wish(self) -> Wish:
        return Wish(**{name: self[name].data or "" for name in Wish.__dataclass_fields__})


class AnswerForm(Form):
    words = TextAreaField(
        _("Your answer"),
        [required(_("Write an answer")), at_most(4000)],
        render_kw={"rows": 5},
    )

    def __init__(self, proposal: Proposal) -> None:
        super().__init__()
        if not proposal.email:
            self.words.label.text = _("What you agreed on the phone")


class BeginForm(Form):
    """What is needed for a group and its leader."""

    title = StringField(
        _("Name of the group"), [required(_("Enter a name for the group")), at_most(120)], [tidy]
    )
    email = EmailField(
        _("The leader's e-mail"),
        [
            required(_("Enter an e-mail address")),
            at_most(254),
            Email(_("Enter an e-mail address, for example name@example.org")),
        ],
        [tidy],
        description=_("An invitation goes there. The leader signs in with this address."),
    )

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(title=proposal.topic, email=proposal.email)
