"""A figure circle by circle, from what the report has counted already."""

from collections.abc import Mapping

from webapp.reports import hours
from webapp.reports.figures import Figures
from webapp.reports.models import Figure


def by_circle(told: Figures, figure: Figure) -> Mapping[int, float | None]:
    """By the circle's id; a circle that has none of it may be missing.

    None: it isn't known, for only headcounts are kept.
    """
    if figure in hours.FIGURES:
        return hours.by_circle(told.worked, figure)
    sums = told.breakdown.by_circle
    if figure in told.people:
        came = told.people[figure]
        return {id: None if each.are_unknown else came.get(id, 0) for id, each in sums.items()}
    if figure == Figure.VISITS:
        return {id: each.visits for id, each in sums.items()}
    if figure == Figure.UNNAMED:
        return {id: each.unnamed for id, each in sums.items() if each.unnamed}
    return told.fates.get(figure, told.fates[Figure.HELD])
