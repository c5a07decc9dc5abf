from babel.dates import format_date
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _

from webapp.meetings.models import Rhythm
from webapp.meetings.rhythm import Pattern

RHYTHMS = {
    Rhythm.WEEKLY: _("Every week"),
    Rhythm.FORTNIGHTLY: _("Every second week"),
    Rhythm.MONTHLY: _("Once a month"),
    Rhythm.ONCE: _("Only once"),
}


def in_words(pattern: Pattern) -> str:
    """How often it is: "Every second Tuesday"."""
    name = format_date(pattern.first_day, "cccc", locale=get_locale())
    said = {
        Rhythm.ONCE: name.capitalize(),
        Rhythm.WEEKLY: gettext("Every %(weekday)s", weekday=name),
        Rhythm.FORTNIGHTLY: gettext("Every second %(weekday)s", weekday=name),
        Rhythm.MONTHLY: _monthly(pattern.week, name),
    }
    return str(said[pattern.rhythm])


def _monthly(week: int, name: str) -> str:
    said = {
        1: gettext("The first %(weekday)s of each month", weekday=name),
        2: gettext("The second %(weekday)s of each month", weekday=name),
        3: gettext("The third %(weekday)s of each month", weekday=name),
        4: gettext("The fourth %(weekday)s of each month", weekday=name),
        -1: gettext("The last %(weekday)s of each month", weekday=name),
    }
    return str(said[week])
