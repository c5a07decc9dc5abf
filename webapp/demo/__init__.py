"""The demo town: organisations, people, groups and a year of meetings, from resources/demo/.

Everything is drawn from one fixed seed, so two loadings on a day are alike.
"""

from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from webapp import texts
from webapp.accounts.models import Organisation, User
from webapp.circles.models import Circle
from webapp.db import db
from webapp.demo import (
    agendas,
    attendance,
    belonging,
    collections,
    forms,
    groups,
    guides,
    joining,
    links,
    meetings,
    organisations,
    reports,
    training,
)
from webapp.demo.town import Town
from webapp.feedback import operations as feedback
from webapp.feedback import shelf
from webapp.feedback.change_models import Change
from webapp.feedback.models import FeedbackForm

TOWN = Path(__file__).parent.parent.parent / "resources" / "demo" / "town.yaml"

# Each part builds on those before it.
PARTS = (
    organisations,
    groups,
    meetings,
    attendance,
    guides,
    collections,
    links,
    agendas,
    joining,
    belonging,
    training,
    forms,
    reports,
)


def is_loaded() -> bool:
    return db.session.scalar(select(User.id).where(User.is_demo).limit(1)) is not None


def load() -> None:
    """Fill an empty database with the demo town."""
    feedback.load_forms()
    town = Town(_plan())
    for part in PARTS:
        part.add(town)


def clear() -> None:
    """Remove the demo's organisations with all that is theirs, and its people."""
    slugs = [o["slug"] for o in _plan()["organisations"]]
    for organisation in db.session.scalars(
        select(Organisation).where(Organisation.slug.in_(slugs))
    ):
        circles = select(Circle).where(Circle.organisation_id == organisation.id)
        forms = select(FeedbackForm).where(FeedbackForm.organisation_id == organisation.id)
        of_forms = [part for form in db.session.scalars(forms) for part in shelf.parts(form)]
        told = select(Change).where(Change.organisation_id == organisation.id)
        worded = (*db.session.scalars(circles), *db.session.scalars(told), *of_forms)
        for thing in (*worded, organisation):
            texts.erase(thing)
        db.session.execute(db.delete(Organisation).where(Organisation.id == organisation.id))
    db.session.execute(db.delete(User).where(User.is_demo))


def _plan() -> dict[str, Any]:
    plan: dict[str, Any] = yaml.safe_load(TOWN.read_text(encoding="utf-8"))
    return plan
