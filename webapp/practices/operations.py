from pathlib import Path
from typing import Any

import yaml

from webapp import texts
from webapp.circles.models import Circle
from webapp.db import db, now
from webapp.guides import index, vocabulary
from webapp.guides.models import Guide, GuideKind
from webapp.guides.states import GuideState
from webapp.guides.versions import edited_by_people
from webapp.practices import queries
from webapp.practices.models import Practice, Stage, Use

FOLDER = Path(__file__).parents[2] / "resources" / "practices"
FIRST = "peer-activity"  # the others build on it


def load() -> None:
    """The practices that come with Rinki, as their files now tell them."""
    files = sorted(FOLDER.glob("*.yaml"), key=lambda file: (file.stem != FIRST, file.stem))
    for file in files:
        put(yaml.safe_load(file.read_text(encoding="utf-8")))


def put(told: dict[str, Any]) -> Practice:
    """Add a practice, or bring it up to date with what is told of it."""
    practice = queries.called(told["slug"]) or Practice(slug=told["slug"])
    practice.stage, practice.starts = Stage(told["stage"]), told["starts"]
    practice.source_name, practice.source_url = told["source"]["name"], told["source"]["url"]
    practice.links = told["links"]
    practice.guide = _guide(practice, told)
    db.session.add(practice)
    db.session.flush()
    for tag, sections in told["texts"].items():
        for field, body in sections.items():
            texts.write(practice, field, tag, body)
    index.put([practice.guide])
    return practice


def take_into_use(practice: Practice, circle: Circle) -> None:
    """The circle was started from the practice."""
    db.session.add(Use(organisation_id=circle.organisation_id, practice=practice, circle=circle))
    db.session.flush()


def _guide(practice: Practice, told: dict[str, Any]) -> Guide:
    """What stands for it among the guides, unless a person has edited that."""
    if practice.guide and practice.guide.id in edited_by_people():
        return practice.guide
    guide = practice.guide or Guide(slug=practice.slug, kind=GuideKind.PRACTICE, language="mul")
    guide.title, guide.publisher = told["texts"]["fi"]["name"], told["source"]["name"]
    guide.state, guide.published_at = GuideState.PUBLISHED, guide.published_at or now()
    guide.topics = vocabulary.topics_called(told["topics"])
    db.session.add(guide)
    db.session.flush()
    for tag, sections in told["texts"].items():
        texts.write(guide, "summary", tag, f"{sections['name']}. {sections['summary']}")
    return guide
