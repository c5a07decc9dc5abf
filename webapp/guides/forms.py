from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _
from wtforms import SearchField, SelectMultipleField
from wtforms.fields import SelectChoice

from webapp.forms import QueryForm, tidy
from webapp.guides.labels import AUDIENCES, KINDS
from webapp.guides.queries import FACETS
from webapp.i18n import language_name

LONGEST_SEARCH = 200


class LibraryForm(QueryForm):
    """What is looked for in the library. Odd words and values in an address are let be."""

    words = SearchField(
        _("What are you looking for?"), filters=[lambda typed: tidy(typed)[:LONGEST_SEARCH]]
    )
    topic = SelectMultipleField(_("Topic"))
    language = SelectMultipleField(_("Language of the guide"))
    kind = SelectMultipleField(_("Kind"))
    audience = SelectMultipleField(_("For whom"))

    def __init__(self, topics: dict[str, str], languages: Iterable[str]) -> None:
        super().__init__()
        self.topic.choices = _by_name(topics)
        self.language.choices = _by_name({tag: language_name(tag) for tag in languages})
        self.kind.choices = [SelectChoice(*kind) for kind in KINDS.items()]
        self.audience.choices = [SelectChoice(*audience) for audience in AUDIENCES.items()]
        for facet in self.facets:
            facet.data = [c.value for c in facet.choices if c.value in (facet.data or [])]

    @property
    def facets(self) -> list[Any]:
        return [self[name] for name in FACETS]

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
        """The filters alone, for the feed of what they let through."""
        return {f.name: f.data for f in self.facets if f.data}

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Each chosen filter: its name, and the address of the same search without it."""
        return [
            (choice.label, url_for("guides.index", **self._without(facet, choice.value)))
            for facet, choice in self.chosen
        ]

    def _without(self, facet: Any, value: str) -> dict[str, Any]:
        return self.values | {facet.name: [other for other in facet.data if other != value]}


def _by_name(names: dict[str, str]) -> list[SelectChoice]:
    ordered = sorted(names.items(), key=lambda named: named[1].casefold())
    return [SelectChoice(*named) for named in ordered]
