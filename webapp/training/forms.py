from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from webapp.accounts.models import User
from webapp.circles.models import Joining
from webapp.circles.operations import MOST_MEMBERS
from webapp.circles.queries import could_lead
from webapp.editor.forms import EditorForm, TextField
from webapp.forms import Form, at_most, number_field, required, tidy, web_address
from webapp.training.labels import JOININGS
from webapp.training.models import Course


class CourseForm(EditorForm):
    """What a course is, in one language, and its plain facts."""

    name = StringField(
        _("Name of the course"), [required(_("Enter a name for the course")), at_most(120)], [tidy]
    )
    description = TextField(_("What is learned there?"), [at_most(2000)], render_kw={"rows": 5})
    place = StringField(_("Place"), [at_most(200)], [tidy])
    online_url = StringField(
        _("Address for meeting online"),
        [at_most(500), web_address],
        [tidy],
        description=_("Begins with https://"),
        render_kw={"type": "url", "inputmode": "url"},
    )
    joining = RadioField(
        _("How do people get a place on the course?"),
        [required(_("Choose how people join"))],
        choices=[SelectChoice(*choice) for choice in JOININGS.items()],
        coerce=Joining,
        invalid_choice_message=_("Choose how people join"),
        invalid_value_message=_("Choose how people join"),
    )
    capacity = number_field(
        _("For how many is there room?"),
        [Optional(), NumberRange(1, MOST_MEMBERS, _("Enter a number from 1 to %(max)s"))],
        description=_("Empty: for all. When it is full, people wait in a queue."),
    )

    def __init__(self, course: Course | None, tag: str) -> None:
        texts = course.texts if course else {}
        said = {f: texts[f, tag].body for f in Course.text_fields if (f, tag) in texts}
        super().__init__(course, **said)

    @property
    def said(self) -> dict[str, str]:
        return {name: self[name].data or "" for name in Course.text_fields}

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.data.items() if name not in self.said}


class PersonForm(Form):
    """Someone who takes part without an account."""

    name = StringField(
        _("Name"),
        [required(_("Enter a name")), at_most(100)],
        [tidy],
        description=_("It stands on the certificate"),
    )


class TrainerForm(Form):
    user = RadioField(
        _("Add a trainer"),
        [required(_("Choose a person from the list"))],
        invalid_choice_message=_("Choose a person from the list"),
    )

    def __init__(self, course: Course) -> None:
        super().__init__()
        self.people = {str(person.id): person for person in could_lead(course)}
        self.user.choices = [SelectChoice(id_, p.name) for id_, p in self.people.items()]

    @property
    def chosen(self) -> User:
        return self.people[self.user.data]
