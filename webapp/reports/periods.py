"""The time of a report: a year, half a year, or from any day to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _

from webapp.i18n import day, today
from webapp.reports.models import midnight

YEARS = range(2000, 2100)
LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True)
class Period:
    first: date
    last: date

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def half(cls, year: int, which: int) -> Period:
        """The first half of a year (1), or the second (2)."""
        return (
            cls(date(year, 1, 1), date(year, 6, 30))
            if which == 1
            else cls(date(year, 7, 1), date(year, 12, 31))
        )

    @classmethod
    def named(cls, key: str) -> Period | None:
        """Of an address: "2026", "2026-2" or "2026-03-01_2026-05-31"; None of anything odd."""
        if found := re.fullmatch(r"(20\d\d)(?:-([12]))?", key):
            year = int(found[1])
            return cls.half(year, int(found[2])) if found[2] else cls.year(year)
        with suppress(ValueError):
            first, last = map(date.fromisoformat, key.split("_"))
            period = cls(first, last)
            return period if period.is_sensible else None
        return None

    @property
    def is_sensible(self) -> bool:
        in_our_time = self.first.year in YEARS and self.last.year in YEARS
        return in_our_time and self.first <= self.last <= self.first + LONGEST

    @property
    def is_year(self) -> bool:
        return self == Period.year(self.first.year)

    @property
    def key(self) -> str:
        year = self.first.year
        if self.is_year:
            return str(year)
        halves = (which for which in (1, 2) if self == Period.half(year, which))
        return next((f"{year}-{which}" for which in halves), f"{self.first}_{self.last}")

    @property
    def name(self) -> str:
        year = self.first.year
        names = {
            Period.year(year): str(year),
            Period.half(year, 1): _("January to June %(year)s", year=year),
            Period.half(year, 2): _("July to December %(year)s", year=year),
        }
        return str(names.get(self, f"{day(self.first, year=True)} – {day(self.last, year=True)}"))

    @property
    def span(self) -> tuple[datetime, datetime]:
        """When it begins, and when the next one would."""
        return midnight(self.first), midnight(self.last + timedelta(days=1))

    @property
    def is_part(self) -> bool:
        """Whether some of it is still to come."""
        return self.last >= today()

    @property
    def year_before(self) -> Period:
        return Period(_a_year_before(self.first), _a_year_before(self.last))

    def months(self) -> Iterator[date]:
        """The first day of each, or of what the period has of it."""
        begins = self.first
        while begins <= self.last:
            yield begins
            begins = date(begins.year + begins.month // 12, begins.month % 12 + 1, 1)


def _a_year_before(on: date) -> date:
    leap_day = (on.month, on.day) == (2, 29)
    return date(on.year - 1, on.month, 28 if leap_day else on.day)
