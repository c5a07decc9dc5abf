from __future__ import annotations

from enum import StrEnum

from flask import url_for
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
    visibility: Mapped[Visibility | None] = mapped_column(String(20))
    """None: nobody has chosen yet, and no one outside sees the group."""
    is_sensitive: Mapped[bool] = mapped_column(default=False)
    """Its pages offer a quick way out ("exit this page")."""
    shows_link: Mapped[bool] = mapped_column(default=False)
    """Whether strangers see the address of its online meetings."""
    shows_leaders: Mapped[bool] = mapped_column(default=False)
    """Whether strangers see the leaders' first names."""
    published_at: Mapped[Moment | None]
    """None: a draft, still being prepared by its task list."""

    __mapper_args__ = {"polymorphic_identity": "group"}

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_public(self) -> bool:
        return not self.is_draft and self.visibility in {Visibility.PUBLIC, Visibility.UNLISTED}

    @property
    def address(self) -> str:
        return url_for("groups.show", group_id=self.id)
