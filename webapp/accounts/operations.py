from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from sqlalchemy import select

from webapp import audit, mail, passes
from webapp.accounts.models import Membership, Organisation, Role, User
from webapp.accounts.signing_in import open_session
from webapp.db import db
from webapp.forms import tidy
from webapp.passes import Purpose
from webapp.texts import free_slug, slug_of
from webapp.web import Refused

COORDINATING = {Role.ADMIN, Role.COORDINATOR}

__all__ = ["change_role", "create_organisation", "invite", "open_session", "remove"]


def create_organisation(name: str, admin_email: str) -> Organisation:
    """An organisation with its first admin, who is told by mail."""
    name = tidy(name)
    if not 1 <= len(name) <= 200:
        raise Refused(_("Give the organisation a name of 1 to 200 characters."))
    try:
        validate_email(admin_email, check_deliverability=False)
    except EmailNotValidError as error:
        raise Refused(_("Enter an e-mail address, for example name@example.org")) from error
    organisation = Organisation(name=name, slug=free_slug(slug_of(name), select(Organisation.slug)))
    db.session.add(organisation)
    db.session.flush()
    invite(organisation, admin_email, Role.ADMIN)
    return organisation


def invite(
    organisation: Organisation,
    email: str,
    role: Role,
    name: str = "",
    letter: str = "invitation",
    **told: Any,
) -> Membership:
    """Give someone a role; an unknown address becomes a person. They are told by mail."""
    email = email.strip().lower()
    user = db.session.scalar(select(User).where(User.email == email))
    if user is None:
        user = User(name=name or email.partition("@")[0], email=email)
        db.session.add(user)
        db.session.flush()
    if any(m.organisation_id == organisation.id for m in user.memberships):
        raise Refused(_("This person already belongs to the organisation."))
    membership = Membership(organisation_id=organisation.id, user=user, role=role)
    db.session.add(membership)
    db.session.flush()
    _record("invited", membership, role.value)
    mail.post(email, letter, name=user.name, organisation=organisation.name, **told)
    return membership


def change_role(membership: Membership, role: Role) -> None:
    if membership.role == role:
        return
    _keep_an_admin(membership)
    _record("role", membership, f"{membership.role} → {role}")
    if membership.role in COORDINATING and role not in COORDINATING:
        _close_the_calendar(membership)
    membership.role = role


def remove(membership: Membership) -> None:
    """End someone's role in the organisation, at once and everywhere they are signed in."""
    _keep_an_admin(membership)
    _record("removed", membership, membership.role)
    _close_the_calendar(membership)
    passes.withdraw({Purpose.STOP_WORK: [membership.id]})
    db.session.delete(membership)


def _close_the_calendar(membership: Membership) -> None:
    """The organisation's calendar has a new address, which those see who still coordinate."""
    if given := passes.of(Purpose.ORGANISATION_CALENDAR, membership.organisation_id):
        passes.renew(given)


def _record(act: str, membership: Membership, detail: str) -> None:
    audit.record(
        f"membership.{act}",
        membership,
        organisation_id=membership.organisation_id,
        person_id=membership.user_id,
        detail=detail,
    )


def _keep_an_admin(membership: Membership) -> None:
    """The last admin stays: an organisation without one could never be put right."""
    if membership.role != Role.ADMIN:
        return
    admins = select(Membership.id).where(
        Membership.organisation_id == membership.organisation_id, Membership.role == Role.ADMIN
    )
    # Locked, for of the last two each may be removing the other.
    if len(db.session.scalars(admins.with_for_update()).all()) == 1:
        raise Refused(_("This is the organisation's only admin. Make someone else an admin first."))
