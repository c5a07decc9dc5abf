from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SearchField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange

from webapp.agendas.models import ClosingTalk, PrivateNote
from webapp.forms import Form, QueryForm, at_most, number_field, required, tidy

LONGEST = 4000
FACES = {
    "5": _("Good"),
    "4": _("Rather good"),
    "3": _("So-so"),
    "2": _("Rather heavy"),
    "1": _("Heavy"),
}


class ItemForm(Form):
    what = StringField(_("What do you do?"), [required(_("Say what you do")), at_most(200)], [tidy])
    minutes = number_field(
        _("How many minutes?"),
        [
            required(_("Enter how many minutes it takes")),
            NumberRange(1, 600, _("Enter a number from 1 to %(max)s")),
        ],
        default=15,
    )


class ReminderForm(Form):
    thing = StringField(
        _("What do you want to remember?"),
        [required(_("Say what you want to remember")), at_most(200)],
        [tidy],
    )


class NoteForm(Form):
    body = TextAreaField(
        _("Notes"),
        [at_most(LONGEST)],
        [lambda typed: (typed or "").strip()],
        description=_("Only the leaders of this group read these. Don't write people's names."),
        render_kw={"rows": 8},
    )

    def __init__(self, note: PrivateNote | None) -> None:
        super().__init__(body=note.body if note else "")


class TalkForm(Form):
    how = RadioField(
        _("How did it go?"),
        [required(_("Choose a face"))],
        choices=[SelectChoice(value, label) for value, label in FACES.items()],
        invalid_choice_message=_("Choose a face"),
        description=_("If you choose “Heavy”, the coordinators see that the evening was heavy."),
        render_kw={"faces": 5},
    )
    heavy = TextAreaField(
        _("Was something heavy?"),
        [at_most(2000)],
        [lambda typed: (typed or "").strip()],
        render_kw={"rows": 5},
    )
    wants_call = BooleanField(_("I want a call from the coordinator"))

    def __init__(self, talk: ClosingTalk | None) -> None:
        known: dict[str, Any] = {}
        if talk:
            known = {"how": str(talk.how), "heavy": talk.heavy, "wants_call": talk.wants_call}
        super().__init__(**known)


class PickForm(QueryForm):
    words = SearchField(_("Find a guide to add"), filters=[lambda typed: tidy(typed)[:100]])
