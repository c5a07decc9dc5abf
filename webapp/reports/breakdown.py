"""Held meetings and visits by month, language, municipality and group, from one pass over the rows.

The pass tells of each group, month and place; what is more than those is summed here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, case, func, literal, null, select

from webapp.db import db
from webapp.groups.models import Group
from webapp.reports.counting import came, visits
from webapp.reports.models import midnight
from webapp.reports.scope import Scope


class Cell(NamedTuple):
    circle_id: int
    month: int
    place: str
    """Where these meetings were, if not where the group usually meets."""
    meetings: int
    visits: int
    named: int
    counted: int


class Home(NamedTuple):
    """Of a group."""

    language: str
    town: str | None
    """None: it meets only online; empty: the municipality isn't known."""
    place: str


@dataclass
class Sums:
    """Of the meetings of a month, or of some groups."""

    groups: int = 0
    meetings: int = 0
    visits: int = 0
    named: int = 0
    counted: int = 0

    def add(self, part: Cell | Sums, *, groups: int = 0) -> None:
        self.groups += groups
        self.meetings += part.meetings
        self.visits += part.visits
        self.named += part.named
        self.counted += part.counted

    @property
    def unnamed(self) -> int:
        return self.visits - self.named

    @property
    def are_unknown(self) -> bool:
        """Whether nobody can tell who came: there are only headcounts."""
        return self.counted > 0 and not self.named


@dataclass
class Row:
    """Of one language, or of one municipality."""

    key: str | None
    groups: int
    meetings: int
    visits: int


@dataclass(frozen=True)
class Breakdown:
    cells: list[Cell]
    homes: dict[int, Home]
    """By the circle's id."""
    first_days: list[date]
    """Of the period's months."""

    @cached_property
    def by_circle(self) -> dict[int, Sums]:
        return self._by("circle_id")

    @property
    def months(self) -> list[tuple[date, int, int]]:
        """The first day of each, with its meetings and visits."""
        sums = self._by("month")
        return [
            (day, sums[number].meetings, sums[number].visits)
            for number, day in enumerate(self.first_days)
        ]

    @cached_property
    def whole(self) -> Sums:
        whole = Sums()
        for sums in self.by_circle.values():
            whole.add(sums, groups=1)
        return whole

    @cached_property
    def languages(self) -> list[Row]:
        return self._rows("language")

    @cached_property
    def towns(self) -> list[Row]:
        return self._rows("town")

    @property
    def places(self) -> set[str]:
        """Where groups have met; online is nowhere."""
        return {cell.place or self.homes[cell.circle_id].place for cell in self.cells} - {""}

    def _by(self, name: str) -> dict[int, Sums]:
        key, found = attrgetter(name), defaultdict[int, Sums](Sums)
        for cell in self.cells:
            found[key(cell)].add(cell)
        return found

    def _rows(self, name: str) -> list[Row]:
        """The one with most visits first."""
        key, found = attrgetter(name), defaultdict[str | None, Sums](Sums)
        for circle_id, sums in self.by_circle.items():
            found[key(self.homes[circle_id])].add(sums, groups=1)
        rows = (Row(key, part.groups, part.meetings, part.visits) for key, part in found.items())
        return sorted(rows, key=lambda row: (-row.visits, str(row.key)))


def breakdown(scope: Scope) -> Breakdown:
    days, rows = list(scope.period.months()), came(scope)
    keys = rows.c.circle_id, month_of(days, rows.c.starts_at).label("month"), rows.c.place
    sums = (func.sum(value) for value in (visits(rows), rows.c.named, rows.c.counted))
    cells = db.session.execute(select(*keys, func.count(), *sums).group_by(*keys))
    return Breakdown([Cell(*row) for row in cells], _homes(scope), days)


def _homes(scope: Scope) -> dict[int, Home]:
    ours = Group.organisation_id == scope.organisation.id
    rows = select(Group.id, Group.language, _town(scope), Group.place).where(ours)
    return {row[0]: Home(*row[1:]) for row in db.session.execute(rows)}


def _town(scope: Scope) -> ColumnElement[Any]:
    online = (Group.place == "") & (Group.online_url != "")
    told = Group.municipality != ""
    home = literal(scope.organisation.municipality)
    return case((online, null()), (told, Group.municipality), else_=home)


def month_of(days: list[date], starts_at: Any) -> ColumnElement[int]:
    """The number of the month in the period, by a clock in Finland."""
    ends = ((starts_at < midnight(day), number) for number, day in enumerate(days[1:]))
    last = literal(len(days) - 1)
    return case(*ends, else_=last) if days[1:] else last
