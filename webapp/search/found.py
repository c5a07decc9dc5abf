"""What a search has found, and how it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape
from sqlalchemy import CTE, JSON, Double, Integer, Text, cast, func, literal, select

from webapp.search.analysis import WORD, analyse


@dataclass(frozen=True)
class Found:
    """What words match in an index."""

    scores: Mapping[int, float]
    """By the documents' ids."""
    meant: str
    """The words as they may have been meant, if some look mistyped; else empty."""
    terms: frozenset[str]
    """What was looked for."""

    @cached_property
    def hits(self) -> CTE:
        """`id` and `score`, to be joined: handed to the database as they have been found, so that
        what matches is looked for once, however often a page asks for it."""
        row = func.json_each(literal(self.scores, JSON)).table_valued("key", "value")
        score = cast(cast(row.c.value, Text), Double)
        hits = select(cast(row.c.key, Integer).label("id"), score.label("score")).cte("found")
        return hits.prefix_with("NOT MATERIALIZED")  # so that SQLite sees that they are few

    def mark(self, text: str, language: str) -> Markup:
        """A text with what was looked for marked in it."""
        pieces, end = list[Markup](), 0
        for word in WORD.finditer(text):
            if self._was_asked(word[0], language):
                pieces += escape(text[end : word.start()]), Markup("<mark>%s</mark>") % word[0]
                end = word.end()
        return Markup("").join([*pieces, escape(text[end:])])

    def _was_asked(self, word: str, language: str) -> bool:
        found = analyse(word.lower(), "fi" if language == "mul" else language)
        return not self.terms.isdisjoint((found.base, found.family, *found.compounds, *found.parts))
