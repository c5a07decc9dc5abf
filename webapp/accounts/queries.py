from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import Membership, Organisation, Role, Session, User
from webapp.db import db, now

MOST_WORDS = 6  # of a search


def hashed(secret: str) -> str:
    """How keys and links are kept: only so that they can be recognised."""
    return sha256(secret.encode()).hexdigest()


def open_session(key: str) -> Session | None:
    """The signed-in session with this key, its user and their memberships, in one statement."""
    wanted = (
        select(Session)
        .where(Session.key_hash == hashed(key), *_still_open())
        .options(
            joinedload(Session.user)
            .joinedload(User.memberships)
            .joinedload(Membership.organisation)
        )
    )
    return db.session.scalars(wanted).unique().first()


def open_sessions(user: User) -> Sequence[Session]:
    """Where this person is signed in now, the newest first."""
    mine = select(Session).where(Session.user_id == user.id, *_still_open())
    return db.session.scalars(mine.order_by(Session.created_at.desc())).all()


def organisation_by_slug(slug: str) -> Organisation | None:
    return db.session.scalar(select(Organisation).where(Organisation.slug == slug))


def memberships(organisation: Organisation, words: str = "") -> Select[Membership]:
    """The organisation's people by name; those whose name or address has all the words in it."""
    mine = select(Membership).where(Membership.organisation_id == organisation.id)
    mine = mine.join(Membership.user).options(joinedload(Membership.user)).order_by(User.name)
    told = [
        or_(*(_has(word, column) for column in (User.name, User.email))) for word in words.split()
    ]
    return mine.where(*told[:MOST_WORDS])


def memberships_of(organisation: Organisation, user_ids: Iterable[int | None]) -> dict[int, int]:
    """The ids of these people's memberships in the organisation, by theirs."""
    wanted = select(Membership.user_id, Membership.id).where(
        Membership.organisation_id == organisation.id,
        Membership.user_id.in_([id_ for id_ in user_ids if id_]),
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def member_called(organisation: Organisation, email: str) -> User | None:
    """The one of the organisation's people who has this address."""
    ours = select(User).join(User.memberships)
    ours = ours.where(Membership.organisation_id == organisation.id)
    return db.session.scalar(ours.where(User.email == email.strip().lower()))


def coordinators(organisation: Organisation) -> Sequence[User]:
    """Those who look after its groups; the admins, where there is nobody else."""
    ours = select(User).join(User.memberships).order_by(User.id)
    ours = ours.where(Membership.organisation_id == organisation.id)
    found = db.session.scalars(ours.where(Membership.role == Role.COORDINATOR)).all()
    return found or db.session.scalars(ours.where(Membership.role == Role.ADMIN)).all()


def organisations() -> Sequence[Organisation]:
    """All, by name."""
    return db.session.scalars(select(Organisation).order_by(Organisation.name)).all()


def demo_people() -> Sequence[User]:
    """The demo's people with their roles."""
    roles = selectinload(User.memberships).joinedload(Membership.organisation)
    return db.session.scalars(select(User).where(User.is_demo).options(roles)).all()


def names_of(ids: Iterable[int | None]) -> dict[int, str]:
    wanted = select(User.id, User.name).where(User.id.in_([i for i in ids if i]))
    return dict(db.session.execute(wanted).all())


def _has(word: str, column: Any) -> ColumnElement[bool]:
    spellings = {word, word.lower(), word.capitalize()}  # SQLite's lower() knows only a to z
    return or_(*(column.icontains(spelling, autoescape=True) for spelling in spellings))


def _still_open() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Session.revoked_at.is_(None), Session.expires_at > now()
