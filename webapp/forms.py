"""What every form shares: it reads the request it is built in."""

from typing import Any

import wtforms
from flask import request
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms.validators import InputRequired, Length


class _Meta:
    @property
    def locales(self) -> list[str]:
        locale = get_locale()
        return [locale.language if locale else "en"]


class Form(wtforms.Form):
    """A form sent with POST."""

    class Meta(_Meta):
        pass

    def __init__(self, obj: Any = None, **values: Any) -> None:
        posted = request.form if request.method == "POST" else None
        super().__init__(posted, obj=obj, **values)

    def accepted(self) -> bool:
        return request.method == "POST" and self.validate()


class QueryForm(wtforms.Form):
    """A form sent with GET: searches and filters."""

    class Meta(_Meta):
        pass

    def __init__(self, **values: Any) -> None:
        super().__init__(request.args, **values)


def required(message: Any) -> InputRequired:
    """The field must be filled in; the message says what to enter, in the reader's words."""
    return InputRequired(message)


def at_most(characters: int) -> Length:
    return Length(max=characters, message=_("Shorten this to %(max)d characters or fewer"))


def tidy(text: str | None) -> str:
    """One line, without the spaces that phones add at the ends."""
    return " ".join((text or "").split())
