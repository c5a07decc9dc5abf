from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import SearchField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import Optional, ValidationError

from webapp.accounts.models import Organisation
from webapp.forms import Form, QueryForm, at_most, day_field, required, tidy
from webapp.i18n import today
from webapp.reports import queries
from webapp.reports.models import Grant, GrantCircle
from webapp.reports.periods import Period
from webapp.reports.scope import Scope


class ScopeForm(QueryForm):
    """Which report is asked for; anything odd in an address means the whole of this year."""

    period = SelectField(_("Time"), choices=[], validate_choice=False)
    grant = SelectField(_("Grant"), choices=[], validate_choice=False)

    def __init__(self, organisation: Organisation) -> None:
        super().__init__()
        self.scope = asked_scope(organisation)
        years = range(today().year, queries.first_year(organisation) - 1, -1)
        offered = [period for year in years for period in _of(year)]
        if self.scope.period not in offered:
            offered.append(self.scope.period)
        self.period.choices = [SelectChoice(period.key, period.name) for period in offered]
        self.period.data = self.scope.period.key
        grants = [SelectChoice(str(g.id), g.name) for g in queries.grants_of(organisation)]
        self.grant.choices = [SelectChoice("", _("All groups")), *grants]
        self.grant.data = str(self.scope.grant.id) if self.scope.grant else ""


def asked_scope(organisation: Organisation) -> Scope:
    """What an address asks of."""
    period = Period.named(request.args.get("period", "")) or Period.year(today().year)
    return Scope(organisation, period, queries.grant(organisation, _number("grant")))


def _number(name: str) -> int | None:
    return request.args.get(name, type=int)


def _of(year: int) -> list[Period]:
    return [Period.year(year), Period.half(year, 1), Period.half(year, 2)]


class DaysForm(Form):
    """A report from any day to another."""

    first = day_field(_("First day"), [required(_("Enter the first day"))])
    last = day_field(_("Last day"), [required(_("Enter the last day"))])

    @property
    def chosen(self) -> Period:
        assert self.first.data and self.last.data
        return Period(self.first.data, self.last.data)

    def validate_last(self, last: Any) -> None:
        if self.first.data and last.data and not self.chosen.is_sensible:
            raise ValidationError(_("Choose days that follow each other, at most three years"))


class GrantForm(Form):
    name = StringField(
        _("Name of the grant"), [required(_("Enter a name")), at_most(120)], [tidy],
        description=_("The name you know it by, such as “Peer support in Oulu”"),
    )  # fmt: skip
    funder = StringField(_("Who gives the money?"), [at_most(120)], [tidy])

    def __init__(self, grant: Grant | None = None) -> None:
        super().__init__(obj=grant)


class GroupSearch(QueryForm):
    words = SearchField(_("Find a group to add"), filters=[lambda typed: tidy(typed)[:100]])


class BelongingForm(Form):
    """From when to when a group belongs to a grant."""

    first = day_field(_("First day"), [Optional()], description=_("Empty: from the beginning"))
    last = day_field(_("Last day"), [Optional()], description=_("Empty: for now"))

    def __init__(self, belonging: GrantCircle) -> None:
        super().__init__(first=belonging.first_day, last=belonging.last_day)

    def validate_last(self, last: Any) -> None:
        if self.first.data and last.data and last.data < self.first.data:
            raise ValidationError(_("The last day is before the first"))
