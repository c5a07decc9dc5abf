"""For how long names are kept: after a participant has left, or the circle has ended."""

from datetime import datetime

from dateutil.relativedelta import relativedelta
from sqlalchemy import Select, or_, select

from webapp.accounts.models import Organisation
from webapp.circles.models import Circle, CircleRole, Member
from webapp.db import db, now
from webapp.joining import operations


def keep_for(organisation: Organisation, months: int) -> None:
    organisation.months_kept = months


def purge() -> None:
    """Erase those whose time is over, each organisation's by its own. How many came stays."""
    for organisation in db.session.scalars(select(Organisation)).all():
        since = now() - relativedelta(months=organisation.months_kept)
        for member in db.session.scalars(_known_since(organisation, since)).all():
            operations.forget(member)


def _known_since(organisation: Organisation, since: datetime) -> Select[Member]:
    return (
        select(Member)
        .join(Circle, Circle.id == Member.circle_id)
        .where(Member.organisation_id == organisation.id, Member.name != "")
        .where(Member.role == CircleRole.PARTICIPANT)
        .where(or_(Member.left_at < since, Circle.ended_at < since))
    )
