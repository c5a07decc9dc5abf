"""What readers say of a guide's link. A report holds nothing of who sent it."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from webapp.db import db, now
from webapp.guides.link_models import LinkReport
from webapp.guides.models import Guide

KEPT = timedelta(days=30)  # after it is closed
ENOUGH = 20  # open reports of one guide: more tell nothing new


def report(guide: Guide, line: str) -> None:
    """The same line twice is one report, and a flood of them is a few."""
    said = select(LinkReport.line).where(
        LinkReport.guide_id == guide.id, LinkReport.closed_at.is_(None)
    )
    lines = db.session.scalars(said).all()
    if line not in lines and len(lines) < ENOUGH:
        db.session.add(LinkReport(guide_id=guide.id, line=line))


def close(report: LinkReport) -> None:
    """It is mended, or there was nothing to mend."""
    report.closed_at = report.closed_at or now()


def open_count(guide: Guide) -> int:
    mine = LinkReport.guide_id == guide.id, LinkReport.closed_at.is_(None)
    return db.session.scalars(select(func.count()).select_from(LinkReport).where(*mine)).one()


def purge() -> None:
    db.session.execute(delete(LinkReport).where(LinkReport.closed_at < now() - KEPT))
