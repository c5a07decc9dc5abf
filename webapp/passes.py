"""Unguessable links for people without an account.

A pass says what it is for (purpose and target) and nothing of who holds it. Its token is made
again whenever it must be shown (QR, poster, mail) and never stored: only its hash is.
"""

import hmac
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from flask import Flask, current_app
from sqlalchemy import String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.routing import BaseConverter

from webapp.db import Id, Model, Moment, Owned, db, now

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12  # 60 bits: with rate limits, out of reach of guessing


class Purpose(StrEnum):
    """What a pass opens. Its letter begins the token, so an address leads to the right page."""

    FEEDBACK = "f"
    CIRCLE_CALENDAR = "c"
    LEADER_CALENDAR = "l"
    ORGANISATION_CALENDAR = "k"
    OWN_PAGE = "m"  # a participant's: it opens what is known of one person
    INVITATION = "i"  # the sign-up of a circle that is joined by invitation
    SLIP = "q"  # a form of feedback, once
    SUBSTITUTE = "s"  # the attendance of one meeting, for one evening
    STOP = "x"  # messages to a participant
    STOP_WORK = "y"  # messages to someone with an account
    UNRECORDED = "n"  # the same, for the leader whom a mail reminds


class Pass(Owned, Model):
    __table_args__ = (UniqueConstraint("purpose", "target_id"),)

    id: Mapped[Id]
    purpose: Mapped[Purpose] = mapped_column(String(1))
    target_id: Mapped[int]
    generation: Mapped[int] = mapped_column(default=1)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[Moment | None]
    revoked_at: Mapped[Moment | None]

    @property
    def token(self) -> str:
        """The secret part of the address: purpose letter and 12 Crockford characters."""
        return _token(self.purpose, self.target_id, self.generation)

    @property
    def shown(self) -> str:
        """The token as people read and type it: in groups of four, capital letters."""
        body = self.token[1:].upper()
        return "-".join([self.token[0].upper() + body[:4], body[4:8], body[8:]])

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now())


class PassConverter(BaseConverter):
    """`/p/<pass(f):token>`: a token of one purpose, forgiving what people mistype."""

    part_isolating = True
    weight = 50  # before the address that anything matches

    def __init__(self, map: Any, letter: str) -> None:
        super().__init__(map)
        self.regex = f"[{letter}{letter.upper()}](?:-?[0-9A-Za-z]){{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return normalised(value)


def normalised(typed: str) -> str:
    """What was meant: no hyphens, small letters, O as 0 and I or L as 1."""
    letter, rest = typed[:1].lower(), typed[1:].lower().replace("-", "")
    return letter + rest.translate(str.maketrans("oil", "011"))


def issue(purpose: Purpose, target_id: int, organisation_id: int) -> Pass:
    """The pass to this target; made on the first call."""
    wanted = select(Pass).where(Pass.purpose == purpose, Pass.target_id == target_id)
    given = db.session.scalar(wanted)
    if given is None:
        token = _token(purpose, target_id, 1)
        given = Pass(
            purpose=purpose,
            target_id=target_id,
            organisation_id=organisation_id,
            generation=1,
            token_hash=_hash(token),
        )
        db.session.add(given)
        db.session.flush()
    return given


def of(purpose: Purpose, target_id: int) -> Pass | None:
    wanted = select(Pass).where(Pass.purpose == purpose, Pass.target_id == target_id)
    return db.session.scalar(wanted)


def renew(given: Pass) -> None:
    """Make the old address stop working and a new one take its place."""
    given.generation += 1
    given.token_hash = _hash(given.token)
    given.revoked_at = None


def revoke(given: Pass) -> None:
    given.revoked_at = now()


def extend(given: Pass, until: datetime | None) -> None:
    given.expires_at = until


def find(token: str) -> Pass | None:
    """The pass with this token, open or not."""
    return db.session.scalar(select(Pass).where(Pass.token_hash == _hash(token)))


def _token(purpose: str, target_id: int, generation: int) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    said = f"{purpose}:{target_id}:{generation}".encode()
    number = int.from_bytes(hmac.digest(key, said, "sha256"), "big")
    return Purpose(purpose).value + "".join(CROCKFORD[number >> 5 * i & 31] for i in range(LENGTH))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def init_app(app: Flask) -> None:
    app.url_map.converters["pass"] = PassConverter
