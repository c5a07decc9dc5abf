from sqlalchemy import Double, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Model

# Compared letter by letter on both databases, so that a range of words is the same on each.
Term = String(60).with_variant(String(60, collation="C"), "postgresql")


class SearchDocument(Model):
    """A thing that can be found: of which kind, and how its words were analysed."""

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    analyser: Mapped[str] = mapped_column(String(40))


class SearchPosting(Model):
    """A term that a document holds, and how much of it: more in a title than in a summary."""

    __table_args__ = (
        ForeignKeyConstraint(
            ["kind", "id"], ["search_document.kind", "search_document.id"], ondelete="CASCADE"
        ),
        Index(None, "kind", "id"),
    )

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    term: Mapped[str] = mapped_column(Term, primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    amount: Mapped[float] = mapped_column(Double)
