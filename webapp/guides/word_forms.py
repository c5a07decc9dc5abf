from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import ValidationError

from webapp.forms import Form, at_most
from webapp.guides import topics
from webapp.search.models import Meaning

LONGEST = 1000


def _words(label: Any, rows: int = 2, **settings: Any) -> TextAreaField:
    return TextAreaField(label, [at_most(LONGEST)], render_kw={"rows": rows}, **settings)


class MeaningForm(Form):
    """Words for one thing, by language."""

    fi = _words(
        _("In Finnish"),
        rows=4,
        description=_("One on each line. Who types one of the words finds the others."),
    )
    sv = _words(_("In Swedish"))
    en = _words(_("In English"))
    et = _words(_("In Estonian"))
    ru = _words(_("In Russian"))
    uk = _words(_("In Ukrainian"))

    def __init__(self, meaning: Meaning | None) -> None:
        told = {tag: getattr(meaning, tag, "") or "" for tag in Meaning.LANGUAGES}
        told["fi"] = told["fi"] or request.args.get("fi", "")[:LONGEST]
        super().__init__(**{tag: "\n".join(topics.words_of(said)) for tag, said in told.items()})

    @property
    def said(self) -> dict[str, str]:
        return {tag: topics.joined(self[tag].data or "") for tag in Meaning.LANGUAGES}

    def validate_fi(self, _field: Any) -> None:
        if sum(len(words.split(";")) for words in self.said.values() if words) < 2:
            raise ValidationError(_("Enter at least two words that mean the same"))
