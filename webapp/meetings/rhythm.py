"""On which days something repeats, and which of them are holidays in Finland."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from webapp.i18n import language
from webapp.meetings.models import Rhythm

MOST_MEETINGS = 200
HOLIDAY_LANGUAGES = {"sv": "sv_FI", "en": "en_US"}


@dataclass(frozen=True)
class Pattern:
    """What is said of a series before it has any meetings. It ends on a day or after n times."""

    rhythm: Rhythm
    first_day: date
    starts: time
    ends: time
    until: date | None = None
    times: int | None = None

    @property
    def days(self) -> list[date]:
        """Its days; at most one more than a series may have, so that too many can be told."""
        if self.rhythm == Rhythm.ONCE:
            return [self.first_day]
        first, until = _midnight(self.first_day), self.until and _midnight(self.until)
        rule = rrule(dtstart=first, until=until, count=self.times, **self._step)
        return [moment.date() for moment in islice(rule, MOST_MEETINGS + 1)]

    @property
    def week(self) -> int:
        """Which of its weekdays in the month the first day is; -1 for the last.

        Few months have a fifth one, so the fifth means the last.
        """
        number = (self.first_day.day - 1) // 7 + 1
        return number if number < 5 else -1

    @property
    def _step(self) -> dict[str, Any]:
        if self.rhythm == Rhythm.MONTHLY:
            return {"freq": MONTHLY, "byweekday": weekday(self.first_day.weekday(), self.week)}
        return {"freq": WEEKLY, "interval": 2 if self.rhythm == Rhythm.FORTNIGHTLY else 1}


def holidays_on(days: Iterable[date]) -> dict[date, str]:
    """Those of the days that are public holidays, with their names in the reader's language."""
    from holidays.countries.finland import Finland  # heavy, and only this page needs it

    days = list(days)
    names = HOLIDAY_LANGUAGES.get(language(), "fi")
    known = Finland(years={day.year for day in days}, language=names)  # type: ignore[no-untyped-call]
    return {day: known[day] for day in days if day in known}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)
