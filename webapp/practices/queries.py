from sqlalchemy import func, select

from webapp import texts
from webapp.circles.models import Circle
from webapp.db import db
from webapp.practices.models import Practice, Use


def practices() -> list[Practice]:
    """All, with their texts, in the order they came."""
    found = list(db.session.scalars(select(Practice).order_by(Practice.id)))
    texts.load(found)
    return found


def called(slug: str) -> Practice | None:
    return db.session.scalar(select(Practice).where(Practice.slug == slug))


def uses(practice: Practice) -> int:
    """How many circles that have not ended were started from it, in all organisations."""
    wanted = select(func.count()).select_from(Use).join(Circle, Circle.id == Use.circle_id)
    going = wanted.where(Use.practice_id == practice.id, Circle.ended_at.is_(None))
    return db.session.scalar(going) or 0
