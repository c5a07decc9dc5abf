"""Unguessable links for people without an account.

A pass says what it is for (purpose and target) and nothing of who holds it. Its token is made
again whenever it must be shown (QR, poster, mail) and never stored: only its hash is.
"""

import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from secrets import token_hex
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Select, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.routing import BaseConverter

from webapp.db import Id, Model, Moment, Owned, db, now

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12  # 60 bits: with rate limits, out of reach of guessing
LONG = 20  # 100 bits, where people's names are behind it


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


OF_PEOPLE = {Purpose.OWN_PAGE, Purpose.SUBSTITUTE, Purpose.UNRECORDED}


class Pass(Owned, Model):
    __table_args__ = (UniqueConstraint("purpose", "target_id"),)

    id: Mapped[Id]
    purpose: Mapped[Purpose] = mapped_column(String(1))
    target_id: Mapped[int]
    generation: Mapped[int] = mapped_column(default=1)
    salt: Mapped[str] = mapped_column(String(16), default="")
    """Random, so that no other pass to the same number has the same token. Early ones have none."""
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[Moment | None]
    revoked_at: Mapped[Moment | None]

    @property
    def token(self) -> str:
        """The secret part of the address: purpose letter, then 12 or 20 Crockford characters."""
        key = str(current_app.config["SECRET_KEY"]).encode()
        salt = f":{self.salt}" if self.salt else ""
        said = f"{self.purpose}:{self.target_id}:{self.generation}{salt}".encode()
        number = int.from_bytes(hmac.digest(key, said, "sha256"), "big")
        length = LONG if salt and self.purpose in OF_PEOPLE else LENGTH
        return self.purpose + "".join(CROCKFORD[number >> 5 * i & 31] for i in range(length))

    @property
    def shown(self) -> str:
        """The token as people read and type it: in groups of four, capital letters."""
        head, body = self.token[:1].upper(), self.token[1:].upper()
        return head + "-".join(body[at : at + 4] for at in range(0, len(body), 4))

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now())


class PassConverter(BaseConverter):
    """`/p/<pass(f):token>`: a token of one purpose, forgiving what people mistype."""

    part_isolating = True
    weight = 50  # before the address that anything matches

    def __init__(self, map: Any, letter: str) -> None:
        super().__init__(map)
        sign = "(?:-?[0-9A-Za-z])"
        self.regex = f"[{letter}{letter.upper()}](?:{sign}{{{LONG}}}|{sign}{{{LENGTH}}})"

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
        given = Pass(
            purpose=purpose,
            target_id=target_id,
            organisation_id=organisation_id,
            generation=1,
            salt=token_hex(8),
        )
        given.token_hash = _hash(given.token)
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


def withdraw(gone: Mapping[Purpose, Iterable[int] | Select[int]]) -> None:
    """Their targets cease to be. Their numbers may be given again some day, their addresses not."""
    for purpose, target_ids in gone.items():
        mine = Pass.purpose == purpose, Pass.target_id.in_(target_ids)
        db.session.execute(delete(Pass).where(*mine))


def extend(given: Pass, until: datetime | None) -> None:
    given.expires_at = until


def find(token: str) -> Pass | None:
    """The pass with this token, open or not."""
    return db.session.scalar(select(Pass).where(Pass.token_hash == _hash(token)))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def init_app(app: Flask) -> None:
    app.url_map.converters["pass"] = PassConverter
