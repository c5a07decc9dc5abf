"""What organisations offer to their groups; who leads for how long, and as paid work or not."""

from pathlib import Path
from typing import Any

import yaml

from webapp import texts
from webapp.demo.town import Town
from webapp.groups import operations

PLAN = Path(__file__).parent.parent.parent / "resources" / "demo" / "belonging.yaml"
PAID = {"Leena Rinne", "Maria Holm"}


def add(town: Town) -> None:
    plan: dict[str, Any] = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    for slug, told in plan["organisations"].items():
        _present(town, slug, told)
    for group in town.groups.values():
        group.created_at = group.published_at or group.created_at
        for leader in group.leaders:
            leader.joined_at = group.created_at
            leader.is_paid = leader.name in PAID


def _present(town: Town, slug: str, told: dict[str, Any]) -> None:
    organisation = town.organisations[slug]
    for tag, words in told.pop("offer").items():
        texts.write(organisation, "offer", tag, words)
    operations.present(organisation, set(told.pop("offers")), **told)
