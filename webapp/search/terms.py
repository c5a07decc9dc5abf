"""The terms that an index has: in how many documents, and how they are written."""

import math
from collections import Counter
from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, func, or_, select, text

from webapp.db import db
from webapp.search.models import known_terms, postings
from webapp.search.query import OFF, SAME, Known

COMPLETIONS = 300  # of words that begin alike
CORRECTIONS = 3000  # words among which a mistyped one is looked for

LAST = "\U0010ffff"

Read = tuple[Counter[str], dict[str, str]]
"""How much a document has of each term, all fields together; and how its words are written."""

MORE = text("""
    INSERT INTO search_term (kind, term, number, spelled) VALUES (:kind, :term, :more, :spelled)
    ON CONFLICT (kind, term) DO UPDATE SET number = search_term.number + :more,
        spelled = coalesce(nullif(search_term.spelled, ''), excluded.spelled)
""")
FEWER = text("UPDATE search_term SET number = number - :fewer WHERE kind = :kind AND term = :term")
NO_MORE = text("DELETE FROM search_term WHERE kind = :kind AND term = :term AND number <= 0")


class Terms:
    """Those of one kind of document."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def count(self, read: Collection[Read]) -> None:
        """More documents have come. A word is written as where it first came."""
        numbers, spelled = Counter[str](), dict[str, str]()
        for amounts, written in reversed(list(read)):
            numbers.update(amounts.keys())
            spelled.update(written)
        counted = [
            {"kind": self.kind, "term": term, "more": more, "spelled": spelled.get(term, "")}
            for term, more in sorted(numbers.items())
        ]
        db.session.execute(MORE, counted)

    def leave_out(self, ids: list[int]) -> None:
        """These documents are to go. Terms are counted by one at a time, so that none waits in
        a ring where rows are locked one by one.
        """
        db.session.execute(select(known_terms).where(self._is("")).with_for_update())
        mine = (postings.c.kind == self.kind) & postings.c.id.in_(ids)
        terms = select(postings.c.term, func.count()).where(mine).group_by(postings.c.term)
        fewer = [
            {"kind": self.kind, "term": term, "fewer": number}
            for term, number in db.session.execute(terms.order_by(postings.c.term))
        ]
        if fewer:
            db.session.execute(FEWER, fewer)
            db.session.execute(NO_MORE, fewer)

    def among(self, terms: set[str]) -> dict[str, Known]:
        return self._known(known_terms.c.term.in_(terms), len(terms))

    def beginning(self, words: Iterable[str]) -> dict[str, Known]:
        """The most common terms that begin like any of the words."""
        return self._known(or_(*map(_begins, words)), COMPLETIONS)

    def like(self, words: Iterable[str]) -> dict[str, Known]:
        """The terms of which some may be what a mistyped word was to be."""
        return self._known(or_(*map(_is_like, words)), CORRECTIONS)

    def _known(self, which: ColumnElement[bool], most: int) -> dict[str, Known]:
        everything = select(known_terms.c.number).where(self._is("")).scalar_subquery()
        counted = (
            select(known_terms.c.term, known_terms.c.number, known_terms.c.spelled, everything)
            .where(known_terms.c.kind == self.kind, which)
            .order_by(known_terms.c.number.desc(), known_terms.c.term)
            .limit(most)
        )
        return {
            term: Known(having, math.log(1 + (number - having + 0.5) / (having + 0.5)), spelled)
            for term, having, spelled, number in db.session.execute(counted)
        }

    def _is(self, term: str) -> ColumnElement[bool]:
        return (known_terms.c.kind == self.kind) & (known_terms.c.term == term)


def _begins(start: str) -> ColumnElement[bool]:
    return known_terms.c.term.between(start, start + LAST)


def _is_like(word: str) -> ColumnElement[bool]:
    """Whether a term begins like the word and is about as long: it may be what was meant."""
    length = func.length(known_terms.c.term)
    about = length.between(len(word) - OFF, len(word) + OFF)
    return _begins(word[:SAME]) & about & (known_terms.c.spelled != "")
