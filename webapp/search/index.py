"""The index in two tables, and BM25 over it in SQL that both databases know."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    Select,
    delete,
    insert,
    select,
    text,
)

from webapp.db import db
from webapp.search import query
from webapp.search.analysis import Term, terms, tokens
from webapp.search.found import Found
from webapp.search.models import documents, postings
from webapp.search.query import Known, Wanted
from webapp.search.synonyms import thesaurus
from webapp.search.terms import Read, Terms

ANALYSER = "3"  # raise it when the analysis changes, and everything is indexed again

SATURATION = 2.0  # BM25's k1: how soon more of the same counts less
SHORTNESS = 0.5  # BM25's b: how much a long text counts less than a short one
TOGETHER = 0.5  # how much of the score comes only to those that have all the words
FAINT = 0.2  # what scores less than this share of the best is left out
MOST = 3_000  # postings that are read, those with the most of a term first: it bounds the time
FEWEST = 200  # of each term, so that in a small library nothing is left unread


Document = Mapping[str, Mapping[str, str]]
"""Its fields, each with a text in one or several languages:
`{"title": {"fi": "Sururyhmä"}, "summary": {"fi": "…", "sv": "…"}}`."""


class Field(NamedTuple):
    """A field of a kind of document: what its words are worth, and how many are usual in it."""

    weight: float
    usual: int = 0
    """0: it is a list of names, where length means nothing."""

    def length_of(self, versions: Iterable[str]) -> float:
        """How long a text is beside the usual, as far as that counts: 1 for one of usual length."""
        if not self.usual:
            return 1
        length = sum(len(tokens(version)) for version in versions)
        return 1 - SHORTNESS + SHORTNESS * length / self.usual


class Index:
    """The index of one kind of document."""

    def __init__(self, kind: str, fields: Mapping[str, Field]) -> None:
        self.kind = kind
        self.fields = fields
        made = hashlib.sha256(repr((ANALYSER, sorted(fields.items()))).encode()).hexdigest()
        self.analyser = f"{ANALYSER}-{made[:8]}"
        self.terms = Terms(kind)

    def put(self, texts: Mapping[int, Document]) -> None:
        """Index documents anew, by their ids."""
        self.remove(texts)
        terms_of = cache(lambda text, language: tuple(terms(text, language)))  # many say the same
        read = {id: self._read(document, terms_of) for id, document in texts.items()}
        whole = [{"kind": self.kind, "id": id, "analyser": self.analyser} for id in read]
        held = [
            (self.kind, term, amount, id)
            for id, (amounts, _spelled) in read.items()
            for term, amount in amounts.items()
        ]
        if whole:
            db.session.execute(insert(documents), whole)
            held.sort()  # in place: there are very many
            _insert_postings(held)
            self.terms.count(read.values())

    def remove(self, ids: Iterable[int]) -> None:
        self.terms.leave_out(list(ids))
        mine = (postings.c.kind == self.kind) & postings.c.id.in_(list(ids))
        db.session.execute(delete(postings).where(mine))
        same = (documents.c.kind == self.kind) & documents.c.id.in_(list(ids))
        db.session.execute(delete(documents).where(same))

    def stale(self) -> Select[int]:
        """The documents that were indexed otherwise than they would be now."""
        return select(documents.c.id).where(
            documents.c.kind == self.kind, documents.c.analyser != self.analyser
        )

    def find(self, words: str) -> Found | None:
        """What matches. None if nothing is asked."""
        if not words.strip():
            return None
        asked = query.read(words, thesaurus())
        known = self.terms.among(_all_terms(asked))
        if unfinished := [word for word in asked if word.may_be_unfinished(known)]:
            near = self.terms.beginning(word.word for word in unfinished)
            query.complete(unfinished, near)
            known |= near
        if mistyped := [word for word in asked if word.may_be_mistyped(known)]:
            near = self.terms.like(word.word for word in mistyped)
            query.correct(mistyped, near)
            known |= near
        wanted = list(query.weigh(asked, known))
        terms = frozenset(w.term for w in wanted)
        return Found(self._scores(wanted, known), query.corrected(words, asked), terms)

    def _read(self, document: Document, terms_of: Callable[[str, str], Iterable[Term]]) -> Read:
        amounts, spelled = Counter[str]({"": 0}), dict[str, str]()
        for name, versions in document.items():
            field = self.fields[name]
            worth = field.weight / field.length_of(versions.values())
            for language, version in versions.items():
                for term, share, written in terms_of(version, language):
                    amounts[term] += share * worth  # type: ignore[assignment]
                    if written:
                        spelled.setdefault(term, written)
        return amounts, spelled

    def _scores(self, wanted: list[Wanted], known: Mapping[str, Known]) -> dict[int, float]:
        """Each concept scores by its best term, and a document by all its concepts.

        The numbers are ours and stand in the SQL; the terms are bound.
        """
        if not wanted:
            return {}
        whole = sum({w.concept: w.share for w in wanted}.values())
        most = max(MOST // len(wanted), FEWEST)
        hits = (_hits(n, w, known[w.term].number, most) for n, w in enumerate(wanted))
        found = text(f"""
            WITH hits (id, concept, share, score) AS ({" UNION ALL ".join(hits)}),
            concepts AS (
                SELECT id, max(share) AS share, max(score) AS score FROM hits GROUP BY id, concept
            ),
            scored AS (
                SELECT id, round(1e6 * sum(score)
                    * ({1 - TOGETHER} + {TOGETHER} * sum(share) / {whole})) AS score
                FROM concepts GROUP BY id
            )
            SELECT id, score FROM scored WHERE score >= {FAINT} * (SELECT max(score) FROM scored)
        """)
        terms = {f"search_{n}": w.term for n, w in enumerate(wanted)}
        return dict(db.session.execute(found, {"search_kind": self.kind, **terms}).all())


def _insert_postings(held: Sequence[tuple[str, str, float, int]]) -> None:
    """By the driver itself: there are millions, and SQLAlchemy looks at each one's every value."""
    connection = db.session.connection()
    names = [column.name for column in postings.columns]
    compiled = insert(postings).compile(dialect=connection.dialect, column_keys=names)
    rows: Any = held
    if not compiled.positional:
        rows = [dict(zip(names, row, strict=True)) for row in held]
    connection.exec_driver_sql(str(compiled), rows)


def _hits(place: int, wanted: Wanted, number: int, most: int) -> str:
    """The documents that have a term; if they are too many, those that have the most of it."""
    score = f"{wanted.weight} * amount / (amount + {SATURATION})"
    every = (
        f"SELECT id, {wanted.concept}, {wanted.share}, {score}"
        f" FROM search_posting WHERE kind = :search_kind AND term = :search_{place}"
    )
    best = f"SELECT * FROM ({every} ORDER BY amount DESC, id DESC LIMIT {most}) AS best_{place}"
    return best if number > most else every


def _all_terms(asked: Iterable[query.Asked]) -> set[str]:
    return set().union(*(word.all_terms() for word in asked))
