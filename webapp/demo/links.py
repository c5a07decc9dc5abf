"""How the demo library's links are: most of them work, a few want a curator."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from webapp.db import db, now
from webapp.demo.town import Town
from webapp.guides import links, reports
from webapp.guides.link_models import LinkCheck, LinkState
from webapp.guides.models import Guide

FILE = Path(__file__).parent.parent.parent / "resources" / "demo" / "links.yaml"


def add(town: Town) -> None:
    """Nothing is asked of any site: what a machine would have found is only told."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    links.enrol()
    checks = list(db.session.scalars(select(LinkCheck).join(Guide).order_by(LinkCheck.guide_id)))
    original = [check for check in checks if not check.guide.is_copy]
    moving = [check for check in original if check.url.startswith("http:")][: told["moved"]]
    states = _states(told)
    for number, check in enumerate(checks):
        check.state, check.proposed_url = LinkState.WORKS, ""
        check.checked_at = now() - timedelta(days=told["days_ago"], minutes=number)
        check.due_at = check.checked_at + links.AGAIN
    for check in moving:
        check.state = LinkState.MOVED
        check.proposed_url = check.url.replace("http:", "https:", 1)
    for check, state in zip(original[10::11], states, strict=False):
        check.state = state
    for check, line in zip(original[5::17], told["reports"], strict=False):
        reports.report(check.guide, line)


def _states(told: dict[str, Any]) -> Iterator[LinkState]:
    for state, number in {**told["broken"], "forbidden": told["forbidden"]}.items():
        yield from [LinkState(state)] * number
