"""What organisations offer; who wishes for a group; who leads for how long, and paid or not."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml

from webapp import texts
from webapp.circles import operations as circles
from webapp.db import db, now
from webapp.demo.town import Town
from webapp.groups import operations
from webapp.groups.proposal_models import Proposal, ProposalState
from webapp.i18n import local

PLAN = Path(__file__).parent.parent.parent / "resources" / "demo" / "belonging.yaml"
PAID = {"Leena Rinne", "Maria Holm"}


def add(town: Town) -> None:
    plan: dict[str, Any] = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    for slug, told in plan["organisations"].items():
        _present(town, slug, told)
    for told in plan["wishes"]:
        _wish(town, **told)
    for group in town.groups.values():
        group.created_at = group.published_at or group.created_at
        for leader in group.leaders:
            leader.joined_at = group.created_at
            circles.pay(leader, leader.name in PAID, local(group.created_at).date())


def _present(town: Town, slug: str, told: dict[str, Any]) -> None:
    organisation = town.organisations[slug]
    for tag, words in told.pop("offer").items():
        texts.write(organisation, "offer", tag, words)
    operations.present(organisation, set(told.pop("offers")), **told)


def _wish(town: Town, organisation: str, days_ago: int, **told: str) -> None:
    """Without the mails that a wish and its answer send."""
    wish = Proposal(
        organisation=town.organisations[organisation],
        key=uuid5(NAMESPACE_URL, told["topic"]).hex,
        language="fi",
        state=ProposalState.ANSWERED if "answer" in told else ProposalState.NEW,
        created_at=now() - timedelta(days=days_ago),
        **told,
    )
    db.session.add(wish)
