from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Id, Model, Owned
from webapp.feedback.models import Ask

JULY = 7


class LookBack(Owned, Model):
    """The ask to an organisation's leaders, once a half-year: how does leading go?"""

    __table_args__ = (UniqueConstraint("organisation_id", "half_year"),)

    id: Mapped[Id]
    ask_id: Mapped[int] = mapped_column(ForeignKey("ask.id", ondelete="CASCADE"), unique=True)
    half_year: Mapped[date]
    """Its first day."""

    ask: Mapped[Ask] = relationship(lazy="joined", innerjoin=True)

    @property
    def name(self) -> str:
        """As people say it."""
        year = self.half_year.year
        if self.half_year.month < JULY:
            return str(_("January to June %(year)s", year=year))
        return str(_("July to December %(year)s", year=year))
