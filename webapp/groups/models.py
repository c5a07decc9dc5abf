from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.circles.models import Circle
from webapp.db import Line, Moment


class Visibility(StrEnum):
    PUBLIC = "public"  # on the organisation's pages, for anyone to find
    UNLISTED = "unlisted"  # only for those who are given the address
    INTERNAL = "internal"  # only for the organisation's own people


class Group(Circle):
    """A peer-support group."""

    text_fields = ("name", "description", "audience")

    id: Mapped[int] = mapped_column(ForeignKey("circle.id", ondelete="CASCADE"), primary_key=True)
    municipality: Mapped[Line] = mapped_column(default="")
    visibility: Mapped[Visibility] = mapped_column(String(20), default=Visibility.INTERNAL)
    is_sensitive: Mapped[bool] = mapped_column(default=False)
    """Its pages offer a quick way out ("exit this page")."""
    published_at: Mapped[Moment | None]
    """None: a draft, still being prepared by its task list."""

    __mapper_args__ = {"polymorphic_identity": "group"}

    @property
    def is_public(self) -> bool:
        return bool(self.published_at) and self.visibility != Visibility.INTERNAL
