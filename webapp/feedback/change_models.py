from __future__ import annotations

from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.circles.models import Circle
from webapp.db import Id, Model, Moment, Owned, now
from webapp.texts import Worded, Wording


class Change(Owned, Worded, Model):
    """What was changed because of feedback, as its circle is told: “you said – we did”."""

    text_fields: ClassVar[tuple[str, ...]] = ("body",)

    id: Mapped[Id]
    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[Moment] = mapped_column(default=now)

    circle: Mapped[Circle] = relationship()

    @property
    def words(self) -> Wording:
        """What it says, to its reader; in any language rather than not at all."""
        return self.wording("body") or next(
            Wording(text.body, text.language) for text in self.texts.values()
        )
