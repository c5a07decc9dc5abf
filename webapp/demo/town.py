"""The demo town while it is being built: what the plan says, and what is there so far."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from webapp import texts
from webapp.accounts.models import Organisation, User
from webapp.groups.models import Group


@dataclass
class Town:
    plan: dict[str, Any]
    """resources/demo/town.yaml, as read."""
    organisations: dict[str, Organisation] = field(default_factory=dict)
    """By slug."""
    people: dict[str, User] = field(default_factory=dict)
    """By name."""
    groups: dict[str, Group] = field(default_factory=dict)
    """The published ones, by slug."""
    dice: Random = field(default_factory=lambda: Random(2019))
    """Seeded with the year when the old portal page was last edited."""


def say(thing: texts.Worded, told: dict[str, Any]) -> None:
    """Write the texts of a thing as they are told, in each language."""
    for name in thing.text_fields:
        for tag, body in told.get(name, {}).items():
            texts.write(thing, name, tag, body)
