from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Organisation
from webapp.db import Id, Line, Model, Moment, Owned, Words, now
from webapp.groups.models import Group


class ProposalState(StrEnum):
    NEW = "new"
    ANSWERED = "answered"
    STARTED = "started"  # a group has come of it
    CLOSED = "closed"


class Proposal(Owned, Model):
    """Someone would like to start a group with the help of the organisation."""

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(32), unique=True)
    """Of the form that was sent: the same form again is the same wish."""
    name: Mapped[Line]
    contact: Mapped[Line]
    """E-mail or phone."""
    topic: Mapped[Line]
    place: Mapped[Line]
    support: Mapped[Words]
    """What help is hoped for."""
    language: Mapped[str] = mapped_column(String(20))
    """In which the person is answered (BCP 47)."""
    state: Mapped[ProposalState] = mapped_column(String(20), default=ProposalState.NEW)
    answer: Mapped[Words] = mapped_column(default="")
    """What was written last."""
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group.id", ondelete="SET NULL"))
    created_at: Mapped[Moment] = mapped_column(default=now)

    organisation: Mapped[Organisation] = relationship()
    group: Mapped[Group | None] = relationship()

    @property
    def email(self) -> str:
        """The contact, if it is an address that mail can be sent to."""
        return self.contact if "@" in self.contact else ""
