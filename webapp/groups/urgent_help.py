"""Where help is to be had at once: what an organisation tells, else numbers known to all."""

import re
from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup, escape

from webapp.accounts.models import Organisation
from webapp.i18n import language

EMERGENCY = "112"
# The crisis line of MIELI Mental Health Finland. The Finnish one answers day and night, the others
# at certain hours: https://mieli.fi/en/support-and-help/crisis-helpline/
CRISIS_LINES = {"fi": "09 2525 0111", "sv": "09 2525 0112", "en": "09 2525 0113"}

NO_BREAK = "\N{NO-BREAK SPACE}"
NUMBER = re.compile(r"(?<![\d+])(?:112|116 ?\d{3}|[+0]\d[\d ]{4,}\d)(?!\d)")


@dataclass(frozen=True)
class UrgentHelp:
    lines: list[Markup]
    """With its numbers as links that call."""
    language: str


def of(organisation: Organisation) -> UrgentHelp:
    own = organisation.wording("urgent_help")
    lines = own.body.splitlines() if own else known_to_all()
    return UrgentHelp(
        lines=[callable_in(line) for line in lines if line.strip()],
        language=own.language if own else language(),
    )


def known() -> UrgentHelp:
    """Where no organisation tells its own."""
    return UrgentHelp([callable_in(line) for line in known_to_all()], language())


def known_to_all() -> list[str]:
    """In an emergency, and when someone needs to talk."""
    said = [
        _("In an emergency, call %(number)s.", number=EMERGENCY),
        _("Talk with someone in Finnish, day and night: %(number)s.", number=CRISIS_LINES["fi"]),
    ]
    own = CRISIS_LINES.get(language())
    if own and own != CRISIS_LINES["fi"]:
        said.append(_("In English, at certain hours: %(number)s.", number=own))
    return said


def callable_in(line: str) -> Markup:
    """A line in which a tap on a phone number calls it."""
    parts, end = [], 0
    for found in NUMBER.finditer(line):
        number = found[0]
        parts.append(escape(line[end : found.start()]))
        link = '<a href="tel:{}" dir="ltr" translate="no">{}</a>'
        parts.append(Markup(link).format(number.replace(" ", ""), number.replace(" ", NO_BREAK)))
        end = found.end()
    return Markup("").join([*parts, escape(line[end:])])
