"""What a leader is told of a change before and after it: what else is on then, and who hears."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.circles.models import Circle
from webapp.i18n import when
from webapp.meetings import clashes
from webapp.meetings.clashes import Clash
from webapp.meetings.models import Meeting

SHOWN = 3


def clash_in_words(clash: Clash) -> str:
    """What else is on at the same time."""
    if clash.same_circle:
        return str(_("another meeting of this group"))
    if clash.elsewhere:
        return str(_("the same leader: a group of another organisation"))
    name = clash.meeting.circle.title
    if clash.same_place:
        return str(_("in the same place: %(group)s", group=name))
    return str(_("the same leader: %(group)s", group=name))


def what_else(meeting: Meeting) -> list[str]:
    """What else is on at the same time: the first few things, and how many more there are."""
    found = clashes.of(meeting)
    told = [clash_in_words(clash) for clash in found[:SHOWN]]
    if more := len(found) - len(told):
        told.append(ngettext("%(num)s other meeting", "%(num)s other meetings", more))
    return told


def at_once(meetings: Sequence[Meeting]) -> str:
    """A warning, when something else is on at the same time as some of these."""
    found = clashes.of_all(meetings)
    if not found:
        return ""
    first = clash_in_words(found[0])
    if len(meetings) == 1:
        return str(_("At the same time, %(what)s.", what=first))
    return str(
        ngettext(
            "Something else is on at the same time %(num)s time: %(when)s, %(what)s.",
            "Something else is on at the same time %(num)s times, first %(when)s, %(what)s.",
            len(found),
            when=when(found[0].meeting.starts_at),
            what=first,
        )
    )


def who_hears(circles: Iterable[Circle]) -> str:
    """How many participants a change is told to, and how many not; empty: there is no list."""
    people = [member for circle in set(circles) for member in circle.participants]
    if not people:
        return ""
    told = sum(member.hears_of_changes for member in people)
    said = ngettext(
        "A message goes to %(num)s participant.", "A message goes to %(num)s participants.", told
    )
    if not told:
        said = _("No participant gets a message.")
    rest = len(people) - told
    if not rest:
        return str(said)
    call = ngettext(
        "%(num)s has not asked for messages: call, or tell in another way.",
        "%(num)s have not asked for messages: call them, or tell in another way.",
        rest,
    )
    return f"{said} {call}"
