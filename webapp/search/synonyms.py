"""A small thesaurus across languages: what else a word is called.

A new site begins with `resources/synonyms.csv`, and from then on people keep the rows. A word may
be on several.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import Select, func, select

from webapp.db import db
from webapp.search.analysis import analyse, tokens
from webapp.search.models import Meaning
from webapp.search.reading import readings

FILE = Path(__file__).parents[2] / "resources" / "synonyms.csv"

Thesaurus = Mapping[tuple[str, str], set[str]]
"""By the language and the family of a word, the base forms on its rows."""


def thesaurus() -> Thesaurus:
    """As the rows are now; each worker remembers it until one changes."""
    state = tuple(db.session.execute(select(func.count(), func.max(Meaning.edition))).one())
    remembered: tuple[Any, Thesaurus] | None = current_app.extensions.get("thesaurus")
    if remembered is None or remembered[0] != state:
        remembered = state, _read(db.session.scalars(meanings()))
        current_app.extensions["thesaurus"] = remembered
    return remembered[1]


def of(word: str, thesaurus: Thesaurus) -> frozenset[str]:
    """The base forms of what the word is also called, in all languages."""
    rows = (thesaurus.get((tag, found.family), ()) for tag, found in readings(word).items())
    return frozenset[str]().union(*rows)


def meanings() -> Select[Meaning]:
    return select(Meaning).order_by(func.lower(Meaning.fi), Meaning.id)


def write(meaning: Meaning, words: Mapping[str, str]) -> None:
    """Set the words of some languages; the row may be new."""
    for tag, said in words.items():
        setattr(meaning, tag, said)
    meaning.edition = _next_edition()
    db.session.add(meaning)
    db.session.flush()


def remove(meaning: Meaning) -> None:
    db.session.delete(meaning)
    db.session.flush()


def load() -> None:
    """The rows that a new site begins with."""
    if db.session.scalar(select(Meaning.id).limit(1)) is None:
        with FILE.open(encoding="utf-8", newline="") as file:
            db.session.add_all(Meaning(edition=1, **row) for row in csv.DictReader(file))
        db.session.flush()


def _next_edition() -> int:
    return (db.session.scalar(select(func.max(Meaning.edition))) or 0) + 1


def _read(rows: Iterable[Meaning]) -> Thesaurus:
    bases: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        said = row.words.items()
        words = [(tag, analyse(word, tag)) for tag, line in said for word in tokens(line)]
        for tag, found in words:
            bases[tag, found.family].update(other.base for _, other in words)
    return dict(bases)
