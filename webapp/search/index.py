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
    column,
    delete,
    func,
    insert,
    or_,
    select,
    values,
)

from webapp.db import db
from webapp.search import query
from webapp.search.analysis import terms, tokens
from webapp.search.models import SearchDocument, SearchPosting
from webapp.search.query import Wanted

ANALYSER = "1"  # raise it when the analysis changes, and everything is indexed again

SATURATION = 2.0  # BM25's k1: how soon more of the same counts less
SHORTNESS = 0.5  # BM25's b: how much a long text counts less than a short one
TOGETHER = 0.5  # how much of the score comes only to those that have all the words
FAINT = 0.1  # what scores less than this share of the best is left out
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
            insert(SearchDocument), {"kind": self.kind, "id": id, "analyser": self.analyser}
        )
        rows = [
            {"kind": self.kind, "id": id, "term": term, "amount": amount}
            for term, amount in sorted(self._amounts(texts).items())
        ]
        if rows:
            db.session.execute(insert(SearchPosting), rows)

    def remove(self, id: int) -> None:
        for table in (SearchPosting, SearchDocument):
            db.session.execute(delete(table).where(table.kind == self.kind, table.id == id))

    def stale(self) -> Select[int]:
        """The documents that were indexed otherwise than they would be now."""
        return select(SearchDocument.id).where(
            SearchDocument.kind == self.kind, SearchDocument.analyser != self.analyser
        )

    def find(self, words: str) -> CTE | None:
        """What matches: `id` and `score`, to be joined. None if nothing is asked."""
        if not words.strip():
            return None
        asked = query.read(words)
        counts = self._counts(SearchPosting.term.in_(_all_terms(asked)))
        if beginnings := query.beginnings(asked, counts):
            near = self._counts(or_(*map(_begins, beginnings)), COMPLETIONS)
            query.complete(asked, near, counts)
            counts |= near
        documents = select(func.count()).where(SearchDocument.kind == self.kind)
        return self._scored(list(query.weigh(asked, counts, db.session.scalar(documents) or 0)))

    def _amounts(self, texts: Mapping[str, Mapping[str, str]]) -> Counter[str]:
        """How much of each term there is, all fields together."""
        amounts = Counter[str]()
        for name, versions in texts.items():
            field = self.fields[name]
            length = sum(len(tokens(text)) for text in versions.values())
            long = 1 - SHORTNESS + SHORTNESS * length / field.usual if field.usual else 1
            for language, text in versions.items():
                for term, share in terms(text, language):
                    amounts[term] += share * field.weight / long  # type: ignore[assignment]
        return amounts

    def _counts(self, which: ColumnElement[bool], most: int | None = None) -> dict[str, int]:
        """In how many documents each term is."""
        counted = (
            select(SearchPosting.term, func.count().label("documents"))
            .where(SearchPosting.kind == self.kind, which)
            .group_by(SearchPosting.term)
            .order_by(func.count().desc(), SearchPosting.term)
            .limit(most)
        )
        return dict(db.session.execute(counted).tuples().all())

    def _scored(self, wanted: list[Wanted]) -> CTE:
        """Each concept scores by its best term, and the document by the sum of its concepts."""
        terms = _as_table(wanted)
        amount = SearchPosting.amount
        hits = (
            select(
                SearchPosting.id,
                func.max(terms.c.share).label("share"),
                func.max(terms.c.weight * amount / (amount + SATURATION)).label("score"),
            )
            .join(terms, terms.c.term == SearchPosting.term)
            .where(SearchPosting.kind == self.kind)
            .group_by(SearchPosting.id, terms.c.concept)
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
    return SearchPosting.term.between(start, start + LAST)


def _as_table(wanted: list[Wanted]) -> CTE:
    table = values(
        column("concept", Integer),
        column("share", Double),
        column("term", String),
        column("weight", Double),
        name="wanted",
    )
    return table.data(wanted or [Wanted(0, 0.0, "", 0.0)]).cte("wanted")
