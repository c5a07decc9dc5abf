from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import Membership, Organisation, Session, User
from webapp.db import db, now


def hashed(secret: str) -> str:
    """How keys, links and codes are kept: only so that they can be recognised."""
    return sha256(secret.encode()).hexdigest()


def open_session(key: str) -> Session | None:
    """The signed-in session with this key, its user and their memberships, in one statement."""
    wanted = (
        select(Session)
        .where(
            Session.key_hash == hashed(key),
            Session.revoked_at.is_(None),
            Session.expires_at > now(),
        )
        .options(
            joinedload(Session.user)
            .selectinload(User.memberships)
            .joinedload(Membership.organisation)
        )
    )
    return db.session.scalar(wanted)


def organisation_by_slug(slug: str) -> Organisation | None:
    return db.session.scalar(select(Organisation).where(Organisation.slug == slug))
