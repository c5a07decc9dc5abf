from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Id, Model, Moment, Owned, now


class Call(Owned, Model):
    """A coordinator has called the leaders of a group: when last."""

    id: Mapped[Id]
    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id", ondelete="CASCADE"), unique=True)
    called_at: Mapped[Moment] = mapped_column(default=now)
