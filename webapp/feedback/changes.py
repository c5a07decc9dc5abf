""" "You said – we did": a circle is told what was changed because of its feedback."""

from sqlalchemy import select

from webapp import audit, texts
from webapp.circles.models import Circle
from webapp.db import db
from webapp.feedback.change_models import Change

SHOWN = 12


def told(circle: Circle) -> list[Change]:
    """What the circle has been told, the latest first."""
    wanted = select(Change).where(Change.circle_id == circle.id).limit(SHOWN)
    found = list(db.session.scalars(wanted.order_by(Change.made_at.desc(), Change.id.desc())))
    texts.load(found)
    return found


def tell(circle: Circle, tag: str, body: str) -> Change:
    change = Change(organisation_id=circle.organisation_id, circle=circle)
    db.session.add(change)
    db.session.flush()
    texts.write(change, "body", tag, body)
    _record("feedback.answered", change)
    return change


def say(change: Change, tag: str, body: str) -> None:
    """Say it in one more language, or in other words."""
    texts.write(change, "body", tag, body)
    _record("feedback.answer_changed", change)


def take_back(change: Change) -> None:
    _record("feedback.answer_removed", change)
    texts.erase(change)
    db.session.delete(change)


def _record(action: str, change: Change) -> None:
    audit.record(action, change, organisation_id=change.organisation_id)
