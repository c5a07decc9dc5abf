"""Languages: which one the reader wants, its direction, and how days and times are written.

Easy Finnish is the locale `fi@simple` inside (a catalogue laid over the Finnish one) and the
language tag `fi-simple` outside, in addresses and in `lang`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, dates
from flask import Flask, Response, g, has_request_context, request, url_for
from flask_babel import Babel, get_locale
from flask_babel import lazy_gettext as _
from werkzeug.routing import BaseConverter

from webapp.catalogues import TRANSLATIONS
from webapp.db import now

HELSINKI = ZoneInfo("Europe/Helsinki")

LOCALES = {"fi": "fi", "fi-simple": "fi@simple", "sv": "sv", "en": "en"}
NAMES = {"fi": "Suomi", "fi-simple": "Selkosuomi", "sv": "Svenska", "en": "English"}
LANGUAGES = list(LOCALES)
NAMED_HERE = {"fi-simple": _("Easy Finnish"), "fse": _("Finnish Sign Language")}  # not by CLDR
DEFAULT = "fi"
COOKIE = "language"


class LanguageConverter(BaseConverter):
    """The first part of every page's address."""

    regex = "|".join(sorted(LANGUAGES, key=len, reverse=True))


@dataclass(frozen=True)
class Version:
    """One language version of the page being read."""

    tag: str
    name: str
    url: str
    current: bool


def language() -> str:
    """The BCP 47 tag of the language this request is answered in; commands speak English."""
    tag: str | None = g.get("language")
    return tag or (preferred() if has_request_context() else "en")


def preferred() -> str:
    """The language chosen before (cookie), else the best of what the browser asks for."""
    chosen = request.cookies.get(COOKIE, "")
    best = request.accept_languages.best_match(["fi", "sv", "en"], DEFAULT) or DEFAULT
    return chosen if chosen in LOCALES else best


def direction(tag: str) -> str:
    return Locale.parse(LOCALES.get(tag, tag)).text_direction


def language_name(tag: str) -> str:
    """What any language is called in the reader's language: "Ruotsi", "Selkosuomi"."""
    if tag in NAMED_HERE:
        return str(NAMED_HERE[tag])
    locale = get_locale()
    name = locale.languages.get(tag.split("-")[0], tag) if locale else tag
    return name[:1].upper() + name[1:]


def in_language(tag: str, endpoint: str | None = None) -> str:
    """The address of the page being read, in another language."""
    endpoint = endpoint or request.endpoint
    if not endpoint:
        return f"/{tag}/"
    values = {**(request.view_args or {}), **request.args.to_dict(flat=False), "lang": tag}
    return url_for(endpoint, **values)


def versions() -> list[Version]:
    return [Version(tag, NAMES[tag], in_language(tag), tag == language()) for tag in LANGUAGES]


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


_PATTERNS = {
    "fi": {"weekday": "ccc d.M.", "weekday_year": "ccc d.M.yyyy", "clock": "H.mm"},
    "fi@simple": {"weekday": "cccc d.M.", "weekday_year": "cccc d.M.yyyy", "clock": "H.mm"},
    "sv": {"weekday": "ccc d.M", "weekday_year": "ccc d.M.yyyy", "clock": "H.mm"},
    "en": {"weekday": "ccc d MMM", "weekday_year": "ccc d MMM yyyy", "clock": "H:mm"},
}


def _written(value: date | datetime, what: str) -> str:
    locale = get_locale()
    known = _PATTERNS.get(str(locale)) or _PATTERNS.get(locale.language) or _PATTERNS["en"]
    write = dates.format_time if what == "clock" else dates.format_date
    return write(value, known[what], locale=locale)  # type: ignore[arg-type]


def _day_of(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def init_app(app: Flask) -> None:
    app.url_map.converters["lang"] = LanguageConverter
    Babel(
        app,
        default_locale="en",
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=lambda: LOCALES.get(language(), language()),
        timezone_selector=lambda: app.config["TIMEZONE"],
    )

    @app.url_value_preprocessor
    def know_the_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
        """The language of the address; where a page has none (an error), of its beginning."""
        first = request.path.split("/", 2)[1]
        g.language = (values or {}).pop("lang", None) or (first if first in LOCALES else None)

    @app.url_defaults
    def keep_the_language(endpoint: str, values: dict[str, Any]) -> None:
        if app.url_map.is_endpoint_expecting(endpoint, "lang"):
            values.setdefault("lang", language())

    @app.after_request
    def remember_the_language(response: Response) -> Response:
        """One chosen on the site is kept for the next visit; never on pass pages."""
        chosen, here = g.get("language"), request.headers.get("Sec-Fetch-Site") == "same-origin"
        if chosen and here and chosen != preferred() and not request.path.startswith("/p/"):
            response.set_cookie(COOKIE, chosen, timedelta(days=365), samesite="Lax", httponly=True)
            response.cache_control.public, response.cache_control.private = False, True
        return response

    for name in (day, long_day, clock, when, near, month, weekday, language_name):
        app.add_template_filter(name)
    app.add_template_filter(_day_of, "local_day")
    app.add_template_global(hours)
    app.add_template_global(now)

    @app.context_processor
    def words_of_the_page() -> dict[str, Any]:
        return {"language": language(), "direction": direction(language()), "versions": versions}
