"""The figures of a report with their names, for a page and for paper."""

from typing import Any

from flask_babel import gettext as _

from webapp.i18n import language_name, month_name, today
from webapp.reports import queries
from webapp.reports.breakdown import Breakdown, Row
from webapp.reports.figures import Figures
from webapp.reports.labels import BASES, FIGURES, TABLES
from webapp.reports.models import DEFAULTS
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
        "remarks": queries.remarks(scope),
        "defaults": DEFAULTS,
        "bases": BASES,
        "blocks": queries.blocks(scope.organisation),
        "passages": queries.passages(scope),
    }


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
