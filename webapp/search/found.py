"""What a search has found, and how it is shown."""

from dataclasses import dataclass

from markupsafe import Markup, escape
from sqlalchemy import CTE

from webapp.search.analysis import WORD, analyse


@dataclass(frozen=True)
class Found:
    """What words match in an index."""

    hits: CTE
    """`id` and `score`, to be joined."""
    meant: str
    """The words as they may have been meant, if some look mistyped; else empty."""
    terms: frozenset[str]
    """What was looked for."""

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
