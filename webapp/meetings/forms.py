from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from webapp.circles.models import Circle
from webapp.forms import Form, clock_field, day_field, number_field, required
from webapp.i18n import day as written
from webapp.i18n import today
from webapp.meetings import clashes, queries
from webapp.meetings.exceptions import exceptions_on
from webapp.meetings.labels import RHYTHMS
from webapp.meetings.models import Rhythm
from webapp.meetings.operations import span_of
from webapp.meetings.rhythm import MOST_MEETINGS, Pattern
from webapp.meetings.warnings import clash_in_words

AHEAD = timedelta(days=5 * 365)


def may_be_blank(form: Any, field: Any) -> None:
    """Nothing typed is no mistake; unlike Optional, lets the checks after it run."""
    if not "".join(field.raw_data or []).strip():
        field.errors[:] = []


class SeriesForm(Form):
    rhythm = RadioField(
        _("How often do you meet?"),
        [required(_("Choose how often you meet"))],
        choices=[SelectChoice(*choice) for choice in RHYTHMS.items()],
        invalid_choice_message=_("Choose how often you meet"),
    )
    first_day = day_field(_("First meeting"), [required(_("Enter the day of the first meeting"))])
    starts = clock_field(_("Starts at"), [required(_("Enter when the meeting starts"))])
    ends = clock_field(_("Ends at"), [required(_("Enter when the meeting ends"))])
    times = number_field(
        _("How many times?"),
        [may_be_blank],
        description=_("Not needed if you choose the last day below, or meet only once"),
    )
    until = day_field(_("Or until which day?"), [Optional()])

    def validate_first_day(self, field: Any) -> None:
        if field.data and field.data < today():
            raise ValidationError(_("This day has passed. Choose today or a later day"))
        if field.data and field.data > today() + AHEAD:
            raise ValidationError(_("Choose a day within the next five years"))

    def validate_ends(self, field: Any) -> None:
        ends_after_start(self.starts.data, field)

    def validate_times(self, field: Any) -> None:
        if self.rhythm.data == Rhythm.ONCE or field.errors:
            return
        last_day = "".join(self.until.raw_data or [])
        if field.data is None and not last_day:
            raise ValidationError(_("Enter how many times you meet, or choose the last day"))
        if field.data is not None and last_day:
            raise ValidationError(_("Fill in only one: how many times, or the last day"))
        if field.data is not None and not 1 <= field.data <= MOST_MEETINGS:
            raise ValidationError(_("Enter a number from 1 to %(max)s", max=MOST_MEETINGS))

    def validate_until(self, field: Any) -> None:
        first = self.first_day.data
        if self.rhythm.data == Rhythm.ONCE or not (first and field.data):
            return
        if field.data <= first:
            raise ValidationError(_("The last day must be after the first meeting"))
        if not self.errors and len(self.pattern.days) > MOST_MEETINGS:
            raise ValidationError(
                _("This makes over %(most)s meetings. Choose an earlier day", most=MOST_MEETINGS)
            )

    @property
    def pattern(self) -> Pattern:
        return Pattern(
            rhythm=Rhythm(self.rhythm.data),
            first_day=self.first_day.data,
            starts=self.starts.data,
            ends=self.ends.data,
            until=self.until.data,
            times=self.times.data,
        )


class DatesForm(Form):
    """Which days of a series to keep. What was said of the series is carried along."""

    rhythm, first_day, starts = HiddenField(), HiddenField(), HiddenField()
    ends, times, until = HiddenField(), HiddenField(), HiddenField()
    days = SelectMultipleField(
        _("Which of these days do you meet?"),
        [required(_("Choose at least one day"))],
        coerce=date.fromisoformat,
        invalid_value_message=_("Choose days from the list"),
        invalid_choice_message=_("Choose days from the list"),
        description=_("Untick a day when you don't meet"),
    )

    def __init__(self, pattern: Pattern, circle: Circle) -> None:
        super().__init__()
        self.pattern, self.first = pattern, span_of(pattern.first_day, pattern)
        starts = {span_of(day, pattern).start: day for day in pattern.days}
        self.taken = {starts[moment] for moment in queries.taken(circle, starts)}
        self.exceptions = exceptions_on(pattern.days, circle)
        self.clashes = clashes.at(circle, [span_of(day, pattern) for day in pattern.days])
        self.days.choices = [SelectChoice(day.isoformat(), self._name(day)) for day in pattern.days]

    def propose(self) -> None:
        """Tick every day but the exceptions and those that are in the calendar already."""
        left_out = self.exceptions.keys() | self.taken
        self.days.data = [day for day in self.pattern.days if day not in left_out]

    @property
    def carried(self) -> dict[str, str]:
        return {field.name: field.data or "" for field in self if field.type == "HiddenField"}

    def _name(self, day: date) -> str:
        at_once = self.clashes.get(span_of(day, self.pattern).start, [])
        notes = [self.exceptions.get(day), *map(clash_in_words, at_once[:1])]
        if day in self.taken:
            notes = [gettext("in the calendar already")]
        return " – ".join([written(day, year=True), *filter(None, notes)])


def ends_after_start(starts: Any, field: Any) -> None:
    if starts and field.data and field.data <= starts:
        raise ValidationError(_("The end must be later than the start"))
