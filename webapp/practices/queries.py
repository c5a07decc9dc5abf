from collections.abc import Iterable

from sqlalchemy import func, select

from webapp import texts
from webapp.circles.models import Circle
from webapp.db import db
from webapp.guides.index import BODIES
from webapp.guides.models import Guide
from webapp.guides.states import LISTED
from webapp.practices.models import Practice, Use

IN_THE_GUIDE = "name", "summary"  # that stands for a practice in the library


def practices() -> list[Practice]:
    """Those in the library, with their texts, in the order they came."""
    wanted = select(Practice).join(Practice.guide).where(Guide.state.in_(LISTED))
    found = list(db.session.scalars(wanted.order_by(Practice.id)))
    texts.load(found)
    return found


def bodies(guide_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """All that is told of the practices that these guides stand for, in each language."""
    found = db.session.scalars(select(Practice).where(Practice.guide_id.in_(list(guide_ids)))).all()
    texts.load(found)
    told: dict[int, dict[str, str]] = {practice.guide_id: {} for practice in found}
    for practice in found:
        for (field, tag), text in practice.texts.items():
            if field not in IN_THE_GUIDE:
                told[practice.guide_id][tag] = f"{told[practice.guide_id].get(tag, '')} {text.body}"
    return told


def called(slug: str) -> Practice | None:
    return db.session.scalar(select(Practice).where(Practice.slug == slug))


def uses(practice: Practice) -> int:
    """How many circles that have not ended were started from it, in all organisations."""
    wanted = select(func.count()).select_from(Use).join(Circle, Circle.id == Use.circle_id)
    going = wanted.where(Use.practice_id == practice.id, Circle.ended_at.is_(None))
    return db.session.scalar(going) or 0


BODIES.append(bodies)
