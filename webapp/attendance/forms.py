import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Self

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from webapp.attendance.history import Tap
from webapp.attendance.models import Mark
from webapp.attendance.operations import MOST_PEOPLE, Entry
from webapp.circles.models import Member
from webapp.db import now
from webapp.forms import Form, at_most, required, tidy
from webapp.meetings.models import Meeting

UUID = re.compile("[0-9a-f-]{36}")
MOST_TAPS = 2000
MOST_NEWCOMERS = 30
LONGEST_AGO = 366 * 24 * 60 * 60 * 1000  # milliseconds

REASONS = {
    "ill": _("The leader was ill"),
    "few": _("Too few could come"),
    "nobody": _("Nobody came"),
    "place": _("The place was closed"),
    "other": _("Something else"),
}


class WalkInForm(Form):
    name = StringField(
        _("Who else came?"),
        [required(_("Enter a name. Any nickname will do")), at_most(60)],
        filters=[tidy],
        description=_("A nickname is enough"),
    )

    def __init__(self, listed: Iterable[Member] = ()) -> None:
        """Of a name that is on the list already, it is asked whether another person is meant."""
        super().__init__()
        self.listed = {member.name.casefold() for member in listed}
        self.is_listed = False

    def validate_name(self, field: StringField) -> None:
        self.is_listed = str(field.data).casefold() in self.listed
        if self.is_listed and "another" not in request.form:
            said = _("%(name)s is on the list already. Is this another person?")
            raise ValidationError(said % {"name": field.data})

    def cleared(self) -> Self:
        """The same, empty, for the next name."""
        self.process()
        self.name.render_kw = {"autofocus": True}
        return self


class HeadcountForm(Form):
    headcount = IntegerField(
        _("How many were there?"),
        [
            Optional(),
            NumberRange(0, MOST_PEOPLE, _("Enter a number from 0 to %(max)s")),
        ],
        description=_("Count everyone who took part, leaders not included"),
    )

    def __init__(self, obj: Any = None) -> None:
        super().__init__(obj)
        if self.is_last:
            self.must_be_given()

    def must_be_given(self) -> None:
        asked = InputRequired(_("Enter how many were there"))
        self.headcount.validators = [asked, *self.headcount.validators[1:]]

    @property
    def is_last(self) -> bool:
        """Whether the evening is done with it."""
        return "done" in request.form


class EveningForm(HeadcountForm):
    """What is told of an evening beside the ticks."""

    newcomers = TextAreaField(
        _("Who else came?"),
        [at_most(1000)],
        description=_("A nickname is enough. One name on a line."),
    )

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(meeting)
        if not meeting.circle.keeps_names:
            del self.newcomers
            self.must_be_given()

    @property
    def names(self) -> list[str]:
        typed = self.newcomers.data if "newcomers" in self else ""
        names = [tidy(line) for line in (typed or "").splitlines()]
        return [name[:60] for name in names if name][:MOST_NEWCOMERS]


class NotHeldForm(Form):
    reason = RadioField(
        _("Why did you not meet?"),
        [required(_("Choose a reason"))],
        choices=[SelectChoice(*reason) for reason in REASONS.items()],
        invalid_choice_message=_("Choose a reason"),
    )
    words = StringField(
        _("What happened?"),
        [at_most(150)],
        filters=[tidy],
        description=_("Only for “Something else”"),
    )

    def validate_words(self, field: StringField) -> None:
        if self.reason.data == "other" and not field.data:
            raise ValidationError(_("Say in a few words what happened"))

    @property
    def said(self) -> str:
        """The reason as it is kept: a known one by its key, another in the leader's own words."""
        return str(self.words.data) if self.reason.data == "other" else str(self.reason.data)


def entries(members: Iterable[Member]) -> list[Entry]:
    """The list as it was sent: each row's ticks, and what it showed before."""
    return [
        Entry(member.id, _known(request.form.get(f"was-{member.id}")), wanted(member))
        for member in members
        if f"was-{member.id}" in request.form
    ]


def wanted(member: Member) -> Mark:
    if f"here-{member.id}" in request.form:
        return Mark.PRESENT
    return Mark.EXCUSED if f"excused-{member.id}" in request.form else Mark.ABSENT


def taps() -> list[Tap]:
    """What a phone has kept of what was tapped on it. What makes no sense is left out."""
    try:
        sent = request.get_json(silent=True)
    except RecursionError:  # brackets in brackets, made to break it
        sent = []
    sent = sent if isinstance(sent, list) else []
    return [tap for said in sent[:MOST_TAPS] if isinstance(said, dict) and (tap := _tap(**said))]


def _tap(
    id: Any = None, ago: Any = None, row: Any = None, said: Any = None, **_: Any
) -> Tap | None:
    """One tap: `ago` (ms) is by the phone's clock at both ends, so it may be wrong by hours."""
    if not (isinstance(id, str) and UUID.fullmatch(id) and isinstance(ago, int | float)):
        return None
    when = now() - timedelta(milliseconds=min(ago, LONGEST_AGO) if ago > 0 else 0)
    if row == "headcount" and (said is None or (type(said) is int and 0 <= said <= MOST_PEOPLE)):
        return Tap(when, headcount=said, tap=id)
    if row == "rest":
        return Tap(when, mark=Mark.ABSENT, tap=id)
    if type(row) is int and _known(said):
        return Tap(when, row, _known(said), tap=id)
    return None


def _known(value: Any) -> Mark | None:
    return Mark(value) if isinstance(value, str) and value in set(Mark) else None
