"""Sample forms and figures for /ui-kit, the page that shows every component."""

from types import SimpleNamespace
from typing import Any

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FileField,
    Form,
    RadioField,
    SearchField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from webapp.forms import at_most, clock_field, day_field, number_field, required
from webapp.guides.labels import AUDIENCES, KINDS

FACES = "Ei ollenkaan", "Ei oikein", "Siltä väliltä", "Oli hyvä", "Oli todella hyvä"


class SampleForm(Form):
    name = StringField(
        _("Who else came?"),
        [required(_("Enter a name. Any nickname will do")), at_most(60)],
        description=_("A nickname is enough"),
    )
    words = TextAreaField(_("What happened?"))
    day = day_field(_("Day"), [required(_("Enter a day like 23.11.2026"))])
    clock = clock_field(_("Now"), [])
    people = number_field(
        _("How many were there?"),
        [],
        description=_("Count everyone who took part, leaders not included"),
        render_kw={"stepper": True},
    )
    kind = SelectField(_("Kind"), choices=list(KINDS.items()))
    reason = RadioField(
        _("Why did you not meet?"),
        [required(_("Choose a reason"))],
        choices=[("ill", _("The leader was ill")), ("few", _("Too few could come"))],
    )
    audience = SelectMultipleField(_("For whom"), choices=list(AUDIENCES.items())[:3])
    agreed = BooleanField(_("Present"))
    file = FileField(_("A copy"))
    good = RadioField(
        "Oliko täällä hyvä olla?",
        choices=[*((str(n), word) for n, word in enumerate(FACES, 1)), ("", "En osaa sanoa")],
        render_kw={"faces": 5},
    )


class SampleSearch(Form):
    words = SearchField(_("What do you need a guide for?"))


def samples() -> dict[str, Any]:
    wrong = SampleForm(MultiDict({"wrong-day": "tomorrow"}), prefix="wrong-")
    wrong.validate()
    return {
        "sample": SampleForm(),
        "wrong": wrong,
        "search": SampleSearch(),
        "pages": SimpleNamespace(page=2, pages=16, prev_num=1, next_num=3),
    }
