"""Signing in by a one-use link or a six-digit code, both sent by mail. There are no passwords."""

import hmac
from datetime import timedelta
from secrets import randbelow, token_urlsafe

from flask import current_app, url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, delete, select, update

from webapp import mail
from webapp.accounts.models import Session, SignInTicket, User
from webapp.accounts.queries import hashed
from webapp.db import db, now, unit_of_work
from webapp.i18n import language
from webapp.web import Refused, absolute

TICKET_LASTS = timedelta(minutes=10)
TRIES = 5  # a code is a million to one; five tries leave it so
STAY_SIGNED_IN = timedelta(days=30)
KEPT_AFTERWARDS = timedelta(days=1)


def ask(email: str, to: str | None) -> str:
    """Mail a link and a code to whoever has this address; returns the asking browser's key.

    An unknown address gets a ticket that nobody can use: page, time and later tries tell nothing.
    """
    key = token_urlsafe(16)
    user = db.session.scalar(select(User).where(User.email == email.strip().lower()))
    address, code = _issue(user, key, to)
    if user:
        mail.post(user.email, "sign_in", name=user.name, address=address, code=code)
    return key


def link_for(user: User) -> str:
    """A one-use sign-in address, for scripts that try the demo as its people."""
    return _issue(user, token_urlsafe(16), None)[0]


def _issue(user: User | None, key: str, to: str | None) -> tuple[str, str]:
    """A new ticket; returns the address and the code that open it."""
    link, code = token_urlsafe(24), f"{randbelow(10**6):06}"
    db.session.add(
        SignInTicket(
            user_id=user and user.id,
            link_hash=hashed(link),
            asked_hash=hashed(key),
            code_hash=_code_hash(key, code),
            expires_at=now() + TICKET_LASTS,
        )
    )
    return absolute(url_for("accounts.open_link", token=link, next=to)), code


def is_open(link: str) -> bool:
    """Whether this mailed link still works."""
    return db.session.scalar(select(SignInTicket.id).where(*_by_link(link))) is not None


def use_link(link: str) -> User | None:
    """Who may come in by this link."""
    return _use(*_by_link(link))


def use_code(key: str, typed: str) -> User | None:
    """Who may come in by this code, typed where it was asked for."""
    asked = SignInTicket.asked_hash == hashed(key)
    with unit_of_work():  # counted before it is compared, and whatever becomes of the request
        counted = SignInTicket.tries + 1
        db.session.execute(update(SignInTicket).where(asked).values(tries=counted))
    right = SignInTicket.code_hash == _code_hash(key, typed)
    return _use(asked, right, SignInTicket.tries <= TRIES)


def _by_link(link: str) -> tuple[ColumnElement[bool], ...]:
    return SignInTicket.link_hash == hashed(link), SignInTicket.tries < TRIES, *_fresh()


def _fresh() -> tuple[ColumnElement[bool], ...]:
    return SignInTicket.used_at.is_(None), SignInTicket.expires_at > now()


def _use(*which: ColumnElement[bool]) -> User | None:
    """Use the ticket up, in one statement: of two who try at once only one comes in."""
    ticket = update(SignInTicket).where(*which, *_fresh()).values(used_at=now())
    user_id = db.session.scalar(ticket.returning(SignInTicket.user_id))
    return db.session.get(User, user_id) if user_id else None


def open_session(user: User) -> str:
    """Sign a browser in; returns the key that its cookie will hold."""
    user.language = language()  # in which the person is written to from now on
    user.has_signed_in = True
    key = token_urlsafe(32)
    db.session.add(Session(user=user, key_hash=hashed(key), expires_at=now() + STAY_SIGNED_IN))
    db.session.flush()
    return key


def sign_out(session: Session) -> None:
    session.revoked_at = now()


def sign_out_everywhere(user: User) -> None:
    for session in db.session.scalars(select(Session).where(Session.user_id == user.id)):
        session.revoked_at = session.revoked_at or now()


def act_in(session: Session, organisation_id: int) -> None:
    """Choose in which organisation a person with several acts from now on."""
    if organisation_id not in {m.organisation_id for m in session.user.memberships}:
        raise Refused(_("You do not belong to that organisation."))
    session.organisation_id = organisation_id


def purge() -> None:
    """Forget tickets and sessions that open nothing any more."""
    gone = now() - KEPT_AFTERWARDS
    db.session.execute(delete(SignInTicket).where(SignInTicket.expires_at < gone))
    db.session.execute(
        delete(Session).where((Session.expires_at < gone) | (Session.revoked_at < gone))
    )


def _code_hash(key: str, code: str) -> str:
    """Six digits are soon tried out, so their hash needs the site's secret and the asker's key."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(secret, f"{key}:{code}".encode(), "sha256").hex()
