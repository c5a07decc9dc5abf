from flask_babel import gettext as _
from sqlalchemy import func, select

from webapp import audit, mail
from webapp.accounts.models import Membership, Organisation, Role, User
from webapp.accounts.signing_in import open_session
from webapp.db import db
from webapp.texts import slug_of
from webapp.web import Refused

__all__ = ["change_role", "create_organisation", "invite", "open_session", "remove"]


def create_organisation(name: str, admin_email: str) -> Organisation:
    """An organisation with its first admin, who is told by mail."""
    slug = slug_of(name)
    taken = db.session.scalar(
        select(func.count()).where(Organisation.slug.startswith(slug, autoescape=True))
    )
    organisation = Organisation(name=name, slug=f"{slug}-{taken + 1}" if taken else slug)
    db.session.add(organisation)
    db.session.flush()
    invite(organisation, admin_email, Role.ADMIN)
    return organisation


def invite(organisation: Organisation, email: str, role: Role, name: str = "") -> Membership:
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
    audit.record(
        "membership.invited", membership, organisation_id=organisation.id, detail=role.value
    )
    mail.post(email, "invitation", name=user.name, organisation=organisation.name)
    return membership


def change_role(membership: Membership, role: Role) -> None:
    if membership.role == role:
        return
    _keep_an_admin(membership)
    detail = f"{membership.role} → {role.value}"
    membership.role = role
    audit.record(
        "membership.role", membership, organisation_id=membership.organisation_id, detail=detail
    )


def remove(membership: Membership) -> None:
    """End someone's role in the organisation, at once and everywhere they are signed in."""
    _keep_an_admin(membership)
    audit.record("membership.removed", membership, organisation_id=membership.organisation_id)
    db.session.delete(membership)


def _keep_an_admin(membership: Membership) -> None:
    """The last admin stays: an organisation without one could never be put right."""
    admins = select(func.count()).where(
        Membership.organisation_id == membership.organisation_id, Membership.role == Role.ADMIN
    )
    if membership.role == Role.ADMIN and db.session.scalar(admins) == 1:
        raise Refused(
            _("This is the organisation's only admin. Make someone else an admin first.")
        )
