"""The index in two tables, and BM25 over it in SQL that both databases know."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import (
    CTE,
    ColumnElement,
    Double,
    Integer,
    Select,
    String,
    cast,
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

ANALYSER = "1"  # raise it when the analysis changes, and everything is indexed again

SATURATION = 2.0  # BM25's k1: how soon more of the same counts less
SHORTNESS = 0.5  # BM25's b: how much a long text counts less than a short one
TOGETHER = 0.5  # how much of the score comes only to those that have all the words
FAINT = 0.2  # what scores less than this share of the best is left out
COMPLETIONS = 300  # of words that begin alike

LAST = "\U0010ffff"


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
        counts = self._counts(postings.c.term.in_(_all_terms(asked)))
        if beginnings := query.beginnings(asked, counts):
            near = self._counts(or_(*map(_begins, beginnings)), COMPLETIONS)
            query.complete(asked, near, counts)
            counts |= near
        number = select(func.count()).where(documents.c.kind == self.kind)
        return self._scored(list(query.weigh(asked, counts, db.session.scalar(number) or 0)))

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

    def _counts(self, which: ColumnElement[bool], most: int | None = None) -> dict[str, int]:
        """In how many documents each term is."""
        counted = (
            select(postings.c.term, func.count().label("documents"))
            .where(postings.c.kind == self.kind, which)
            .group_by(postings.c.term)
            .order_by(func.count().desc(), postings.c.term)
            .limit(most)
        )
        return {term: number for term, number in db.session.execute(counted)}  # noqa: C416

    def _scored(self, wanted: list[Wanted]) -> CTE:
        """Each concept scores by its best term, and the document by the sum of its concepts."""
        terms = _as_table(wanted)
        weight, share = cast(terms.c.weight, Double), cast(terms.c.share, Double)
        hits = (
            select(
                postings.c.id,
                func.max(share).label("share"),
                func.max(weight * postings.c.amount / (postings.c.amount + SATURATION)).label(
                    "score"
                ),
            )
            .join(terms, terms.c.term == postings.c.term)
            .where(postings.c.kind == self.kind)
            .group_by(postings.c.id, terms.c.concept)
            .subquery()
        )
        whole = sum({want.concept: want.share for want in wanted}.values()) or 1.0
        together = 1 - TOGETHER + TOGETHER * func.sum(hits.c.share) / whole
        score = func.round(1e6 * func.sum(hits.c.score) * together, type_=Double)
        scored = select(hits.c.id, score.label("score")).group_by(hits.c.id).cte("scored")
        best = select(func.max(scored.c.score)).scalar_subquery()
        return select(scored).where(scored.c.score >= FAINT * best).cte("found")


def _all_terms(asked: Iterable[query.Asked]) -> set[str]:
    return set().union(*(word.all_terms() for word in asked))


def _begins(start: str) -> ColumnElement[bool]:
    return postings.c.term.between(start, start + LAST)


def _as_table(wanted: list[Wanted]) -> CTE:
    """The terms as rows. The numbers are ours and stand in the SQL; the terms are bound."""
    rows = [
        f"({want.concept}, {want.share}, :t{n}, {want.weight})" for n, want in enumerate(wanted)
    ]
    table = text(
        "SELECT column1 AS concept, column2 AS share, column3 AS term, column4 AS weight"
        f" FROM (VALUES {', '.join(rows) or '(0, 0, NULL, 0)'}) AS wanted"
    )
    table = table.bindparams(**{f"t{n}": want.term for n, want in enumerate(wanted)})
    types = {"concept": Integer, "share": Double, "term": String, "weight": Double}
    return table.columns(**types).cte("wanted")
