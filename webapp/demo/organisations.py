"""The demo's organisations and the people in them."""

from typing import Any

from webapp.accounts.models import Membership, Organisation, OrganisationKind, Role, User
from webapp.db import db
from webapp.demo.town import Town, say


def add(town: Town) -> None:
    """Needed by all that follows."""
    for told in town.plan["organisations"]:
        town.organisations[told["slug"]] = _organisation(told)
    for told in town.plan["people"]:
        town.people[told["name"]] = _person(told, town.organisations)


def _organisation(told: dict[str, Any]) -> Organisation:
    organisation = Organisation(
        slug=told["slug"],
        name=told["name"],
        kind=OrganisationKind(told["kind"]),
        municipality=told["municipality"],
    )
    db.session.add(organisation)
    db.session.flush()
    say(organisation, told)
    return organisation


def _person(told: dict[str, Any], organisations: dict[str, Organisation]) -> User:
    person = User(
        name=told["name"],
        email=told["email"],
        is_demo=True,
        is_platform_admin=told.get("platform_admin", False),
    )
    db.session.add(person)
    for slug, role in told["in"].items():
        db.session.add(Membership(user=person, organisation=organisations[slug], role=Role(role)))
    return person
