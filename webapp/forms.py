"""What every form shares: it reads the request it is built in."""

from typing import Any

import wtforms
from flask import request
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, TimeField
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


def day_field(label: Any, validators: Any, **settings: Any) -> DateField:
    """A day, as browsers send it or as people write it."""
    formats = ["%Y-%m-%d", "%d.%m.%Y"]
    message = _("Enter a day like 23.11.2026")
    return DateField(label, validators, formats, invalid_value_message=message, **settings)


def clock_field(label: Any, validators: Any, **settings: Any) -> TimeField:
    """A time of day, as browsers send it or as people write it."""
    formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
    message = _("Enter a time like 17.30")
    return TimeField(label, validators, formats, invalid_value_message=message, **settings)


def number_field(label: Any, validators: Any, **settings: Any) -> IntegerField:
    """A whole number."""
    message = _("Enter a whole number")
    return IntegerField(label, validators, invalid_value_message=message, **settings)


class _Filled(InputRequired):
    """Spaces alone are not an answer."""

    def __call__(self, form: Any, field: Any) -> None:
        if isinstance(field.data, str) and not field.data.strip():
            field.raw_data = []
        super().__call__(form, field)


def required(message: Any) -> InputRequired:
    """The field must be filled in; the message says what to enter, in the reader's words."""
    return _Filled(message)


def at_most(characters: int) -> Length:
    return Length(max=characters, message=_("Shorten this to %(max)d characters or fewer"))


def tidy(text: str | None) -> str:
    """One line, without the spaces that phones add at the ends."""
    return " ".join((text or "").split())
