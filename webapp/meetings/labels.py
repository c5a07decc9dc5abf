from babel.dates import format_date
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _

from webapp.i18n import at_helsinki, clock, when
from webapp.meetings.models import Meeting, Rhythm, Scope, Series
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


def series_in_words(series: Series) -> str:
    """How often and when: "Every second Tuesday at 17.30"."""
    pattern = Pattern(series.rhythm, series.first_day, series.starts, series.ends)
    starts = clock(at_helsinki(series.first_day, series.starts))
    return str(gettext("%(rhythm)s at %(clock)s", rhythm=in_words(pattern), clock=starts))


def in_short(meeting: Meeting) -> str:
    """What, when and where, in a line to send to anyone."""
    title = str(meeting.circle.title)
    if meeting.is_cancelled:
        title = gettext("CANCELLED: %(title)s", title=title)
    place = meeting.place or meeting.circle.public_place
    return ", ".join(filter(None, (title, when(meeting.starts_at), place)))


def _monthly(week: int, name: str) -> str:
    said = {
        1: gettext("The first %(weekday)s of each month", weekday=name),
        2: gettext("The second %(weekday)s of each month", weekday=name),
        3: gettext("The third %(weekday)s of each month", weekday=name),
        4: gettext("The fourth %(weekday)s of each month", weekday=name),
        -1: gettext("The last %(weekday)s of each month", weekday=name),
    }
    return str(said[week])


def scope_in_words(scope: Scope, number: int) -> str:
    """How much of a series is meant, with how many meetings that is."""
    said = {
        Scope.ONE: gettext("Only this meeting"),
        Scope.FOLLOWING: gettext("This and those after it (%(number)s)", number=number),
        Scope.ALL: gettext("All that are to come (%(number)s)", number=number),
    }
    return str(said[scope])
