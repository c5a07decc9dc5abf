from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _
from wtforms import SearchField, SelectMultipleField

from webapp.forms import QueryForm, tidy
from webapp.guides.labels import AUDIENCES, KINDS
from webapp.guides.models import Topic
from webapp.guides.queries import FACETS, Wanted
from webapp.i18n import language_name

LONGEST_SEARCH = 200


class LibraryForm(QueryForm):
    """What is looked for in the library. Odd words and values in an address are let be."""

    words = SearchField(
        _("What do you need a guide for?"), filters=[lambda typed: tidy(typed)[:LONGEST_SEARCH]]
    )
    topic = SelectMultipleField(_("Topic"))
    language = SelectMultipleField(_("Language of the guide"))
    kind = SelectMultipleField(_("Kind"))
    audience = SelectMultipleField(_("For whom"))

    def __init__(self, topics: Iterable[Topic], languages: Iterable[str]) -> None:
        super().__init__()
        self.topic.choices = sorted(((t.slug, t.name) for t in topics), key=_by_name)
        self.language.choices = sorted(
            ((tag, language_name(tag)) for tag in languages), key=_by_name
        )
        self.kind.choices = list(KINDS.items())
        self.audience.choices = list(AUDIENCES.items())
        for facet in self.facets:
            known = [value for value, _label in facet.choices]
            facet.data = [value for value in known if value in (facet.data or [])]

    @property
    def facets(self) -> list[Any]:
        return [self[name] for name in FACETS]

    @property
    def chosen(self) -> list[tuple[Any, str, str]]:
        """Each chosen filter: its facet, value and name."""
        return [
            (facet, value, label)
            for facet in self.facets
            for value, label in facet.choices
            if value in facet.data
        ]

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.words.data, {facet.name: facet.data for facet in self.facets})

    @property
    def values(self) -> dict[str, Any]:
        """What an address needs to hold to ask for the same again."""
        return {f.name: f.data for f in (self.words, *self.facets) if f.data}

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Each chosen filter: its name, and the address of the same search without it."""
        return [
            (label, url_for("guides.index", **self._without(facet, value)))
            for facet, value, label in self.chosen
        ]

    def _without(self, facet: Any, value: str) -> dict[str, Any]:
        return self.values | {facet.name: [other for other in facet.data if other != value]}


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()
