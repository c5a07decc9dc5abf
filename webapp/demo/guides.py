"""Guides of the demo's own: published, offered to all, a draft, one that a newer replaces, and what
there is to do for a curator."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from webapp.demo.town import Town, say
from webapp.guides import curation, index, queries, sought, vocabulary
from webapp.guides.models import Guide
from webapp.i18n import today

FILE = Path(__file__).parent.parent.parent / "resources" / "demo" / "guides.yaml"
SOUGHT = (("surupuhelin", 0, 4), ("opas kahvinkeittoon", 0, 1), ("vertaisohjaaja", 31, 6))
FACTS = "title url publisher year language kind".split()


def add(town: Town) -> None:
    for told in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        guide = _guide(town, told)
        if told["state"] == "draft":
            continue
        curation.publish(guide)
        if told["state"] == "offered":
            curation.offer(guide, True)
        if told["state"] == "flagged":
            curation.flag(guide)
        if "review_in_days" in told:
            curation.review_by(guide, today() + timedelta(days=told["review_in_days"]))
        for tag, body in told.get("reworded", {}).items():
            curation.word(guide, tag, body)
        if told["state"] == "retired":
            newer = queries.guides_by_slug([told["replaced_by"]]).get(told["replaced_by"])
            curation.retire(guide, told["reason"], newer)

    _searches(town)


def _searches(town: Town) -> None:
    """What people have looked for, and not always found."""
    for words, found, times in SOUGHT:
        for _time in range(times):
            sought.note(words, found)


def _guide(town: Town, told: dict[str, Any]) -> Guide:
    facts = {name: told[name] for name in FACTS if name in told}
    facts["topics"] = vocabulary.topics_called(told["topics"])
    facts |= {name: told.get(name, []) for name in ("audiences", "contents")}
    guide = curation.add(town.organisations["vertaistupa"], facts, "fi", told["summary"]["fi"])
    say(guide, told)
    index.put([guide])
    return guide
