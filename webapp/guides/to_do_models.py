from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Model


class ToDo(StrEnum):
    """What a guide may want of its curator, the most pressing first."""

    REPORT = "report"
    BROKEN = "broken"
    MOVED = "moved"
    ATTENTION = "attention"
    REVIEW = "review"
    BEHIND = "behind"
    BLANK = "blank"
    COPY = "copy"
    LANGUAGES = "languages"


class Passed(Model):
    """Something that a curator has looked at and let be, as long as it stays the same."""

    guide_id: Mapped[int] = mapped_column(
        ForeignKey("guide.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[ToDo] = mapped_column(String(20), primary_key=True)
    about: Mapped[str] = mapped_column(String(540), default="")
    """What it was then: the state and the address of a link, the address of a copy."""
