"""Days when a group may not want to meet: holidays and their eves, school breaks, own breaks."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

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
    with path.open(encoding="utf-8", newline="") as file:
        return [
            SchoolBreak(
                row["municipality"],
                row["kind"],
                date.fromisoformat(row["first_day"]),
                date.fromisoformat(row["last_day"]),
            )
            for row in csv.DictReader(file)
        ]


def _has_eve(day: date, holidays: dict[date, str]) -> bool:
    """Christmas and Midsummer have eves that are holidays themselves; these are not."""
    is_easter = day.weekday() == 6 and day + DAY in holidays and day - 2 * DAY in holidays
    return (day.month, day.day) in {(1, 1), (1, 6), (5, 1)} or is_easter
