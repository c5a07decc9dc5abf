"""On which days something repeats."""

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from webapp.meetings.models import Rhythm

MOST_MEETINGS = 200


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


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)
