from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import User
from webapp.circles.models import Member
from webapp.db import Id, Model, Moment, Owned, now
from webapp.meetings.models import Meeting


class Mark(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


class Attendance(Owned, Model):
    """One member in one meeting."""

    __table_args__ = (
        UniqueConstraint("meeting_id", "member_id"),
        Index("ix_attendance_meeting_mark", "meeting_id", "mark"),  # how many came
        Index("ix_attendance_member_mark", "member_id", "mark", "meeting_id"),  # who came where
    )

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    mark: Mapped[Mark]
    marked_at: Mapped[Moment] = mapped_column(default=now)
    """When it was tapped, be it that it was received later."""

    meeting: Mapped[Meeting] = relationship()
    member: Mapped[Member] = relationship()


class AttendanceChange(Owned, Model):
    """One tap of the history: who said what, and when."""

    __table_args__ = (UniqueConstraint("meeting_id", "tap"),)

    id: Mapped[Id]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    member_id: Mapped[int | None] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), index=True
    )
    """None: it was the headcount that was said."""
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    """None: someone without an account, who held a pass."""
    mark: Mapped[Mark | None]
    headcount: Mapped[int | None]
    tapped_at: Mapped[Moment]
    received_at: Mapped[Moment] = mapped_column(default=now)
    tap: Mapped[str | None] = mapped_column(String(36))
    """The phone's own id of the tap, by which a second sending is known; forgotten in time."""

    member: Mapped[Member | None] = relationship()
    user: Mapped[User | None] = relationship()


class Absence(Owned, Model):
    """A participant can't come on these days, and it was said beforehand: one day, or a while."""

    id: Mapped[Id]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day
