from sqlalchemy import Select, func, select

from webapp import texts
from webapp.accounts.models import Organisation
from webapp.circles.models import Circle
from webapp.db import db
from webapp.groups.models import Group
from webapp.groups.queries import says
from webapp.i18n import local, today
from webapp.meetings.models import Meeting
from webapp.reports.models import Block, Figure, Grant, GrantCircle, Passage, Remark, Report
from webapp.reports.scope import Scope

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


def report(scope: Scope) -> Report | None:
    """What has been added to the report of this scope, if anything has."""
    wanted = select(Report).where(
        Report.organisation_id == scope.organisation.id,
        Report.grant_id == (scope.grant.id if scope.grant else None),
        Report.first == scope.period.first,
        Report.last == scope.period.last,
    )
    return db.session.scalar(wanted)


def remarks(scope: Scope) -> dict[Figure, Remark]:
    known = report(scope)
    wanted = select(Remark).where(Remark.report_id == known.id) if known else None
    found = db.session.scalars(wanted) if wanted is not None else ()
    return {Figure(remark.figure): remark for remark in found}


def blocks(organisation: Organisation) -> list[Block]:
    """The organisation's headings in their order, with their words."""
    wanted = select(Block).where(Block.organisation_id == organisation.id)
    found = list(db.session.scalars(wanted.order_by(Block.position, Block.id)))
    texts.load(found)
    return found


def passages(scope: Scope) -> dict[int, Passage]:
    """What the report says under each heading, by the heading's id."""
    known = report(scope)
    if known is None:
        return {}
    found = list(db.session.scalars(select(Passage).where(Passage.report_id == known.id)))
    texts.load(found)
    return {passage.block_id: passage for passage in found if passage.wording("body")}


def passage(scope: Scope, block: Block) -> Passage | None:
    return passages(scope).get(block.id)


def belonging(grant: Grant, circle: Circle) -> GrantCircle:
    """How a circle belongs to a grant; 404 if it doesn't."""
    return db.get_or_404(GrantCircle, (grant.id, circle.id))
