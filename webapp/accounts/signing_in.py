"""Signing in by a one-use link or a six-digit code, both sent by mail. There are no passwords."""

import hmac
from datetime import timedelta
from secrets import randbelow, token_urlsafe

from flask import current_app, url_for
from flask_babel import gettext as _
from sqlalchemy import delete, select

from webapp import mail
from webapp.accounts.models import Session, SignInTicket, User
from webapp.accounts.queries import hashed
from webapp.db import db, now, unit_of_work
from webapp.web import Refused, absolute

TICKET_LASTS = timedelta(minutes=10)
WRONG_CODES = 5  # a code is a million to one; five tries leave it so
STAY_SIGNED_IN = timedelta(days=30)
KEPT_AFTERWARDS = timedelta(days=1)


def ask(email: str, to: str | None) -> str:
    """Mail a link and a code to whoever has this address; returns the asking browser's key.

    The answer is the same whether or not the address is known.
    """
    key = token_urlsafe(16)
    user = db.session.scalar(select(User).where(User.email == email.strip().lower()))
    if user:
        address, code = _issue(user, key, to)
        mail.post(user.email, "sign_in", name=user.name, address=address, code=code)
    return key


def link_for(user: User) -> str:
    """A one-use sign-in address, for scripts that try the demo as its people."""
    return _issue(user, token_urlsafe(16), None)[0]


def _issue(user: User, key: str, to: str | None) -> tuple[str, str]:
    """A new ticket; returns the address and the code that open it."""
    link, code = token_urlsafe(24), f"{randbelow(10**6):06}"
    db.session.add(
        SignInTicket(
            user=user,
            link_hash=hashed(link),
            asked_hash=hashed(key),
            code_hash=_code_hash(key, code),
            expires_at=now() + TICKET_LASTS,
        )
    )
    return absolute(url_for("accounts.open_link", token=link, next=to)), code


def ticket_of_link(link: str) -> SignInTicket | None:
    """The ticket that this mailed link opens, if it still does."""
    return _open(SignInTicket.link_hash == hashed(link))


def use_link(link: str) -> User | None:
    ticket = ticket_of_link(link)
    return _consume(ticket) if ticket else None


def use_code(key: str, typed: str) -> User | None:
    """Who may come in with this code; None for a wrong one, and each wrong one is counted.

    Raises Refused when there is nothing left to try.
    """
    ticket = _open(SignInTicket.asked_hash == hashed(key))
    if ticket and hmac.compare_digest(ticket.code_hash, _code_hash(key, typed)):
        return _consume(ticket)
    if ticket:
        with unit_of_work():  # the count must outlast the refusal
            ticket.wrong_codes += 1
    return None


def open_session(user: User) -> str:
    """Sign a browser in; returns the key that its cookie will hold."""
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


def _open(which: object) -> SignInTicket | None:
    ticket = db.session.scalar(select(SignInTicket).where(which))  # type: ignore[arg-type]
    if ticket is None or ticket.used_at or ticket.expires_at <= now():
        return None
    return ticket if ticket.wrong_codes < WRONG_CODES else None


def _consume(ticket: SignInTicket) -> User:
    ticket.used_at = now()
    return ticket.user


def _code_hash(key: str, code: str) -> str:
    """Six digits are soon tried out, so their hash needs the site's secret and the asker's key."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(secret, f"{key}:{code}".encode(), "sha256").hex()
