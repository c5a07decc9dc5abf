"""What a guide contains, beside its kind: people look for "a form" inside a handbook."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Model


class Contents(StrEnum):
    FORMS = "forms"
    SLIDES = "slides"
    WORKBOOK = "workbook"
    EXERCISES = "exercises"
    VIDEO = "video"
    CHECKLIST = "checklist"


class GuideContents(Model):
    """One sort of thing that there is in a guide."""

    guide_id: Mapped[int] = mapped_column(
        ForeignKey("guide.id", ondelete="CASCADE"), primary_key=True
    )
    contents: Mapped[Contents] = mapped_column(String(20), primary_key=True, index=True)
