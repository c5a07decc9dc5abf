"""Those who are written to: participants who asked for it, and people with an account."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select

from webapp import passes
from webapp.accounts.models import Membership, User
from webapp.circles.models import Circle, Member
from webapp.db import db
from webapp.i18n import speaking
from webapp.messages.channels import channel_of
from webapp.passes import Purpose
from webapp.web import absolute


@dataclass(frozen=True)
class Reader:
    name: str
    contact: str
    language: str
    stop_url: str
    own_page: str = ""
    """A participant's own page."""


def participant(member: Member) -> Reader:
    own = passes.issue(Purpose.OWN_PAGE, member.id, member.organisation_id)
    return Reader(
        name=member.name,
        contact=member.contact or "",
        language=member.language or "fi",
        stop_url=_stop("stop", Purpose.STOP, member.id, member.organisation_id),
        own_page=absolute(url_for("own.show", token=own.token, lang=None)),
    )


def worker(user: User, organisation_id: int) -> Reader | None:
    """Someone with an account; None once he or she has left the organisation."""
    mine = Membership.user_id == user.id, Membership.organisation_id == organisation_id
    membership = db.session.scalar(select(Membership).where(*mine))
    if membership is None:
        return None
    stop = _stop("stop_work", Purpose.STOP_WORK, membership.id, organisation_id)
    return Reader(user.name, user.email, user.language, stop)


def write(reader: Reader, template: str, circle: Circle | None = None, **told: object) -> bool:
    """Send a message in the reader's own language; whether any channel reaches the reader.

    The name of a discreet circle stays out: others may see what comes to a phone.
    """
    channel = channel_of(reader.contact)
    if channel is None:
        return False
    with speaking(reader.language):
        group = "" if circle is None or circle.is_discreet else str(circle.title)
        channel.send(reader.contact, template, reader.stop_url, reader=reader, group=group, **told)
    return True


def _stop(endpoint: str, purpose: Purpose, target_id: int, organisation_id: int) -> str:
    token = passes.issue(purpose, target_id, organisation_id).token
    return absolute(url_for(f"letters.{endpoint}", token=token, lang=None))
