from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Model, Owned
from webapp.feedback.models import Ask


class Slip(Owned, Model):
    """A paper that opens a form once. Nothing joins it to what was answered."""

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Random, so that slips can't be told apart by their order."""
    ask_id: Mapped[int] = mapped_column(ForeignKey("ask.id", ondelete="CASCADE"), index=True)
    is_used: Mapped[bool] = mapped_column(default=False)

    ask: Mapped[Ask] = relationship()
