from sqlalchemy import Column, Double, ForeignKeyConstraint, Index, Integer, String, Table

from webapp.db import db

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

# The terms of each document, and how much of each: more in a title than in a summary.
postings = Table(
    "search_posting",
    db.metadata,
    Column("kind", String(20), primary_key=True),
    Column("term", Term, primary_key=True),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("amount", Double, nullable=False),
    ForeignKeyConstraint(
        ["kind", "id"], ["search_document.kind", "search_document.id"], ondelete="CASCADE"
    ),
    Index(None, "id", "kind"),
    sqlite_with_rowid=False,  # the rows lie in the order of the key
)
