from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import User
from webapp.db import Id, Line, Model, Moment, Owned, Words, now
from webapp.guides.models import Guide
from webapp.meetings.models import Meeting


class AgendaItem(Owned, Model):
    """Something that is done in a meeting, in its place."""

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    minutes: Mapped[int]
    what: Mapped[Line]

    meeting: Mapped[Meeting] = relationship()


class Reminder(Owned, Model):
    """Something for the leader to remember: the keys, the coffee."""

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), index=True
    )
    what: Mapped[Line]
    is_done: Mapped[bool] = mapped_column(default=False)

    meeting: Mapped[Meeting] = relationship()


class MeetingGuide(Owned, Model):
    """A guide that is used in a meeting."""

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True
    )
    guide_id: Mapped[int] = mapped_column(
        ForeignKey("guide.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    guide: Mapped[Guide] = relationship()


class PrivateNote(Owned, Model):
    """What the circle's own leaders write down of a meeting; coordinators don't read it."""

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True
    )
    body: Mapped[Words]
    changed_at: Mapped[Moment] = mapped_column(default=now, onupdate=now)


class ClosingTalk(Owned, Model):
    """How a meeting was for one of its leaders."""

    __table_args__ = (UniqueConstraint("meeting_id", "user_id"),)

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    how: Mapped[int]
    """A face from 1 (heavy) to 5 (good)."""
    heavy: Mapped[Words] = mapped_column(default="")
    """What weighs on the leader: for the coordinators only if a call is wanted."""
    wants_call: Mapped[bool] = mapped_column(default=False)
    is_told: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the coordinators see that the evening was heavy, as the page said it would be."""
    written_at: Mapped[Moment] = mapped_column(default=now)
    called_at: Mapped[Moment | None]

    meeting: Mapped[Meeting] = relationship()
    user: Mapped[User] = relationship()
