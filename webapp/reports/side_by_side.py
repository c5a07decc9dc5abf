"""The figures of each group side by side, from what the report has counted already."""

from collections import defaultdict
from typing import Any

from sqlalchemy import case, func, or_, select

from webapp.db import db
from webapp.meetings.models import Meeting
from webapp.reports import hours
from webapp.reports.counting import fates
from webapp.reports.figures import Figures
from webapp.reports.models import Figure
from webapp.reports.scope import Scope

FATES = Figure.HELD, Figure.CANCELLED, Figure.NOT_HELD
VISITS = Figure.VISITS, Figure.UNNAMED
PEOPLE = Figure.PEOPLE, Figure.NEW
VOLUNTEERS = Figure.VOLUNTEERS, Figure.HOURS
SHOWN = *FATES, *VISITS, *PEOPLE, *VOLUNTEERS


def of_groups(told: Figures) -> dict[int, dict[Figure, float | None]]:
    """By the circle's id, what `counting.by_circle` tells figure by figure.

    None: it isn't known. A figure that is missing is nought.
    """
    table: dict[int, dict[Figure, float | None]] = defaultdict(dict)
    worked = {figure: hours.by_circle(told.worked, figure) for figure in VOLUNTEERS}
    columns: dict[Figure, Any] = {**told.people, **worked}
    for figure, values in columns.items():
        for circle_id, value in values.items():
            table[circle_id][figure] = value
    for circle_id, *values in db.session.execute(_meetings(told.scope)):
        table[circle_id].update(zip(FATES, values, strict=True))
    for circle_id, sums in told.breakdown.by_circle.items():
        visits = {Figure.VISITS: sums.visits, Figure.UNNAMED: sums.visits - sums.named}
        unknown = dict.fromkeys(PEOPLE) if sums.are_unknown else {}
        table[circle_id].update(visits | unknown)
    return table


def _meetings(scope: Scope) -> Any:
    told = fates()
    sums = (func.sum(case((told[figure], 1), else_=0)) for figure in FATES)
    any_of_them = or_(*(told[figure] for figure in FATES))
    rows = select(Meeting.circle_id, *sums).where(any_of_them, *scope.meetings)
    return rows.group_by(Meeting.circle_id)
