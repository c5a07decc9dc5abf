"""A year of meetings in two: spring from January to July, autumn from August to December."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from flask_babel import gettext as _

from webapp.i18n import at_helsinki

AUGUST = 8


@dataclass(frozen=True, order=True)
class Term:
    year: int
    is_autumn: bool

    @classmethod
    def of(cls, day: date) -> Term:
        return cls(day.year, day.month >= AUGUST)

    @classmethod
    def named(cls, key: str) -> Term | None:
        """The term of an address, "2026-autumn"; None of anything odd."""
        found = re.fullmatch(r"(20\d\d)-(spring|autumn)", key)
        return cls(int(found[1]), found[2] == "autumn") if found else None

    @property
    def key(self) -> str:
        return f"{self.year}-{'autumn' if self.is_autumn else 'spring'}"

    @property
    def name(self) -> str:
        said = _("Autumn %(year)s", year=self.year)
        return str(said if self.is_autumn else _("Spring %(year)s", year=self.year))

    @property
    def next(self) -> Term:
        return Term(self.year + self.is_autumn, not self.is_autumn)

    @property
    def span(self) -> tuple[datetime, datetime]:
        """When it begins, and when the next one does."""
        return self._begins, self.next._begins

    @property
    def _begins(self) -> datetime:
        return at_helsinki(date(self.year, AUGUST if self.is_autumn else 1, 1), time())


@dataclass(frozen=True)
class AllTerms:
    """A whole series, from its first term to its last, as if it were one term."""

    first: Term
    last: Term
    key: ClassVar[str] = "all"

    @property
    def name(self) -> str:
        return str(_("All meetings"))

    @property
    def span(self) -> tuple[datetime, datetime]:
        return self.first.span[0], self.last.span[1]


def between(first: Term, last: Term) -> list[Term]:
    """The terms from one to another, both with."""
    terms = [first]
    while terms[-1] < last:
        terms.append(terms[-1].next)
    return terms
