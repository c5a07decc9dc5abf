"""Leaders and their hours: volunteers and those who are paid are told apart.

A volunteer works without pay and without a contract of employment, as STEA defines it:
https://www.stea.fi/raportointi/tuloksellisuusraportointi/kysymyksia-ja-vastauksia-tuloksellisuusraportoinnista
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, extract, func, select

from webapp.circles.models import CircleRole, Member
from webapp.circles.queries import paid_at
from webapp.db import db
from webapp.meetings.models import Meeting
from webapp.reports.models import Figure
from webapp.reports.scope import HELD, Scope

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


def leaders_who_are(paid: bool) -> ColumnElement[bool]:
    """Which leaders were paid then, or volunteers."""
    at_work = paid_at(Meeting.starts_at)
    return at_work if paid else ~at_work


def hours_of_leaders(scope: Scope, paid: bool) -> dict[int, float]:
    """The length of held meetings, for each who then led the group: by person.

    Each person once, however many groups he or she led.
    """
    person, seconds = _person(), func.sum(_seconds())
    led = _led(scope, paid).with_only_columns(person, seconds).group_by(person)
    return {row[0]: float(row[1]) / 3600 for row in db.session.execute(led)}


def facts(scope: Scope, figure: Figure) -> Select[Any, Any, Any]:
    """The meetings led, with the number of those who led, or with their hours."""
    value = func.count() if figure in PEOPLE else func.sum(_seconds()) / 3600.0
    led = _led(scope, FIGURES[figure]).with_only_columns(Meeting.id, Meeting.circle_id, value)
    return led.group_by(Meeting.id, Meeting.circle_id)


def people_by_circle(scope: Scope, figure: Figure) -> Select[Any, Any]:
    led = _led(scope, FIGURES[figure])
    columns = Meeting.circle_id, func.count(_person().distinct())
    return led.with_only_columns(*columns).group_by(Meeting.circle_id)


def _led(scope: Scope, paid: bool) -> Select[int]:
    """A row a held meeting and a leader of its circle at that time."""
    return (
        select(Meeting.id)
        .join(Member, Member.circle_id == Meeting.circle_id)
        .where(HELD, *scope.meetings, Member.role == CircleRole.LEADER, leaders_who_are(paid))
        .where(Member.joined_at < Meeting.ends_at)
        .where(Member.left_at.is_(None) | (Member.left_at > Meeting.starts_at))
    )


def _person() -> ColumnElement[int]:
    """Who it is: the user, or the row of someone whose account is gone."""
    return func.coalesce(Member.user_id, -Member.id)


def _seconds() -> ColumnElement[int]:
    return extract("epoch", Meeting.ends_at) - extract("epoch", Meeting.starts_at)
