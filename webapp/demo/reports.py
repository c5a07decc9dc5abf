"""What the groups are paid with: grants, from resources/demo/grants.yaml."""

from pathlib import Path

import yaml

from webapp.demo.town import Town
from webapp.reports import operations

FILE = Path(__file__).parent.parent.parent / "resources" / "demo" / "grants.yaml"


def add(town: Town) -> None:
    for told in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        organisation = town.organisations[told["organisation"]]
        grant = operations.add_grant(organisation, told["name"], told["funder"])
        for slug in told["groups"]:
            operations.include(grant, town.groups[slug])
