from datetime import date

from sqlalchemy import func, select

from webapp import texts
from webapp.accounts.models import Organisation
from webapp.circles.models import Circle
from webapp.db import db
from webapp.reports import queries
from webapp.reports.models import Basis, Block, Figure, Grant, GrantCircle, Passage, Remark, Report
from webapp.reports.scope import Scope


def add_grant(organisation: Organisation, name: str, funder: str) -> Grant:
    grant = Grant(organisation=organisation, name=name, funder=funder)
    db.session.add(grant)
    db.session.flush()
    return grant


def name_grant(grant: Grant, name: str, funder: str) -> None:
    grant.name, grant.funder = name, funder


def remove_grant(grant: Grant) -> None:
    """The groups and their meetings stay; what was said in its reports goes with it."""
    said = select(Passage).join(Report, Report.id == Passage.report_id)
    for passage in db.session.scalars(said.where(Report.grant_id == grant.id)):
        texts.erase(passage)
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


def remark(scope: Scope, figure: Figure, basis: Basis, note: str) -> None:
    """Say how a figure is known."""
    known = queries.remarks(scope).get(figure)
    if known is None:
        owned = {"report_id": _report(scope).id, "organisation_id": scope.organisation.id}
        known = Remark(figure=figure, **owned)
        db.session.add(known)
    known.basis, known.note = basis, note


def add_block(organisation: Organisation, tag: str, heading: str) -> Block:
    """A new heading, the last one."""
    ours = select(func.max(Block.position)).where(Block.organisation_id == organisation.id)
    last = db.session.scalar(ours) or 0
    block = Block(organisation_id=organisation.id, position=last + 1)
    db.session.add(block)
    db.session.flush()
    word_block(block, tag, heading)
    return block


def word_block(block: Block, tag: str, heading: str) -> None:
    texts.write(block, "heading", tag, heading)


def raise_block(block: Block) -> None:
    """One step up; the first one stays."""
    above = (
        select(Block)
        .where(Block.organisation_id == block.organisation_id, Block.position < block.position)
        .order_by(Block.position.desc())
        .limit(1)
    )
    other = db.session.scalar(above)
    if other:
        block.position, other.position = other.position, block.position


def remove_block(block: Block) -> None:
    """With all that has been written under it."""
    for passage in db.session.scalars(select(Passage).where(Passage.block_id == block.id)):
        texts.erase(passage)
    texts.erase(block)
    db.session.delete(block)


def write_passage(scope: Scope, block: Block, tag: str, body: str) -> None:
    """What the report says under a heading, in one language."""
    report = _report(scope)
    wanted = Passage.report_id == report.id, Passage.block_id == block.id
    passage = db.session.scalar(select(Passage).where(*wanted))
    if passage is None:
        owned = {"organisation_id": scope.organisation.id, "report_id": report.id}
        passage = Passage(block_id=block.id, **owned)
        db.session.add(passage)
        db.session.flush()
    texts.write(passage, "body", tag, body)


def _report(scope: Scope) -> Report:
    """Kept from the first thing that is added to it."""
    known = queries.report(scope)
    if known is None:
        period = scope.period
        known = Report(
            organisation_id=scope.organisation.id,
            grant_id=scope.grant and scope.grant.id,
            first=period.first,
            last=period.last,
        )
        db.session.add(known)
        db.session.flush()
    return known
