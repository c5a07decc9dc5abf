from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import ForeignKey, Index, String, event, false, inspect, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.circles.models import Circle
from webapp.db import Id, Line, Model, Moment, Owned, now
from webapp.i18n import local, today
from webapp.texts import Text

IN_CALENDARS = "starts_at", "ends_at", "place", "state", "reason"


class Rhythm(StrEnum):
    ONCE = "once"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"  # on the same n-th weekday


class MeetingState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    NOT_HELD = "not_held"


class Scope(StrEnum):
    """How much of a series is meant."""

    ONE = "one"
    FOLLOWING = "following"  # the meeting and those after it
    ALL = "all"  # every one that is still to come


class Series(Owned, Model):
    """How meetings repeat, by a clock on the wall: 17.00 stays 17.00 over the clock change."""

    id: Mapped[Id]
    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id", ondelete="CASCADE"), index=True)
    rhythm: Mapped[Rhythm] = mapped_column(String(20))
    first_day: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    zone: Mapped[str] = mapped_column(String(40), default="Europe/Helsinki")
    created_at: Mapped[Moment] = mapped_column(default=now)

    circle: Mapped[Circle] = relationship()
    meetings: Mapped[list[Meeting]] = relationship(back_populates="series")


class Break(Owned, Model):
    """A time without meetings (a summer, a closed house): of one circle or of all.

    The meetings it has cancelled point to it, so that they can be put back, and no others.
    """

    id: Mapped[Id]
    circle_id: Mapped[int | None] = mapped_column(
        ForeignKey("circle.id", ondelete="CASCADE"), index=True
    )
    """None: the whole organisation's."""
    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[Line]
    created_at: Mapped[Moment] = mapped_column(default=now)

    circle: Mapped[Circle | None] = relationship()

    def covers(self, meeting: Meeting) -> bool:
        """Whether the meeting would be called off by it: by its day, by a clock in Finland."""
        mine = self.circle_id in (None, meeting.circle_id)
        return mine and self.first_day <= local(meeting.starts_at).date() <= self.last_day


class Meeting(Owned, Model):
    """One gathering of a circle."""

    __table_args__ = (
        Index("ix_meeting_circle_start", "circle_id", "starts_at", unique=True),
        Index("ix_meeting_organisation_start", "organisation_id", "starts_at"),
        Index("ix_meeting_organisation_state", "organisation_id", "state", "starts_at"),
    )

    id: Mapped[Id]
    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id", ondelete="CASCADE"))
    series_id: Mapped[int | None] = mapped_column(
        ForeignKey("series.id", ondelete="SET NULL"), index=True
    )
    break_id: Mapped[int | None] = mapped_column(
        ForeignKey("break.id", ondelete="SET NULL"), index=True
    )
    """The break that cancelled it."""
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    place: Mapped[Line] = mapped_column(default="")
    """Empty: the circle's usual place."""
    state: Mapped[MeetingState] = mapped_column(String(20), default=MeetingState.PLANNED)
    reason: Mapped[Line] = mapped_column(default="")
    """Why it was cancelled, which participants see, or why it was not held."""
    headcount: Mapped[int | None]
    """How many were there, where only that is counted (or more than the names tell)."""
    reported_at: Mapped[Moment | None]
    is_own: Mapped[bool] = mapped_column(default=False)
    """Someone gave it a time of its own: it stays when the rest of its series moves."""
    place_is_own: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The same of its place."""
    uid: Mapped[str] = mapped_column(String(32), unique=True, default=lambda: uuid4().hex)
    """What calendars know it by, whatever happens to it."""
    sequence: Mapped[int] = mapped_column(default=0)
    """How many times what a calendar shows of it has changed."""
    changed_at: Mapped[Moment] = mapped_column(default=now)

    circle: Mapped[Circle] = relationship()
    series: Mapped[Series | None] = relationship(back_populates="meetings")

    @property
    def where(self) -> str:
        return self.place or self.circle.where

    @property
    def public_address(self) -> str:
        """Where anyone may read of it, under the page of its circle; empty: nowhere."""
        page = self.circle.public_address
        return f"{page}/meetings/{self.id}" if page else ""

    @property
    def is_cancelled(self) -> bool:
        return self.state == MeetingState.CANCELLED

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= now()

    @property
    def day_is_ahead(self) -> bool:
        """Whether its day, by a clock in Finland, is still to come."""
        return local(self.starts_at).date() > today()

    @property
    def is_overdue(self) -> bool:
        """It should have been by now, and nobody has said how it went."""
        return self.state == MeetingState.PLANNED and self.is_over


@event.listens_for(Meeting, "before_update")
def count_the_change(_mapper: Any, _connection: Any, meeting: Meeting) -> None:
    """A calendar takes a meeting anew when its sequence has risen."""
    attributes = inspect(meeting).attrs
    if any(attributes[name].history.has_changes() for name in IN_CALENDARS):
        meeting.sequence, meeting.changed_at = meeting.sequence + 1, now()


@event.listens_for(Circle, "before_update", propagate=True)
def count_for_all(_mapper: Any, connection: Any, circle: Circle) -> None:
    """What a calendar shows of a circle, it shows in each meeting to come."""
    attributes = inspect(circle).attrs
    if any(attributes[name].history.has_changes() for name in circle.in_calendars):
        _count_ahead(connection, circle.id)


@event.listens_for(Text, "after_insert")
@event.listens_for(Text, "before_update")
@event.listens_for(Text, "after_delete")
def count_new_names(_mapper: Any, connection: Any, text: Text) -> None:
    """Calendars show the circle's name in their readers' languages."""
    kinds = {str(mapper.local_table) for mapper in inspect(Circle).self_and_descendants}
    if text.field == "name" and text.kind in kinds:
        _count_ahead(connection, text.thing_id)


def _count_ahead(connection: Any, circle_id: int) -> None:
    ahead = update(Meeting).where(Meeting.circle_id == circle_id, Meeting.ends_at > now())
    connection.execute(ahead.values(sequence=Meeting.sequence + 1, changed_at=now()))
