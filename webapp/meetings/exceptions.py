"""Days when a group may not want to meet: holidays and their eves, school breaks, own breaks."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.circles.models import Circle
from webapp.i18n import language
from webapp.meetings import breaks

SCHOOL_BREAKS = Path(__file__).parents[2] / "resources" / "school-breaks.csv"
HOLIDAY_LANGUAGES = {"sv": "sv_FI", "en": "en_US"}
DAY = timedelta(days=1)

KINDS = {
    "autumn": _("autumn break of the schools"),
    "christmas": _("Christmas break of the schools"),
    "winter": _("winter break of the schools"),
    "summer": _("summer break of the schools"),
}


class SchoolBreak(NamedTuple):
    municipality: str
    kind: str
    first_day: date
    last_day: date


def exceptions_on(days: Iterable[date], circle: Circle) -> dict[date, str]:
    """Those of the days when the circle may not want to meet, each with the reason."""
    days = list(days)
    off = [(each.first_day, each.last_day, each.reason) for each in breaks.of(circle)]
    off += [
        (each.first_day, each.last_day, str(KINDS[each.kind]))
        for each in school_breaks()
        if each.municipality.casefold() == circle.town.casefold()
    ]
    found = {d: why for first, last, why in reversed(off) for d in days if first <= d <= last}
    return found | holidays_on(days)


def holidays_on(days: Iterable[date]) -> dict[date, str]:
    """Those of the days that are public holidays or eves, with names in the reader's language."""
    from holidays.countries.finland import Finland  # heavy, and only this page needs it

    days = list(days)
    names = HOLIDAY_LANGUAGES.get(language(), "fi")
    years = {year for day in days for year in (day.year, day.year + 1)}
    known = Finland(years=years, language=names)  # type: ignore[no-untyped-call]
    eves = {
        day: gettext("eve: %(holiday)s", holiday=known[day + DAY])
        for day in days
        if _has_eve(day + DAY, known)
    }
    return eves | {day: known[day] for day in days if day in known}


def school_breaks() -> list[SchoolBreak]:
    """Those of `resources/school-breaks.csv`, which each site may edit while it runs."""
    return _read(SCHOOL_BREAKS, SCHOOL_BREAKS.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _read(path: Path, _changed: int) -> list[SchoolBreak]:
    """What is written there; a line that nobody understands is left out, and logged."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.DictReader(file)
        read = [(_school_break(row), rows.line_num) for row in rows]
    for found, number in read:
        if found is None:
            current_app.logger.warning("school breaks: line %s is left out", number)
    return [found for found, _number in read if found]


def _school_break(row: dict[str, str]) -> SchoolBreak | None:
    """A row of the file; None if a column is missing, or it has an odd day or kind."""
    try:
        town, kind, first, last = (row[name].strip() for name in SchoolBreak._fields)
        days = date.fromisoformat(first), date.fromisoformat(last)
    except (AttributeError, KeyError, ValueError):
        return None
    return SchoolBreak(town, kind, *days) if kind in KINDS else None


def _has_eve(day: date, holidays: dict[date, str]) -> bool:
    """Christmas and Midsummer have eves that are holidays themselves; these are not."""
    is_easter = day.weekday() == 6 and day + DAY in holidays and day - 2 * DAY in holidays
    return (day.month, day.day) in {(1, 1), (1, 6), (5, 1)} or is_easter
