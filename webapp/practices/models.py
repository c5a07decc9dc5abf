from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.circles.models import Circle
from webapp.db import Id, Line, Model, Moment, Owned, Shared, now
from webapp.guides.models import Guide
from webapp.texts import Worded


class Stage(StrEnum):
    """How far a practice has been developed."""

    IDEA = "idea"
    IN_DEVELOPMENT = "in-development"
    READY = "ready"


class Practice(Shared, Worded, Model):
    """A working model, in the sections of https://innokyla.fi."""

    text_fields: ClassVar[tuple[str, ...]] = (
        *("name", "summary", "place", "region", "funder"),
        *("idea", "environment", "audience", "conditions", "results", "tips"),
    )

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    stage: Mapped[Stage] = mapped_column(String(20))
    starts: Mapped[str] = mapped_column(String(20))
    """The kind of circle that it is carried out in."""
    source_name: Mapped[Line]
    source_url: Mapped[str] = mapped_column(String(500))
    """Where the facts and figures come from."""
    links: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Further reading, each with a `name` and a `url`."""
    guide_id: Mapped[int] = mapped_column(ForeignKey("guide.id", ondelete="CASCADE"), unique=True)
    """By what it is found in the library."""

    guide: Mapped[Guide] = relationship()

    @property
    def is_public(self) -> bool:
        return True


class Use(Owned, Model):
    """A circle that was started from a practice."""

    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True
    )
    circle_id: Mapped[int] = mapped_column(
        ForeignKey("circle.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    began_at: Mapped[Moment] = mapped_column(default=now)

    practice: Mapped[Practice] = relationship()
    circle: Mapped[Circle] = relationship()
