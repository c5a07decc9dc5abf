from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SearchField, SelectMultipleField

from webapp.forms import FacetForm, by_name, tidy
from webapp.guides.facets import FACETS
from webapp.guides.labels import AUDIENCES, CONTENTS, KINDS
from webapp.i18n import language_name

LONGEST_SEARCH = 200


class LibraryForm(FacetForm):
    """What is looked for in the library."""

    FACETS = FACETS
    words = SearchField(
        _("What are you looking for?"), filters=[lambda typed: tidy(typed)[:LONGEST_SEARCH]]
    )
    topic = SelectMultipleField(_("Topic"))
    language = SelectMultipleField(_("Language of the guide"))
    kind = SelectMultipleField(_("Kind"))
    contains = SelectMultipleField(_("What is in it"))
    audience = SelectMultipleField(_("For whom"))

    def __init__(self, topics: dict[str, str], languages: Iterable[str]) -> None:
        super().__init__(
            topic=by_name(topics),
            language=by_name({tag: language_name(tag) for tag in languages}),
            kind=KINDS.items(),
            contains=CONTENTS.items(),
            audience=AUDIENCES.items(),
        )

    def own_query(self, number: int) -> dict[str, Any]:
        """What makes a page to be known by: a topic, and the page of a list that others share."""
        topics = {"topic": self.topic.data} if self.topic.data else {}
        is_whole = self.values == topics
        return topics | ({"page": number} if is_whole and number > 1 else {})
