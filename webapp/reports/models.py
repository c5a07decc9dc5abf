from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Organisation
from webapp.circles.models import Circle
from webapp.db import Id, Line, Model, Moment, Owned, now
from webapp.i18n import at_helsinki, local
from webapp.texts import Worded, Wording


class Figure(StrEnum):
    GROUPS = "groups"  # that have met
    MEETINGS = "meetings"  # all that were put in the calendar: the five below together
    HELD = "held"
    CANCELLED = "cancelled"
    NOT_HELD = "not-held"
    UNTOLD = "untold"  # over, and nobody has said how it went
    AHEAD = "ahead"
    VISITS = "visits"
    UNNAMED = "unnamed"  # those of the visits that are only counted
    PEOPLE = "people"
    NEW = "new-people"
    VOLUNTEERS = "volunteers"
    HOURS = "hours"
    PAID = "paid-leaders"
    PAID_HOURS = "paid-hours"
    LANGUAGES = "languages"
    PLACES = "places"
    FEEDBACK = "feedback"  # the means of its questions


class Basis(StrEnum):
    """How a figure is known."""

    COLLECTED = "collected"  # counted, meeting by meeting
    SAMPLE = "sample"  # asked, and some have answered
    ESTIMATE = "estimate"  # worked out from something else


DEFAULTS = {
    **dict.fromkeys(Figure, Basis.COLLECTED),
    Figure.HOURS: Basis.ESTIMATE,  # the planned length of meetings, and of preparing
    Figure.PAID_HOURS: Basis.ESTIMATE,
    Figure.FEEDBACK: Basis.SAMPLE,
}


class Grant(Owned, Model):
    """What someone pays for: a grant, or another target that is funded."""

    id: Mapped[Id]
    name: Mapped[Line]
    funder: Mapped[Line] = mapped_column(default="")
    created_at: Mapped[Moment] = mapped_column(default=now)

    organisation: Mapped[Organisation] = relationship()
    circles: Mapped[list[GrantCircle]] = relationship(
        back_populates="grant", cascade="all, delete-orphan"
    )


class GrantCircle(Owned, Model):
    """A circle that belongs to a grant: always, or for a time."""

    grant_id: Mapped[int] = mapped_column(
        ForeignKey("grant.id", ondelete="CASCADE"), primary_key=True
    )
    circle_id: Mapped[int] = mapped_column(
        ForeignKey("circle.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    begins: Mapped[Moment | None]
    ends: Mapped[Moment | None]
    """The midnight after its last day."""

    grant: Mapped[Grant] = relationship(back_populates="circles")
    circle: Mapped[Circle] = relationship()

    @property
    def first_day(self) -> date | None:
        return self.begins and local(self.begins).date()

    @property
    def last_day(self) -> date | None:
        return self.ends and local(self.ends).date() - timedelta(days=1)

    def belongs(self, first_day: date | None, last_day: date | None) -> None:
        """Set the days from and to which it belongs; None: with no end on that side."""
        self.begins = midnight(first_day) if first_day else None
        self.ends = midnight(last_day + timedelta(days=1)) if last_day else None


class Report(Owned, Model):
    """What people have added to the report of a period: remarks, and words."""

    __table_args__ = (
        UniqueConstraint("organisation_id", "grant_id", "first", "last"),
        Index(  # for SQL holds two NULLs for different
            "ix_report_of_all_groups",
            *("organisation_id", "first", "last"),
            unique=True,
            sqlite_where=text("grant_id IS NULL"),
            postgresql_where=text("grant_id IS NULL"),
        ),
    )

    id: Mapped[Id]
    grant_id: Mapped[int | None] = mapped_column(
        ForeignKey("grant.id", ondelete="CASCADE"), index=True
    )
    """None: of all groups."""
    first: Mapped[date]
    last: Mapped[date]


class Remark(Owned, Model):
    """How someone says that a figure is known, and a note on it."""

    report_id: Mapped[int] = mapped_column(
        ForeignKey("report.id", ondelete="CASCADE"), primary_key=True
    )
    figure: Mapped[Figure] = mapped_column(String(20), primary_key=True)
    basis: Mapped[Basis]
    note: Mapped[Line] = mapped_column(default="")


class Block(Owned, Worded, Model):
    """A heading under which an organisation tells in words, from year to year."""

    text_fields: ClassVar[tuple[str, ...]] = ("heading",)

    id: Mapped[Id]
    position: Mapped[int]

    @property
    def title(self) -> Wording:
        return self.wording("heading") or Wording("–", self.source_language)


class Passage(Owned, Worded, Model):
    """What one report says under a heading."""

    __table_args__ = (UniqueConstraint("report_id", "block_id"),)
    text_fields: ClassVar[tuple[str, ...]] = ("body",)

    id: Mapped[Id]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id", ondelete="CASCADE"))
    block_id: Mapped[int] = mapped_column(ForeignKey("block.id", ondelete="CASCADE"), index=True)


def midnight(day: date) -> datetime:
    """When a day begins in Finland."""
    return at_helsinki(day, time())
