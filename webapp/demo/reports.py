"""Grants that pay for the groups, and words of the report, from resources/demo/reports.yaml."""

from pathlib import Path
from typing import Any

import yaml

from webapp.accounts.models import Organisation
from webapp.demo.town import Town
from webapp.i18n import today
from webapp.reports import operations
from webapp.reports.models import Basis, Figure
from webapp.reports.periods import Period
from webapp.reports.scope import Scope

FILE = Path(__file__).parent.parent.parent / "resources" / "demo" / "reports.yaml"


def add(town: Town) -> None:
    plan = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    _words(town.organisations["vertaistupa"], plan)
    for told in plan["grants"]:
        organisation = town.organisations[told["organisation"]]
        grant = operations.add_grant(organisation, told["name"], told["funder"])
        for slug in told["groups"]:
            operations.include(grant, town.groups[slug])


def _words(organisation: Organisation, plan: dict[str, Any]) -> None:
    """What was said of last year, and one mark of this year."""
    this = Scope(organisation, Period.year(today().year))
    for told in plan["headings"]:
        block = operations.add_block(organisation, "fi", told["fi"])
        operations.word_block(block, "en", told["en"])
        operations.write_passage(this.year_before, block, "fi", told["last_year"])
    operations.remark(this, Figure.UNNAMED, Basis.ESTIMATE, plan["note"])
