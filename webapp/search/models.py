from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Column, Double, ForeignKeyConstraint, Index, Integer, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Id, Model, Shared, Words, db

# Compared letter by letter on both databases, so that a range of words is the same on each.
Term = String(60).with_variant(String(60, collation="C"), "postgresql")

# What can be found: things of several kinds, and how their words were analysed.
documents = Table(
    "search_document",
    db.metadata,
    Column("kind", String(20), primary_key=True),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("analyser", String(40), nullable=False),
)

# The terms of each document, and how much of each: more in a title than in a summary. They lie in
# the order of the key, so those that have the most of a term are read first.
postings = Table(
    "search_posting",
    db.metadata,
    Column("kind", String(20), primary_key=True),
    Column("term", Term, primary_key=True),
    Column("amount", Double, primary_key=True),
    Column("id", Integer, primary_key=True, autoincrement=False),
    ForeignKeyConstraint(
        ["kind", "id"], ["search_document.kind", "search_document.id"], ondelete="CASCADE"
    ),
    Index(None, "id", "kind"),
    sqlite_with_rowid=False,
)

# How many documents have each term, and how the word is written where it is one. The empty term
# stands for all documents.
known_terms = Table(
    "search_term",
    db.metadata,
    Column("kind", String(20), primary_key=True),
    Column("term", Term, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("spelled", String(60), nullable=False, default=""),
    sqlite_with_rowid=False,
)


class Meaning(Shared, Model):
    """A row of the thesaurus: words for one thing, a column for each language.

    Words of a language have semicolons between them.
    """

    id: Mapped[Id]
    fi: Mapped[Words] = mapped_column(default="")
    sv: Mapped[Words] = mapped_column(default="")
    en: Mapped[Words] = mapped_column(default="")
    et: Mapped[Words] = mapped_column(default="")
    ru: Mapped[Words] = mapped_column(default="")
    uk: Mapped[Words] = mapped_column(default="")
    edition: Mapped[int]
    """Rises with each change of any row, so that whoever remembers the rows knows they are old."""

    LANGUAGES: ClassVar[tuple[str, ...]] = ("fi", "sv", "en", "et", "ru", "uk")

    @property
    def words(self) -> dict[str, str]:
        return {tag: getattr(self, tag) for tag in self.LANGUAGES}
