from datetime import date

from webapp.accounts.models import Organisation
from webapp.circles.models import Circle
from webapp.db import db
from webapp.reports.models import Grant, GrantCircle


def add_grant(organisation: Organisation, name: str, funder: str) -> Grant:
    grant = Grant(organisation=organisation, name=name, funder=funder)
    db.session.add(grant)
    db.session.flush()
    return grant


def name_grant(grant: Grant, name: str, funder: str) -> None:
    grant.name, grant.funder = name, funder


def remove_grant(grant: Grant) -> None:
    """The groups and their meetings stay; only what the grant was is forgotten."""
    db.session.delete(grant)


def include(grant: Grant, circle: Circle) -> GrantCircle:
    """The circle belongs to the grant, always until days are set. Saying so twice is once."""
    known = db.session.get(GrantCircle, (grant.id, circle.id))
    if known:
        return known
    row = GrantCircle(organisation_id=grant.organisation_id, grant=grant, circle=circle)
    db.session.add(row)
    db.session.flush()
    return row


def set_days(grant: Grant, circle: Circle, first: date | None, last: date | None) -> None:
    include(grant, circle).belongs(first, last)


def leave_out(grant: Grant, circle: Circle) -> None:
    known = db.session.get(GrantCircle, (grant.id, circle.id))
    if known:
        db.session.delete(known)
