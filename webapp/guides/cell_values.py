"""What each cell of the catalogue must be."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext as _

from webapp.db import now
from webapp.forms import is_web_address
from webapp.guides.sheet import Unfit

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Faults(list[str]):
    """What is wrong with a row, all of it."""

    def but(self, read: Callable[..., Any], *given: Any) -> Any:
        """What is read; or nothing, if a fault is in the way."""
        try:
            return read(*given)
        except Unfit as unfit:
            self.append(str(unfit))
            return None

    def each(self, cell: str, known: set[Any]) -> frozenset[str]:
        return frozenset(self.but(one_of, name, known) for name in several(cell))


def several(cell: str) -> list[str]:
    """The values of a cell with semicolons, each once, in their order."""
    return list(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def title(text: str) -> str:
    if not text:
        raise Unfit(_("The title is missing."))
    return text


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Unfit(_("The day “%(day)s” is not like 2026-11-23.", day=text)) from None


def slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise Unfit(_("The id “%(id)s” may hold only a–z, digits and hyphens.", id=text))
    return text


def year(text: str) -> int | None:
    latest = now().year + 1
    if text and not (re.fullmatch("[0-9]{4}", text) and 1900 <= int(text) <= latest):
        raise Unfit(
            _("The year “%(year)s” is not between 1900 and %(latest)s.", year=text, latest=latest)
        )
    return int(text) if text else None


def language(text: str) -> str:
    if not LANGUAGE.fullmatch(text):
        raise Unfit(_("The language “%(tag)s” is not a tag like fi, fi-simple or sv.", tag=text))
    return text


def address(text: str) -> str:
    """Empty, or a web address with nothing secret in it."""
    if text and not is_web_address(text):
        raise Unfit(_("The address “%(address)s” is not a web address.", address=text))
    return text


def one_of(text: str, known: set[Any]) -> str:
    if text not in known:
        raise Unfit(_("The value “%(value)s” is not known.", value=text))
    return text
