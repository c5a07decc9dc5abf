"""Held meetings and visits by month, language and municipality, from one pass over the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, case, func, literal, null, select

from webapp.db import db
from webapp.groups.models import Group
from webapp.meetings.hours import HELD
from webapp.meetings.models import Meeting
from webapp.reports.counting import came, visits
from webapp.reports.models import midnight
from webapp.reports.scope import Scope


class Cell(NamedTuple):
    language: str
    town: str | None
    """None: it meets only online; empty: the municipality isn't known."""
    month: int
    meetings: int
    visits: int
    named: int


class Groups(NamedTuple):
    """How many have met, of one language in one municipality."""

    language: str
    town: str | None
    number: int


@dataclass(frozen=True)
class Row:
    """Of one language, or of one municipality."""

    key: str | None
    groups: int
    meetings: int
    visits: int


@dataclass(frozen=True)
class Breakdown:
    cells: list[Cell]
    groups: list[Groups]
    first_days: list[date]
    """Of the period's months."""

    @property
    def number_of_groups(self) -> int:
        return sum(group.number for group in self.groups)

    @property
    def months(self) -> list[tuple[date, int, int]]:
        """The first day of each, with its meetings and visits."""
        return [
            (day, *_sums(cell for cell in self.cells if cell.month == number))
            for number, day in enumerate(self.first_days)
        ]

    @property
    def languages(self) -> list[Row]:
        return self._rows("language")

    @property
    def towns(self) -> list[Row]:
        return self._rows("town")

    def _rows(self, name: str) -> list[Row]:
        """The one with most visits first."""
        keys = {getattr(group, name) for group in self.groups}
        rows = [
            Row(
                key,
                sum(group.number for group in self.groups if getattr(group, name) == key),
                *_sums(cell for cell in self.cells if getattr(cell, name) == key),
            )
            for key in keys
        ]
        return sorted(rows, key=lambda row: (-row.visits, str(row.key)))


def breakdown(scope: Scope) -> Breakdown:
    days, rows = list(scope.period.months()), came(scope)
    sums = func.count(), func.sum(visits(rows)), func.sum(rows.c.named)
    names = Group.language, _town(scope), month_of(days, rows.c.starts_at)
    cells = (
        select(*names, *sums)
        .select_from(rows)
        .join(Group, Group.id == rows.c.circle_id)
        .group_by(*names)
    )
    met = select(Meeting.circle_id).where(HELD, *scope.meetings)
    groups = select(*names[:2], func.count()).where(Group.id.in_(met)).group_by(*names[:2])
    return Breakdown(
        [Cell(*row) for row in db.session.execute(cells)],
        [Groups(*row) for row in db.session.execute(groups)],
        days,
    )


def places(scope: Scope) -> int:
    """In how many different places groups have met; online is none."""
    place = func.coalesce(func.nullif(Meeting.place, ""), func.nullif(Group.place, ""))
    held = select(func.count(place.distinct())).join(Group, Group.id == Meeting.circle_id)
    return db.session.scalar(held.where(HELD, *scope.meetings)) or 0


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


def _sums(cells: Iterable[Cell]) -> tuple[int, int]:
    cells = list(cells)
    return sum(cell.meetings for cell in cells), sum(cell.visits for cell in cells)
