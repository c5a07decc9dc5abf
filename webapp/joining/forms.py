from typing import Any
from uuid import uuid4

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, Regexp, ValidationError

from webapp import i18n
from webapp.accounts.models import Organisation
from webapp.circles.models import Circle, Joining, Member
from webapp.circles.operations import MOST_MEMBERS
from webapp.forms import Form, at_most, day_field, number_field, required, tidy
from webapp.joining.labels import HEARD_FROM, JOININGS
from webapp.joining.operations import SignUp
from webapp.languages import NAMES

CONTACT = r"^$|^[^@\s,;<>\"]+@[^@\s.,;<>]+(?:\.[^@\s.,;<>]+)+$|^\+?[\d\s()-]{6,20}$"


ASKED = "name", "contact", "wants_reminders", "wants_news", "language", "helps", "heard_from"
REACHED = _(
    "The leaders of the group and the coordinators of its organisation see it. We write to you "
    "only about your place, and about what you tick below. It is erased when you leave or the "
    "group ends."
)


class DetailsForm(Form):
    """What a participant tells, at first or later."""

    name = StringField(
        _("What are you called in the group?"),
        [required(_("Enter a name. A nickname is enough")), at_most(80)],
        [tidy],
        description=_("A nickname is enough."),
    )
    contact = StringField(
        _("E-mail or phone, if you like"),
        [at_most(200), Regexp(CONTACT, message=_("Enter an e-mail address or a phone number"))],
        [tidy],
        description=REACHED,
    )
    wants_reminders = BooleanField(_("Remind me by e-mail the day before"))
    wants_news = BooleanField(_("Tell me by e-mail if a meeting changes or is cancelled"))
    language = SelectField(
        _("In which language do we write to you?"),
        choices=[SelectChoice(*named) for named in NAMES.items()],
        default=i18n.language,
        invalid_choice_message=_("Choose from the list"),
    )
    helps = StringField(
        _("What would help you take part?"),
        [at_most(200)],
        [tidy],
        description=_("For example: a quiet place, or an interpreter. May be empty."),
    )

    nameless = False

    def validate_contact(self, field: Any) -> None:
        if (self.wants_reminders.data or self.wants_news.data) and "@" not in (field.data or ""):
            raise ValidationError(_("Enter an e-mail address, or take off the two ticks below"))

    @property
    def said(self) -> SignUp:
        if self.nameless:
            return SignUp("")
        heard = self.heard_from.data if "heard_from" in self else ""
        return SignUp(
            self.name.data,
            contact=self.contact.data or "",
            helps=self.helps.data or "",
            heard_from=heard or "",
            language=self.language.data,
            wants_reminders=self.wants_reminders.data,
            wants_news=self.wants_news.data,
        )


class SignUpForm(DetailsForm):
    heard_from = SelectField(
        _("How did you hear of us?"),
        choices=[SelectChoice(*way) for way in {"": _("I don't say"), **HEARD_FROM}.items()],
        default="",
        description=_("May be empty."),
        invalid_choice_message=_("Choose from the list"),
    )
    key = HiddenField(default=lambda: uuid4().hex)

    def __init__(self, circle: Circle) -> None:
        """Where no names are kept, nothing is asked."""
        super().__init__()
        self.nameless = not circle.keeps_names
        if self.nameless:
            for name in ASKED:
                del self[name]

    def validate_key(self, field: Any) -> None:
        if len(field.data or "") != 32 or not field.data.isalnum():
            raise ValidationError(_("Open the form again and fill it in once more"))


class OwnForm(DetailsForm):
    def __init__(self, member: Member) -> None:
        super().__init__(member)
        self.language.data = self.language.data or i18n.language()


class AwayForm(Form):
    """A time during which one can't come."""

    first_day = day_field(_("First day"), [required(_("Enter the first day"))])
    last_day = day_field(_("Last day"), [required(_("Enter the last day"))])

    def validate_last_day(self, field: Any) -> None:
        if self.first_day.data and field.data and field.data < self.first_day.data:
            raise ValidationError(_("The last day is before the first"))


class KeepingForm(Form):
    months_kept = RadioField(
        _("For how long?"),
        [required(_("Choose for how long"))],
        coerce=int,
        choices=[
            SelectChoice(3, _("Three months")),
            SelectChoice(6, _("Six months")),
            SelectChoice(12, _("A year")),
            SelectChoice(24, _("Two years")),
        ],
        invalid_choice_message=_("Choose for how long"),
        invalid_value_message=_("Choose for how long"),
    )

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(months_kept=organisation.months_kept)


class OpenForm(Form):
    joining = RadioField(
        _("How do people join?"),
        [required(_("Choose how people join"))],
        coerce=Joining,
        choices=[SelectChoice(*choice) for choice in JOININGS.items()],
        invalid_choice_message=_("Choose how people join"),
        invalid_value_message=_("Choose how people join"),
    )
    capacity = number_field(
        _("For how many is there room?"),
        [Optional(), NumberRange(1, MOST_MEMBERS, _("Enter a number from 1 to %(max)s"))],
        description=_("Empty: for all. When it is full, people wait in a queue."),
    )

    def __init__(self, circle: Circle) -> None:
        super().__init__(joining=circle.joining, capacity=circle.capacity)
