"""What every form shares: it reads the request it is built in."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from urllib.parse import urlsplit

import wtforms
from flask import request, url_for
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, TimeField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, StopValidation, ValidationError

WITHOUT_SCHEME = re.compile(r"[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}(:\d+)?(?=[/?#]|$)")


class _Meta:
    @property
    def locales(self) -> list[str]:
        locale = get_locale()
        return [locale.language if locale else "en", "en"]  # WTForms lacks Somali and Sámi


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


class FacetForm(QueryForm):
    """A search by words and by facets, of each of which several values can be chosen.

    Odd words and values in an address are let be.
    """

    FACETS: ClassVar[Iterable[str]] = ()
    words: Any

    def __init__(self, **choices: Iterable[tuple[str, Any]]) -> None:
        """The values of each facet that can be chosen, with their names."""
        super().__init__()
        for name, values in choices.items():
            self[name].choices = [SelectChoice(*value) for value in values]
        for facet in self.facets:
            facet.data = [c.value for c in facet.choices if c.value in (facet.data or [])]

    @property
    def facets(self) -> list[Any]:
        return [self[name] for name in self.FACETS]

    @property
    def chosen(self) -> list[tuple[Any, SelectChoice]]:
        """The filters in use: each facet with the choice made of it."""
        return [(f, choice) for f in self.facets for choice in f.choices if choice.value in f.data]

    @property
    def values(self) -> dict[str, Any]:
        """What an address needs to hold to ask for the same again."""
        return {f.name: f.data for f in (self.words, *self.facets) if f.data}

    @property
    def narrowed(self) -> dict[str, Any]:
        """The filters alone."""
        return {f.name: f.data for f in self.facets if f.data}

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Each chosen filter: its name, and the address of the same search without it."""
        here = str(request.endpoint)
        return [
            (choice.label, url_for(here, **self._without(facet, choice.value)))
            for facet, choice in self.chosen
        ]

    def _without(self, facet: Any, value: str) -> dict[str, Any]:
        return self.values | {facet.name: [other for other in facet.data if other != value]}


def by_name(names: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Values with their names, in the order of the alphabet."""
    return sorted(names.items(), key=lambda named: str(named[1]).casefold())


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


class _AtMost(Length):
    """What is too long is not looked at further: it may have been made to take long."""

    def __call__(self, form: Any, field: Any) -> None:
        try:
            super().__call__(form, field)
        except ValidationError as error:
            raise StopValidation(*error.args) from error


def at_most(characters: int) -> Length:
    """Stands before all other validators but `required`."""
    return _AtMost(max=characters, message=_("Shorten this to %(max)d characters or fewer"))


def is_web_address(typed: str) -> bool:
    """Whether it leads to a page of the web, with nothing secret in it."""
    try:
        parts = urlsplit(typed)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname)
        return known and not parts.username and " " not in typed
    except ValueError:
        return False


def web_address(form: wtforms.Form, field: Any) -> None:
    """A validator; an empty field passes."""
    if field.data and not is_web_address(field.data):
        raise ValidationError(_("Enter a web address that begins with https:// or http://"))


def web_link(typed: str | None) -> str:
    """A filter: an address as people say it, "mieli.fi", gets the beginning that it lacks."""
    link = tidy(typed)
    return f"https://{link}" if WITHOUT_SCHEME.match(link) else link


def tidy(text: str | None) -> str:
    """One line, without the spaces that phones add at the ends."""
    return " ".join((text or "").split())
