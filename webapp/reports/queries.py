from sqlalchemy import Select, func, select

from webapp.accounts.models import Organisation
from webapp.circles.models import Circle
from webapp.db import db
from webapp.groups.models import Group
from webapp.groups.queries import says
from webapp.i18n import local, today
from webapp.meetings.models import Meeting
from webapp.reports.models import Grant, GrantCircle

MOST_WORDS = 6


def grants_of(organisation: Organisation) -> list[Grant]:
    wanted = select(Grant).where(Grant.organisation_id == organisation.id)
    return list(db.session.scalars(wanted.order_by(func.lower(Grant.name), Grant.id)))


def grant(organisation: Organisation, grant_id: int | None) -> Grant | None:
    """One of the organisation's own."""
    found = db.session.get(Grant, grant_id) if grant_id and grant_id < 2**31 else None
    return found if found and found.organisation_id == organisation.id else None


def sizes(organisation: Organisation) -> dict[int, int]:
    """How many circles belong to each grant, by its id."""
    wanted = (
        select(GrantCircle.grant_id, func.count())
        .where(GrantCircle.organisation_id == organisation.id)
        .group_by(GrantCircle.grant_id)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def circles_of(grant: Grant) -> Select[GrantCircle]:
    """Those that belong to it, by name."""
    mine = select(GrantCircle).join(GrantCircle.circle).where(GrantCircle.grant_id == grant.id)
    return mine.order_by(Circle.name, Circle.id)


def groups_outside(grant: Grant, words: str) -> Select[Group]:
    """The organisation's groups that don't belong to it, ended ones too, by name."""
    inside = select(GrantCircle.circle_id).where(GrantCircle.grant_id == grant.id)
    wanted = select(Group).where(Group.organisation_id == grant.organisation_id)
    wanted = wanted.where(Group.id.not_in(inside), *map(says, words.split()[:MOST_WORDS]))
    return wanted.order_by(Group.name, Group.id)


def first_year(organisation: Organisation) -> int:
    """That of the first meeting."""
    mine = select(func.min(Meeting.starts_at)).where(Meeting.organisation_id == organisation.id)
    first = db.session.scalar(mine)
    return min(local(first).year if first else today().year, today().year)


def belonging(grant: Grant, circle: Circle) -> GrantCircle:
    """How a circle belongs to a grant; 404 if it doesn't."""
    return db.get_or_404(GrantCircle, (grant.id, circle.id))
