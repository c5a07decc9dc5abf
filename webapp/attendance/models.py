from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.circles.models import Member
from webapp.db import Id, Model, Moment, Owned, now
from webapp.meetings.models import Meeting


class Mark(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


class Attendance(Owned, Model):
    """One member in one meeting."""

    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    mark: Mapped[Mark]
    marked_at: Mapped[Moment] = mapped_column(default=now, onupdate=now)

    meeting: Mapped[Meeting] = relationship()
    member: Mapped[Member] = relationship()
