"""What readers say of a guide's link. A report holds nothing of who sent it."""

from datetime import timedelta

from sqlalchemy import delete, select

from webapp.db import db, now
from webapp.guides.link_models import LinkReport
from webapp.guides.models import Guide

KEPT = timedelta(days=30)  # after it is closed
ENOUGH = 20  # open reports of one guide: more tell nothing new


def report(guide: Guide, line: str) -> LinkReport:
    """The same line twice is one report, and a flood of them is a few."""
    mine = LinkReport.guide_id == guide.id, LinkReport.closed_at.is_(None)
    earlier = db.session.scalars(select(LinkReport).where(*mine).order_by(LinkReport.id)).all()
    same = [other for other in earlier if other.line == line] or earlier[ENOUGH - 1 :]
    if same:
        return same[0]
    report = LinkReport(guide=guide, line=line)
    db.session.add(report)
    db.session.flush()
    return report


def close(report: LinkReport) -> None:
    """It is mended, or there was nothing to mend."""
    report.closed_at = report.closed_at or now()


def purge() -> None:
    db.session.execute(delete(LinkReport).where(LinkReport.closed_at < now() - KEPT))
