"""The index in two tables, and BM25 over it in SQL that both databases know."""

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import (
    CTE,
    ColumnElement,
    Double,
    Integer,
    Select,
    delete,
    func,
    insert,
    or_,
    select,
    text,
)

from webapp.db import db
from webapp.search import query
from webapp.search.analysis import terms, tokens
from webapp.search.models import documents, postings
from webapp.search.query import Wanted

ANALYSER = "2"  # raise it when the analysis changes, and everything is indexed again

SATURATION = 2.0  # BM25's k1: how soon more of the same counts less
SHORTNESS = 0.5  # BM25's b: how much a long text counts less than a short one
TOGETHER = 0.5  # how much of the score comes only to those that have all the words
FAINT = 0.2  # what scores less than this share of the best is left out
COMPLETIONS = 300  # of words that begin alike

LAST = "\U0010ffff"
NOTHING = "(0, 0, NULL, 0)"


class Field(NamedTuple):
    """A field of a kind of document: what its words are worth, and how many are usual in it."""

    weight: float
    usual: int = 0
    """0: it is a list of names, where length means nothing."""


class Index:
    """The index of one kind of document.

    A document is its fields, each with a text in one or several languages:
    `{"title": {"fi": "Sururyhmä"}, "summary": {"fi": "…", "sv": "…"}}`.
    """

    def __init__(self, kind: str, fields: Mapping[str, Field]) -> None:
        self.kind = kind
        self.fields = fields
        made = hashlib.sha256(repr((ANALYSER, sorted(fields.items()))).encode()).hexdigest()
        self.analyser = f"{ANALYSER}-{made[:8]}"

    def put(self, id: int, texts: Mapping[str, Mapping[str, str]]) -> None:
        """Index a document anew."""
        self.remove(id)
        db.session.execute(
            insert(documents), {"kind": self.kind, "id": id, "analyser": self.analyser}
        )
        rows = [
            {"kind": self.kind, "id": id, "term": term, "amount": amount}
            for term, amount in sorted(self._amounts(texts).items())
        ]
        if rows:
            db.session.execute(insert(postings), rows)

    def remove(self, id: int) -> None:
        for table in (postings, documents):
            db.session.execute(delete(table).where(table.c.kind == self.kind, table.c.id == id))

    def stale(self) -> Select[int]:
        """The documents that were indexed otherwise than they would be now."""
        return select(documents.c.id).where(
            documents.c.kind == self.kind, documents.c.analyser != self.analyser
        )

    def find(self, words: str) -> CTE | None:
        """What matches: `id` and `score`, to be joined. None if nothing is asked."""
        if not words.strip():
            return None
        asked = query.read(words)
        rarity = self._rarity(postings.c.term.in_(_all_terms(asked)))
        if beginnings := query.beginnings(asked, rarity):
            near = self._rarity(or_(*map(_begins, beginnings)), COMPLETIONS)
            query.complete(asked, near, rarity)
            rarity |= near
        return self._scored(list(query.weigh(asked, rarity)))

    def _amounts(self, texts: Mapping[str, Mapping[str, str]]) -> Counter[str]:
        """How much of each term there is, all fields together."""
        amounts = Counter[str]()
        for name, versions in texts.items():
            field = self.fields[name]
            length = sum(len(tokens(version)) for version in versions.values())
            long = 1 - SHORTNESS + SHORTNESS * length / field.usual if field.usual else 1
            for language, version in versions.items():
                for term, share in terms(version, language):
                    amounts[term] += share * field.weight / long  # type: ignore[assignment]
        return amounts

    def _rarity(self, which: ColumnElement[bool], most: int | None = None) -> dict[str, float]:
        """How rare each of those terms is: BM25's inverse document frequency."""
        everything = select(func.count()).where(documents.c.kind == self.kind).scalar_subquery()
        counted = (
            select(postings.c.term, func.count(), everything)
            .where(postings.c.kind == self.kind, which)
            .group_by(postings.c.term)
            .order_by(func.count().desc(), postings.c.term)
            .limit(most)
        )
        return {
            term: math.log(1 + (number - having + 0.5) / (having + 0.5))
            for term, having, number in db.session.execute(counted)
        }

    def _scored(self, wanted: list[Wanted]) -> CTE:
        """Each concept scores by its best term, and a document by all its concepts.

        The numbers are ours and stand in the SQL; the terms are bound.
        """
        rows = [f"({w.concept}, {w.share}, :search_{n}, {w.weight})" for n, w in enumerate(wanted)]
        whole = sum({w.concept: w.share for w in wanted}.values()) or 1
        found = text(f"""
            WITH wanted (concept, share, term, weight) AS (VALUES {", ".join(rows) or NOTHING}),
            hits AS (
                SELECT id, max(share) AS share,
                    max(weight * amount / (amount + {SATURATION})) AS score
                FROM search_posting JOIN wanted ON wanted.term = search_posting.term
                WHERE kind = :search_kind GROUP BY id, concept
            ),
            scored AS (
                SELECT id, round(1e6 * sum(score)
                    * ({1 - TOGETHER} + {TOGETHER} * sum(share) / {whole})) AS score
                FROM hits GROUP BY id
            )
            SELECT id, score FROM scored WHERE score >= {FAINT} * (SELECT max(score) FROM scored)
        """)
        terms = {f"search_{n}": w.term for n, w in enumerate(wanted)}
        found = found.bindparams(search_kind=self.kind, **terms)
        return found.columns(id=Integer, score=Double).cte("found")


def _all_terms(asked: Iterable[query.Asked]) -> set[str]:
    return set().union(*(word.all_terms() for word in asked))


def _begins(start: str) -> ColumnElement[bool]:
    return postings.c.term.between(start, start + LAST)
