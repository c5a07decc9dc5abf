from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice

from webapp.accounts.models import User
from webapp.circles.models import CircleRole
from webapp.circles.queries import could_lead
from webapp.forms import Form, at_most, required, tidy
from webapp.groups.models import Group


class LeaderForm(Form):
    user = RadioField(
        _("Add a person"),
        [required(_("Choose a person from the list"))],
        invalid_choice_message=_("Choose a person from the list"),
    )
    role = RadioField(
        _("What does the person do?"),
        [required(_("Choose what the person does"))],
        coerce=CircleRole,
        choices=[
            SelectChoice(CircleRole.LEADER, _("Leads the group")),
            SelectChoice(CircleRole.ASSISTANT, _("Takes attendance, and that is all")),
        ],
        default=CircleRole.LEADER,
        invalid_choice_message=_("Choose what the person does"),
        invalid_value_message=_("Choose what the person does"),
    )

    def __init__(self, group: Group) -> None:
        super().__init__()
        self.people = {str(person.id): person for person in could_lead(group)}
        self.user.choices = [SelectChoice(id_, p.name) for id_, p in self.people.items()]

    @property
    def chosen(self) -> User:
        return self.people[self.user.data]


class MemberForm(Form):
    name = StringField(
        _("Name"),
        [required(_("Enter a name. Any nickname will do")), at_most(60)],
        [tidy],
        description=_("A nickname is enough"),
    )
