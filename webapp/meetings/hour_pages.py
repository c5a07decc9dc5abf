"""The page on the hours that the leaders of a circle have given."""

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import NumberRange, ValidationError

from webapp.access import allow
from webapp.circles import operations as circles
from webapp.circles.models import Circle, Member
from webapp.circles.queries import only
from webapp.circles.rules import leads
from webapp.forms import Form, day_field, number_field, required
from webapp.i18n import today
from webapp.meetings.blueprint import bp
from webapp.meetings.hours import Hours, leader_hours
from webapp.web import done, page

MOST_MINUTES = 600
YEARS = 3


class PreparationForm(Form):
    preparation_minutes = number_field(
        lazy_gettext("Minutes of preparing for each meeting"),
        [
            required(lazy_gettext("Enter a number of minutes")),
            NumberRange(0, MOST_MINUTES, lazy_gettext("Enter a number from 0 to %(max)s")),
        ],
        description=lazy_gettext("For each leader: planning, opening the doors, tidying up."),
    )


class PayForm(Form):
    kind = RadioField(
        lazy_gettext("Volunteer or paid"),
        [required(lazy_gettext("Choose one of these"))],
        choices=[
            SelectChoice("volunteer", lazy_gettext("Volunteer")),
            SelectChoice("paid", lazy_gettext("Paid for this")),
        ],
    )
    since = day_field(
        lazy_gettext("From which day on?"),
        [required(lazy_gettext("Enter the day from which on it is so"))],
        description=lazy_gettext("Hours before this day stay as they are."),
    )

    def validate_since(self, field: Any) -> None:
        if field.data and field.data > today():
            raise ValidationError(lazy_gettext("This day is still to come"))


@bp.route("/circles/<int:circle_id>/hours", methods=["GET", "POST"])
@allow(leads, circle=Circle)
def hours(circle: Circle) -> Any:
    form = PreparationForm(circle)
    if form.accepted():
        circle.preparation_minutes = form.preparation_minutes.data
        return done(_("Saved."), _hours(circle))
    years = {year: _of_year(circle, year) for year in _years(circle)}
    return page("meetings/hours.html", form=form, circle=circle, years=years)


@bp.route("/circles/<int:circle_id>/hours/<int:member_id>", methods=["GET", "POST"])
@allow(leads, circle=Circle, member=Member)
def pay(circle: Circle, member: Member) -> Any:
    form = PayForm(data={"since": today()})
    if form.accepted():
        circles.pay(member, form.kind.data == "paid", form.since.data)
        return done(_("Saved."), _hours(circle))
    return page("meetings/pay.html", form=form, circle=circle, leader=member)


def _years(circle: Circle) -> range:
    """This year and those before it, as far as there has been a circle."""
    first = max(circle.created_at.year, today().year - YEARS + 1)
    return range(today().year, first - 1, -1)


def _of_year(circle: Circle, year: int) -> Hours:
    return leader_hours(only(circle), date(year, 1, 1), date(year, 12, 31))


def _hours(circle: Circle) -> str:
    return url_for("meetings.hours", circle_id=circle.id)
