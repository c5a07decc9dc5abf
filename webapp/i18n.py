"""The reader's language: which one it is, its direction, and how days and times are written.

Easy Finnish is the locale `fi@simple` inside (a catalogue laid over the Finnish one) and the
language tag `fi-simple` outside, in addresses and in `lang`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, dates
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, force_locale, get_locale
from flask_babel import lazy_gettext as _

from webapp.catalogues import TRANSLATIONS, native_reader
from webapp.db import now
from webapp.languages import DEFAULT, LANGUAGES, LOCALES, NAMES, PARTICIPANTS, nearest

HELSINKI = ZoneInfo("Europe/Helsinki")

NAMED_HERE = {"fi-simple": _("Easy Finnish"), "fse": _("Finnish Sign Language")}  # not by CLDR
COOKIE = "language"


def offered(endpoint: str | None) -> list[str]:
    """The languages that a page is in; of an error, all."""
    view = current_app.view_functions.get(endpoint or "")
    return PARTICIPANTS if view is None or hasattr(view, "in_every_language") else LANGUAGES


def language() -> str:
    """The BCP 47 tag of the language this request is answered in; commands speak English."""
    tag: str | None = g.get("language")
    return tag or (preferred(request.endpoint) if has_request_context() else "en")


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """What is said inside is said in another's language: a mail to a participant."""
    before = g.get("language")
    g.language = tag
    with force_locale(LOCALES[tag]):
        yield
    g.language = before


def preferred(endpoint: str | None) -> str:
    """The language chosen before (cookie), else the best of what the browser asks for."""
    tags = offered(endpoint)
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LOCALES:
        return chosen if chosen in tags else nearest(chosen)
    by_browser = [tag for tag in tags if "-" not in tag]
    return request.accept_languages.best_match(by_browser, DEFAULT) or DEFAULT


def direction(tag: str) -> str:
    return Locale.parse(LOCALES.get(tag, tag)).text_direction


def language_name(tag: str) -> str:
    """What any language is called in the reader's language: "Ruotsi", "Selkosuomi"."""
    if tag in NAMED_HERE:
        return str(NAMED_HERE[tag])
    locale = get_locale()
    known = locale.languages.get(tag.split("-")[0]) if locale else None
    name: str = known or NAMES.get(tag, tag)  # CLDR lacks some names in Somali and Sámi
    return name[:1].upper() + name[1:]


def local(moment: datetime) -> datetime:
    """The same moment on a clock in Finland."""
    return moment.astimezone(HELSINKI)


def today() -> date:
    return local(now()).date()


def at_helsinki(day: date, clock: Any) -> datetime:
    """The moment when a clock in Finland shows this day and time."""
    return datetime.combine(day, clock, HELSINKI)


def day(value: date | datetime, *, year: bool | None = None) -> str:
    """A day as people say it: "ma 23.11.", with the year where it isn't this one."""
    value = _day_of(value)
    year = value.year != today().year if year is None else year
    return _written(value, "weekday_year" if year else "weekday")


def long_day(value: date | datetime) -> str:
    """A day in full: "maanantai 23. marraskuuta 2026"."""
    return dates.format_date(_day_of(value), "full", locale=get_locale())


def clock(moment: datetime) -> str:
    """The time of day: "17.30"."""
    return _written(local(moment), "clock")


def when(moment: datetime) -> str:
    """Day and time together: "ma 23.11. klo 17.30"."""
    return str(_("%(day)s at %(clock)s", day=day(moment), clock=clock(moment)))


def hours(start: datetime, end: datetime) -> str:
    return f"{clock(start)}–{clock(end)}"


def near(value: date | datetime) -> str:
    """Today, tomorrow or yesterday in a word; other days as `day` says them."""
    value = _day_of(value)
    names = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    return str(names.get((value - today()) // timedelta(days=1), "")) or day(value)


def month(value: date | datetime) -> str:
    """A short name of the month, for calendars."""
    return dates.format_date(_day_of(value), "LLL", locale=get_locale())


def weekday(value: date | datetime) -> str:
    """The weekday's short name, for calendars."""
    return dates.format_date(_day_of(value), "ccc", locale=get_locale())


def long_weekday(value: date | datetime) -> str:
    return dates.format_date(_day_of(value), "cccc", locale=get_locale())


def month_name(value: date | datetime) -> str:
    """A month with its year, as a heading: "Marraskuu 2026"."""
    name = dates.format_date(_day_of(value), "LLLL y", locale=get_locale())
    return name[:1].upper() + name[1:]


_PATTERNS = {
    "fi": {"weekday": "ccc d.M.", "weekday_year": "ccc d.M.yyyy", "clock": "H.mm"},
    "fi@simple": {"weekday": "cccc d.M.", "weekday_year": "cccc d.M.yyyy", "clock": "H.mm"},
    "sv": {"weekday": "ccc d.M", "weekday_year": "ccc d.M.yyyy", "clock": "H.mm"},
    "en": {"weekday": "ccc d MMM", "weekday_year": "ccc d MMM yyyy", "clock": "H:mm"},
    "et": {"weekday": "ccc d.M", "weekday_year": "ccc d.M.yyyy", "clock": "H:mm"},
    "ru": {"weekday": "ccc d.MM", "weekday_year": "ccc d.MM.yyyy", "clock": "H:mm"},
    "uk": {"weekday": "ccc d.MM", "weekday_year": "ccc d.MM.yyyy", "clock": "H:mm"},
    "ar": {"weekday": "cccc d/M", "weekday_year": "cccc d/M/yyyy", "clock": "H:mm"},
    "so": {"weekday": "cccc d/M", "weekday_year": "cccc d/M/yyyy", "clock": "H:mm"},
    "se": {"weekday": "ccc d.M.", "weekday_year": "ccc d.M.yyyy", "clock": "H.mm"},
}


def _written(value: date | datetime, what: str) -> str:
    locale = get_locale()
    known = _PATTERNS.get(str(locale)) or _PATTERNS.get(locale.language) or _PATTERNS["en"]
    write = dates.format_time if what == "clock" else dates.format_date
    return write(value, known[what], locale=locale)  # type: ignore[arg-type]


def _day_of(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def is_unread() -> bool:
    """Whether the page is in a translation that no native reader has signed off."""
    tag = language()
    return tag not in ("fi", "fi-simple", "en") and not native_reader(LOCALES[tag])


FILTERS = (
    *(day, long_day, near, month, month_name, weekday, long_weekday),
    *(clock, when, language_name),
)


def init_app(app: Flask) -> None:
    Babel(
        app,
        default_locale="en",
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=lambda: LOCALES.get(language(), language()),
        timezone_selector=lambda: app.config["TIMEZONE"],
    )

    for name in FILTERS:
        app.add_template_filter(name)
    app.add_template_filter(_day_of, "local_day")
    app.add_template_global(hours)
    app.add_template_global(now)
    app.add_template_global(is_unread)

    @app.context_processor
    def words_of_the_page() -> dict[str, Any]:
        return {"language": language(), "direction": direction(language())}
