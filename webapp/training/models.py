from __future__ import annotations

from flask import url_for
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.circles.models import Circle, Member


class Course(Circle):
    """It is for the organisation's own people, and for others whom a trainer writes down."""

    id: Mapped[int] = mapped_column(ForeignKey("circle.id", ondelete="CASCADE"), primary_key=True)

    __mapper_args__ = {"polymorphic_identity": "course"}

    @property
    def address(self) -> str:
        return url_for("training.show", course_id=self.id)

    @property
    def trainers(self) -> list[Member]:
        return self.leaders
