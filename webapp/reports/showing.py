"""The figures of a report with their names, for a page and for paper."""

from typing import Any

from flask_babel import gettext as _

from webapp.i18n import language_name, month_name, today
from webapp.reports import queries
from webapp.reports.breakdown import Breakdown, Row
from webapp.reports.figures import Figures
from webapp.reports.labels import BASES, FIGURES, TABLES
from webapp.reports.models import DEFAULTS, Figure
from webapp.reports.scope import Scope

Part = tuple[str, str, list[tuple[str, Row]]]


def shown(scope: Scope) -> dict[str, Any]:
    told = Figures(scope)
    return {
        "scope": scope,
        "told": told,
        "names": FIGURES,
        "tables": TABLES,
        "bars": bars(told.breakdown),
        "parts": parts(told.breakdown),
        "about_people": about_people(told),
        "remarks": queries.remarks(scope),
        "defaults": DEFAULTS,
        "bases": BASES,
        "blocks": queries.blocks(scope.organisation),
        "passages": queries.passages(scope),
    }


def about_people(told: Figures) -> list[str]:
    """What has to be known of the numbers of people, wherever they stand."""
    unnamed = _(
        "Different people are known only where names are kept. "
        "Visits without a name are not added to them."
    )
    apart = _("Names are of one group only. A person who comes to two groups is two people here.")
    return [unnamed, apart] if told.numbers[Figure.UNNAMED] else [apart]


def bars(told: Breakdown) -> list[tuple[str, int]]:
    """The visits of each month that has begun."""
    begun = (month for month in told.months if month[0] <= today())
    return [(month_name(day), visits) for day, _meetings, visits in begun]


def parts(told: Breakdown) -> list[Part]:
    """Groups by language and by municipality: a title, what names the rows, and the rows."""
    languages = [(language_name(str(row.key)), row) for row in told.languages]
    towns = [(_("Online") if row.key is None else row.key or "–", row) for row in told.towns]
    return [
        (_("Languages of the groups"), _("Language"), languages),
        (_("Municipalities"), _("Municipality"), towns),
    ]
