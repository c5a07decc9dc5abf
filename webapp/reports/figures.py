"""All figures of a scope, as they stand in the report."""

from dataclasses import dataclass

from sqlalchemy import Select, case, func, select

from webapp.db import db
from webapp.meetings.models import Meeting
from webapp.reports import breakdown, hours, replies
from webapp.reports.breakdown import Breakdown
from webapp.reports.counting import fates, newcomers, people
from webapp.reports.hours import HOURS, PEOPLE
from webapp.reports.models import Figure
from webapp.reports.replies import Said
from webapp.reports.scope import Scope

PAID_ONLY = {Figure.PAID, Figure.PAID_HOURS}


@dataclass(frozen=True)
class Figures:
    scope: Scope
    numbers: dict[Figure, int | float | None]
    """None: it isn't known."""
    breakdown: Breakdown
    said: list[Said]
    quotes: list[str]

    @property
    def band(self) -> str:
        """Of volunteers, as STEA asks."""
        return hours.band(int(self.numbers[Figure.VOLUNTEERS] or 0))

    def shows(self, figure: Figure) -> bool:
        """Paid leaders are told of where there are any."""
        return figure not in PAID_ONLY or bool(self.numbers[Figure.PAID])


def figures(scope: Scope) -> Figures:
    parts = breakdown.breakdown(scope)
    worked = {paid: hours.hours_of_leaders(scope, paid) for paid in (False, True)}
    numbers = {
        Figure.GROUPS: parts.number_of_groups,
        **_meetings(scope),
        **_people(scope, parts),
        **{figure: len(worked[paid]) for figure, paid in PEOPLE.items()},
        **{figure: sum(worked[paid].values()) for figure, paid in HOURS.items()},
        Figure.LANGUAGES: len(parts.languages),
        Figure.PLACES: breakdown.places(scope),
    }
    return Figures(scope, numbers, parts, replies.said(scope), replies.quotes(scope))


def _meetings(scope: Scope) -> dict[Figure, int]:
    fate = case(*((told, str(figure)) for figure, told in fates().items()))
    wanted = select(fate, func.count(Meeting.id)).where(*scope.meetings).group_by(fate)
    found = {row[0]: row[1] for row in db.session.execute(wanted)}
    numbers = {figure: found.get(str(figure), 0) for figure in fates()}
    return {Figure.MEETINGS: sum(numbers.values()), **numbers}


def _people(scope: Scope, parts: Breakdown) -> dict[Figure, int | None]:
    """Visits, and people as far as names are kept: those of headcounts are not known."""
    visits, named = (
        sum(getattr(cell, name) for cell in parts.cells) for name in ("visits", "named")
    )
    is_unknown = visits > 0 and not named
    return {
        Figure.VISITS: visits,
        Figure.UNNAMED: visits - named,
        Figure.PEOPLE: None if is_unknown else _number(people(scope)),
        Figure.NEW: None if is_unknown else _number(newcomers(scope)),
    }


def _number(rows: Select[int, int]) -> int:
    return db.session.scalar(select(func.count()).select_from(rows.subquery())) or 0
