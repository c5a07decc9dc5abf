from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from webapp.circles.models import Circle
from webapp.forms import Form, at_most, clock_field, day_field, required, tidy
from webapp.i18n import at_helsinki, local, today
from webapp.meetings import queries, scopes
from webapp.meetings.forms import AHEAD, ends_after_start
from webapp.meetings.labels import scope_in_words
from webapp.meetings.models import Meeting, Scope
from webapp.meetings.operations import Span
from webapp.web import Refused

BACK = timedelta(days=365)


def scope_field(label: Any) -> RadioField:
    """How much of a series is meant; a form leaves it out where there is but one meeting."""
    return RadioField(
        label,
        default=Scope.ONE,
        coerce=Scope,
        invalid_choice_message=_("Choose one of these"),
        invalid_value_message=_("Choose one of these"),
    )


class MeetingForm(Form):
    day = day_field(_("Day"), [required(_("Enter the day"))])
    starts = clock_field(_("Starts at"), [required(_("Enter when the meeting starts"))])
    ends = clock_field(_("Ends at"), [required(_("Enter when the meeting ends"))])
    place = StringField(
        _("Place"),
        [at_most(200)],
        filters=[tidy],
        description=_("Leave this empty when you meet in the usual place"),
    )
    scope = scope_field(_("What do you change?"))

    def __init__(self, circle: Circle, meeting: Meeting | None = None) -> None:
        known = _clocks(meeting) if meeting else {}
        super().__init__(**known)
        self.circle, self.meeting = circle, meeting
        _offer_scopes(self, meeting)

    def validate_day(self, field: Any) -> None:
        if field.data and not today() - BACK <= field.data <= today() + AHEAD:
            raise ValidationError(_("Choose a day within the past year or the next five years"))

    def validate_starts(self, field: Any) -> None:
        if self.day.data and field.data and not self.day.errors:
            start = at_helsinki(self.day.data, field.data)
            moved = self.meeting is None or self.meeting.starts_at != start
            alone = self.chosen_scope == Scope.ONE
            if alone and moved and queries.taken(self.circle, [start]):
                raise ValidationError(_("The group already meets then. Choose another time"))

    def validate_ends(self, field: Any) -> None:
        ends_after_start(self.starts.data, field)

    def validate_scope(self, _field: Any) -> None:
        if self.errors or self.chosen_scope == Scope.ONE or not self.meeting:
            return
        try:
            scopes.check(self.meeting, self.chosen_scope, self.span)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused

    @property
    def chosen_scope(self) -> Scope:
        return self.scope.data if self.scope else Scope.ONE

    @property
    def span(self) -> Span:
        day = self.day.data
        return Span(at_helsinki(day, self.starts.data), at_helsinki(day, self.ends.data))


class CancelForm(Form):
    scope = scope_field(_("What do you cancel?"))
    reason = TextAreaField(
        _("Why is it cancelled?"),
        [required(_("Say in a few words why it is cancelled")), at_most(200)],
        filters=[tidy],
        description=_("The participants see this. Don't write about anyone's health."),
    )

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        _offer_scopes(self, meeting)

    @property
    def chosen_scope(self) -> Scope:
        return self.scope.data if self.scope else Scope.ONE


class RestoreForm(Form):
    """Cancelled meetings take place after all."""

    scope = scope_field(_("What takes place after all?"))

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        _offer_scopes(self, meeting, scopes.cancelled_alike)
        if self.scope:
            self.scope.description = _("Of the series, those that were cancelled for this reason.")

    @property
    def chosen_scope(self) -> Scope:
        return self.scope.data if self.scope else Scope.ONE


def _clocks(meeting: Meeting) -> dict[str, Any]:
    start, end = local(meeting.starts_at), local(meeting.ends_at)
    return {
        "day": start.date(),
        "starts": start.time(),
        "ends": end.time(),
        "place": meeting.place,
    }


def _offer_scopes(
    form: Any, meeting: Meeting | None, reached: Callable[..., list[Meeting]] = scopes.reached
) -> None:
    """Ask how much of the series is meant, where there is more to come than this meeting."""
    numbers = {scope: len(reached(meeting, scope)) for scope in Scope} if meeting else {}
    if numbers.get(Scope.ALL, 0) < 2:
        del form.scope
        return
    offered = [scope for scope in Scope if scope == Scope.ONE or numbers[scope] > 1]
    if numbers[Scope.FOLLOWING] == numbers[Scope.ALL]:
        offered.remove(Scope.FOLLOWING)
    form.scope.choices = [SelectChoice(s, scope_in_words(s, numbers[s])) for s in offered]
