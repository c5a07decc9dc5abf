"""The demo's groups and who is in them."""

from datetime import datetime, timedelta
from typing import Any

from webapp.accounts.models import User
from webapp.audit import AuditEntry
from webapp.circles.models import CircleRole, Member
from webapp.db import db, now
from webapp.demo.town import Town, say
from webapp.groups import index
from webapp.groups.models import Group, Visibility
from webapp.guides.vocabulary import topics_called


def add(town: Town) -> None:
    for told in town.plan["groups"]:
        group = town.groups[told["slug"]] = _group(told, town)
        _publish(group, now() - timedelta(weeks=told["meets"]["weeks_back"]))
    index.put(town.groups.values())
    for told in town.plan["drafts"]:
        _group(told, town)


def _group(told: dict[str, Any], town: Town) -> Group:
    group = Group(
        organisation=town.organisations[told["organisation"]],
        slug=told["slug"],
        name=told["name"]["fi"],
        language=told["language"],
        place=told.get("place", ""),
        online_url=told.get("online_url", ""),
        municipality=told.get("municipality", ""),
        visibility=Visibility(told.get("visibility", "internal")),
        is_sensitive=told.get("sensitive", False),
        keeps_names=told.get("keeps_names", True),
    )
    group.welcomes = set(told.get("welcomes", []))
    group.topics = topics_called(told.get("topics", []))
    db.session.add(group)
    db.session.flush()
    for name in told["leaders"]:
        _join(group, name, CircleRole.LEADER, town.people[name])
    for name in told.get("people", []):
        _join(group, name, CircleRole.PARTICIPANT)
    db.session.flush()
    group.audiences = set(told.get("audiences", []))
    say(group, told)
    return group


def _publish(group: Group, moment: datetime) -> None:
    """It has been on view since then, and the log says who put it there."""
    group.published_at = moment
    for member in group.members:
        member.joined_at = moment
    db.session.add(
        AuditEntry(
            organisation_id=group.organisation_id,
            at=moment,
            actor_id=group.leaders[0].user_id,
            action="group.published",
        )
    )


def _join(group: Group, name: str, role: CircleRole, user: User | None = None) -> None:
    group.members.append(
        Member(organisation_id=group.organisation.id, name=name, role=role, user=user)
    )
