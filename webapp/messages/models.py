from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Id, Model


class NoticeKind(StrEnum):
    REMINDER = "reminder"  # to a participant, the day before a meeting
    UNRECORDED = "unrecorded"  # to a leader: nobody has told how a meeting went
    DIGEST = "digest"  # to a coordinator, once a week


class Notice(Model):
    """Something has been told to someone: written with its mail at once, so never told twice."""

    __table_args__ = (UniqueConstraint("kind", "reader_id", "about_id", "day"),)

    id: Mapped[Id]
    kind: Mapped[NoticeKind] = mapped_column(String(20))
    reader_id: Mapped[int]
    """A member's or a membership's."""
    about_id: Mapped[int]
    """A meeting's or an organisation's."""
    day: Mapped[date] = mapped_column(index=True)
    """Of the meeting: one that is moved to another day is told of again."""
