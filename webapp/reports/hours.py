"""Leaders and their hours: volunteers and those who are paid are told apart."""

from collections import defaultdict
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from webapp.db import db
from webapp.meetings.hours import leading, sums
from webapp.reports.models import Figure
from webapp.reports.scope import Scope

PEOPLE = {Figure.VOLUNTEERS: False, Figure.PAID: True}
HOURS = {Figure.HOURS: False, Figure.PAID_HOURS: True}
FIGURES = PEOPLE | HOURS

BANDS = (0, 0), (1, 9), (10, 29), (30, 99), (100, None)
"""Of volunteers, as STEA tells them:
https://stea.fi/kaytto-ja-raportointi/tuloksellisuuskatsaukset/vapaaehtoistoiminta-stea-avustuksilla-rahoitetussa-toiminnassa-2023
"""


def band(volunteers: int) -> str:
    """The band that a number of volunteers belongs to: "10–29"."""
    first, last = next(b for b in BANDS if b[1] is None or volunteers <= b[1])
    if last is None:
        return f"{first}+"
    return str(first) if first == last else f"{first}–{last}"


class Worked(NamedTuple):
    """What one person has led of one circle, as a volunteer or for pay."""

    circle_id: int
    person: int
    is_paid: bool
    hours: float


def worked(scope: Scope) -> list[Worked]:
    led = sums(scope.meetings, scope.members, scope.period.span).c
    rows = db.session.execute(select(led.circle_id, led.person, led.is_paid, led.seconds))
    return [Worked(*row[:3], float(row[3]) / 3600) for row in rows]


def totals(worked: list[Worked]) -> dict[Figure, float]:
    """How many have led, and their hours: each person once, however many groups he or she led."""
    people = {
        figure: len({row.person for row in worked if row.is_paid == paid})
        for figure, paid in PEOPLE.items()
    }
    hours = {
        figure: sum(row.hours for row in worked if row.is_paid == paid)
        for figure, paid in HOURS.items()
    }
    return {**people, **hours}


def by_circle(worked: list[Worked], figure: Figure) -> dict[int, float]:
    """How many have led each circle, or their hours."""
    found: dict[int, float] = defaultdict(float)
    for row in worked:
        if row.is_paid == FIGURES[figure]:
            found[row.circle_id] += 1 if figure in PEOPLE else row.hours
    return found


def facts(scope: Scope, figure: Figure) -> Select[Any, Any, Any]:
    """The meetings led, with the number of those who led, or with their hours."""
    led = leading(scope.meetings, scope.members)
    value = func.count() if figure in PEOPLE else func.sum(led.c.seconds) / 3600.0
    meeting = led.c.meeting_id, led.c.circle_id
    return select(*meeting, value).where(led.c.is_paid.is_(FIGURES[figure])).group_by(*meeting)
