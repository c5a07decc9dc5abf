from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Id, Model, Owned

AFTER_A_MEETING = "after-a-meeting"
OF_LEADERS = "leaders-own-look-back"
THRESHOLD = 5
DAYS_OPEN = 7


class FeedbackManners(Model):
    """How an organisation asks: what it has not said otherwise is as the defaults are."""

    __table_args__ = (CheckConstraint("threshold >= 3", name="threshold_floor"),)

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    threshold: Mapped[int] = mapped_column(default=THRESHOLD)
    """From how many answers on results are shown."""
    days_open: Mapped[int] = mapped_column(default=DAYS_OPEN)


class FeedbackPlan(Owned, Model):
    """Which forms a circle is asked with, and when; a circle without one has the defaults."""

    id: Mapped[Id]
    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id", ondelete="CASCADE"), unique=True)
    every: Mapped[int] = mapped_column(default=1)
    """After each meeting 1, every other 2 …; 0: never."""
    form_key: Mapped[str] = mapped_column(String(60))
    """Whose newest version meetings are asked with."""
    end_form_key: Mapped[str] = mapped_column(String(60), default="")
    """The same for the end of the circle; empty: nothing is asked."""
