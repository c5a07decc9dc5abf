from __future__ import annotations

from datetime import date
from enum import StrEnum
from secrets import randbits
from typing import ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Id, Model, Moment, Owned, Shared, Words, now
from webapp.i18n import today
from webapp.meetings.models import Meeting
from webapp.texts import Worded

DONT_KNOW = 0


class QuestionType(StrEnum):
    FACES5 = "faces5"
    FACES3 = "faces3"
    WORDS = "words"

    @property
    def top(self) -> int:
        """The best step; 0 where there is no scale."""
        return {QuestionType.FACES5: 5, QuestionType.FACES3: 3}.get(self, 0)


class FeedbackForm(Shared, Worded, Model):
    """One version of a form. Its words never change once it is here."""

    __table_args__ = (UniqueConstraint("key", "version"),)
    text_fields: ClassVar[tuple[str, ...]] = ("title", "dont_know")

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    """Of all that its file said."""

    questions: Mapped[list[Question]] = relationship(
        back_populates="form", order_by="Question.position"
    )


class Question(Shared, Worded, Model):
    __table_args__ = (UniqueConstraint("form_id", "key"),)
    text_fields: ClassVar[tuple[str, ...]] = ("text", "hint", "steps")

    id: Mapped[Id]
    form_id: Mapped[int] = mapped_column(ForeignKey("feedback_form.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(40))
    """What it is called in figures, from one version to the next."""
    position: Mapped[int]
    type: Mapped[QuestionType]

    form: Mapped[FeedbackForm] = relationship(back_populates="questions")

    @property
    def field(self) -> str:
        """Its name in the form as it is shown."""
        return f"q{self.position}"

    @property
    def steps(self) -> dict[int, str]:
        """The words of the steps, from 1 (the worst) up, in the reader's language."""
        return dict(enumerate(str(self.wording("steps") or "").splitlines(), 1))


class Ask(Owned, Model):
    """A form put to people: for how long, and from how many answers on results are shown."""

    __table_args__ = (CheckConstraint("threshold >= 3", name="threshold_floor"),)

    id: Mapped[Id]
    form_id: Mapped[int] = mapped_column(ForeignKey("feedback_form.id"))
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), unique=True
    )
    """What is asked about, if it is a meeting; other features link to the ask from their side."""
    opens_at: Mapped[Moment]
    closes_at: Mapped[Moment]
    threshold: Mapped[int] = mapped_column(default=5)

    form: Mapped[FeedbackForm] = relationship(lazy="joined", innerjoin=True)
    meeting: Mapped[Meeting | None] = relationship(lazy="joined")

    @property
    def is_ahead(self) -> bool:
        return now() < self.opens_at

    @property
    def is_open(self) -> bool:
        return self.opens_at <= now() < self.closes_at


class Answer(Owned, Model):
    """One form that was sent: only that it came, and on which day."""

    __table_args__ = {"sqlite_with_rowid": False}  # a row number would tell the order

    form_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Of the random key in the form as it was shown: the same form sent again is known by it."""
    ask_id: Mapped[int] = mapped_column(ForeignKey("ask.id", ondelete="CASCADE"), index=True)
    day: Mapped[date] = mapped_column(default=today)


class Reply(Owned, Model):
    """What someone said to one question. Nothing tells who, when or beside which other replies."""

    __table_args__ = (Index("ix_reply_figures", "ask_id", "question_id", "published", "step"),)

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
        default=lambda: randbits(63),
    )
    """Random, so that it keeps no order."""
    ask_id: Mapped[int] = mapped_column(ForeignKey("ask.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    step: Mapped[int | None]
    """1 is the worst; DONT_KNOW is kept apart; None for words."""
    words: Mapped[Words] = mapped_column(default="")
    published: Mapped[bool] = mapped_column(default=False)
