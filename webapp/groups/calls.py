"""Which groups need a call from their coordinator, each with the reasons in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from webapp import audit, texts
from webapp.accounts.models import Organisation
from webapp.circles.models import Member
from webapp.db import db, now
from webapp.groups.call_models import Call
from webapp.groups.call_reasons import Reason, fallen, few, heavy
from webapp.groups.models import Group

SHOWN = 12


@dataclass(frozen=True)
class Needed:
    """A call that a group needs."""

    group: Group
    reasons: list[Reason]

    @property
    def latest(self) -> datetime:
        return max(reason.at for reason in self.reasons)


def needed(organisation: Organisation) -> list[Needed]:
    """The groups that need a call, the latest reason first.

    A call takes a reason away, until the next meeting or closing talk gives it anew.
    """
    found = [*heavy(organisation), *few(organisation), *fallen(organisation)]
    called = _called(organisation) if found else {}
    reasons: dict[int, list[Reason]] = {}
    for reason in found:
        since = called.get(reason.circle_id)
        if since is None or reason.at > since:
            reasons.setdefault(reason.circle_id, []).append(reason)
    groups = _groups(reasons) if reasons else []
    calls = [Needed(group, reasons[group.id]) for group in groups]
    return sorted(calls, key=lambda each: each.latest, reverse=True)[:SHOWN]


def call(group: Group) -> None:
    """Its leaders have been called."""
    known = select(Call).where(Call.circle_id == group.id)
    own = {"organisation_id": group.organisation_id, "circle_id": group.id}
    row = db.session.scalar(known) or Call(**own)
    row.called_at = now()
    db.session.add(row)
    audit.record("group.called", group, organisation_id=group.organisation_id)


def _called(organisation: Organisation) -> dict[int, datetime]:
    """When each circle was called last."""
    wanted = select(Call.circle_id, Call.called_at).where(Call.organisation_id == organisation.id)
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def _groups(ids: dict[int, list[Reason]]) -> list[Group]:
    together = selectinload(Group.members).joinedload(Member.user)
    found = list(db.session.scalars(select(Group).where(Group.id.in_(ids)).options(together)))
    texts.load(found)
    return found
