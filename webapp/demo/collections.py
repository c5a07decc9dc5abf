"""The demo's collections, and the guides that Fanni has starred."""

from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from webapp.collections import operations
from webapp.collections.models import Collection
from webapp.db import db
from webapp.demo.town import Town, say
from webapp.guides.models import Guide

FILE = Path(__file__).parent.parent.parent / "resources" / "demo" / "collections.yaml"


def add(town: Town) -> None:
    """Of guides that are in the library: it may be that none are."""
    for told in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        _collection(town, told)
    starred = select(Guide).where(Guide.slug.like("vertaistervarit-%")).order_by(Guide.id)
    for guide in db.session.scalars(starred.limit(3)):
        operations.keep(town.people["Fanni Koski"], guide, True)


def _collection(town: Town, told: dict[str, Any]) -> None:
    wanted = select(Guide).where(Guide.slug.in_(told["guides"]))
    guides = {guide.slug: guide for guide in db.session.scalars(wanted)}
    if not guides:
        return
    first = {field: told[field]["fi"] for field in Collection.text_fields}
    collection = operations.begin(town.organisations[told["organisation"]], "fi", first)
    say(collection, told)
    for slug, line in told["guides"].items():
        if slug in guides:
            say(operations.add(collection, guides[slug]), {"line": line})
    operations.publish(collection)
    operations.hand_to(collection, {town.groups[slug].id for slug in told.get("given_to", [])})
