"""Of what a report tells: an organisation's groups in a period, perhaps only those of a grant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, case, exists, or_, select

from webapp.accounts.models import Organisation
from webapp.circles.models import Circle, Member
from webapp.groups.models import Group
from webapp.meetings.models import Meeting
from webapp.reports.models import Grant, GrantCircle
from webapp.reports.periods import Period


@dataclass(frozen=True)
class Scope:
    organisation: Organisation
    period: Period
    grant: Grant | None = None
    circle: Circle | None = None
    """The only one of which is told, where the figures are opened."""

    def of(self, circle: Circle) -> Scope:
        return replace(self, circle=circle)

    @property
    def year_before(self) -> Scope:
        return replace(self, period=self.period.year_before)

    @property
    def address(self) -> dict[str, Any]:
        """What an address holds of it."""
        return {"period": self.period.key, "grant": self.grant and self.grant.id}

    @property
    def meetings(self) -> list[ColumnElement[bool]]:
        """Which meetings are within."""
        return self.within(Meeting.organisation_id, Meeting.circle_id, Meeting.starts_at)

    @property
    def members(self) -> list[ColumnElement[bool]]:
        """Whose circles are within, at some time."""
        if self.circle:
            return [Member.circle_id == self.circle.id]
        return [Member.organisation_id == self.organisation.id]

    def within(self, owner: Any, circle_id: Any, moment: Any) -> list[ColumnElement[bool]]:
        """Whether what a circle did at a moment is within."""
        begins, ends = self.period.span
        within = [owner == self.organisation.id, moment >= begins, moment < ends]
        if self.circle:
            within.append(circle_id == self.circle.id)
        here = self._granted(circle_id, moment) if self.grant else circle_id.in_(self._groups)
        return [*within, here]

    def begins(self, thing: Any) -> Any:
        """The moment from which a thing's circle is within."""
        begins = self.period.span[0]
        if self.grant is None:
            return begins
        later = case((GrantCircle.begins > begins, GrantCircle.begins), else_=begins)
        here = GrantCircle.grant_id == self.grant.id, GrantCircle.circle_id == thing.circle_id
        return select(later).where(*here).scalar_subquery()

    @property
    def _groups(self) -> Any:
        mine = Circle.organisation_id == self.organisation.id
        return select(Circle.id).where(mine, Circle.kind == Group.__mapper__.polymorphic_identity)

    def _granted(self, circle_id: Any, moment: Any) -> ColumnElement[bool]:
        """Whether the circle belonged to the grant at that moment."""
        assert self.grant
        return exists().where(
            GrantCircle.grant_id == self.grant.id,
            GrantCircle.circle_id == circle_id,
            or_(GrantCircle.begins.is_(None), GrantCircle.begins <= moment),
            or_(GrantCircle.ends.is_(None), GrantCircle.ends > moment),
        )
