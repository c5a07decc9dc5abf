from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from secrets import randbits
from typing import ClassVar

from flask_babel import gettext as _
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Organisation
from webapp.circles.models import Circle
from webapp.db import Id, Model, Moment, Owned, Shared, Words, now
from webapp.feedback.occasions import Occasion
from webapp.feedback.question_types import MOST_CHOICES, QuestionType
from webapp.i18n import today
from webapp.meetings.models import Meeting
from webapp.texts import Worded


class FeedbackForm(Shared, Worded, Model):
    """One version of a form, of the library or of an organisation.

    Its words never change once it is taken into use; until then it is a draft.
    """

    __table_args__ = (UniqueConstraint("key", "version"),)
    text_fields: ClassVar[tuple[str, ...]] = ("name", "about", "title", "dont_know")

    id: Mapped[Id]
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    """Whose it is; None: everyone's."""
    key: Mapped[str] = mapped_column(String(60))
    """What it is called from one version to the next."""
    version: Mapped[int]
    occasion: Mapped[Occasion] = mapped_column(String(20), default=Occasion.MEETING)
    digest: Mapped[str] = mapped_column(String(64))
    """Of all that its file said; of a draft, another after each change."""
    in_use_since: Mapped[Moment | None]

    questions: Mapped[list[Question]] = relationship(
        back_populates="form", order_by="Question.position", cascade="all, delete-orphan"
    )

    @property
    def is_draft(self) -> bool:
        return self.in_use_since is None


class Question(Shared, Worded, Model):
    __table_args__ = (UniqueConstraint("form_id", "key"),)
    text_fields: ClassVar[tuple[str, ...]] = ("text", "hint", "steps")

    id: Mapped[Id]
    form_id: Mapped[int] = mapped_column(ForeignKey("feedback_form.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(40))
    """What it is called in figures, from one version to the next."""
    position: Mapped[int]
    type: Mapped[QuestionType]
    required: Mapped[bool] = mapped_column(default=False, server_default=false())

    form: Mapped[FeedbackForm] = relationship(back_populates="questions")

    @property
    def field(self) -> str:
        """Its name in the form as it is shown."""
        return f"q{self.position}"

    @property
    def steps(self) -> dict[int, str]:
        """What can be chosen, in the reader's language; of a scale, from 1 (the worst) up."""
        if self.type == QuestionType.YES_NO:
            return {1: _("No"), 2: _("Yes")}
        words = str(self.wording("steps") or "").splitlines()
        if self.type == QuestionType.TEN:
            ends = dict(zip((1, self.type.top), words, strict=False))
            return {n: f"{n} {ends.get(n, '')}".strip() for n in range(1, self.type.top + 1)}
        return dict(enumerate(words, 1))

    def chosen(self, step: int) -> list[int]:
        """The steps that a reply holds: one, or of several choices each that is a bit of it."""
        several = [n for n in range(1, MOST_CHOICES + 1) if step & as_one([n])]
        return several if self.type == QuestionType.MANY else [step]


def as_one(choices: Iterable[int]) -> int:
    """Choices of several as the one number that a reply keeps, a bit each."""
    return sum(1 << number - 1 for number in set(choices))


class Ask(Owned, Model):
    """A form put to people: for how long, and from how many answers on results are shown."""

    __table_args__ = (CheckConstraint("threshold >= 3", name="threshold_floor"),)

    id: Mapped[Id]
    form_id: Mapped[int] = mapped_column(ForeignKey("feedback_form.id"))
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), unique=True
    )
    """What is asked about, if it is a meeting; other features link to the ask from their side."""
    circle_id: Mapped[int | None] = mapped_column(
        ForeignKey("circle.id", ondelete="CASCADE"), unique=True
    )  # where its whole time is asked about
    by_slips: Mapped[bool] = mapped_column(default=False, server_default=false())  # slips only
    opens_at: Mapped[Moment]
    closes_at: Mapped[Moment]
    threshold: Mapped[int] = mapped_column(default=5)

    form: Mapped[FeedbackForm] = relationship(lazy="joined", innerjoin=True)
    meeting: Mapped[Meeting | None] = relationship(lazy="joined")
    whole_circle: Mapped[Circle | None] = relationship()
    organisation: Mapped[Organisation] = relationship()

    @property
    def circle(self) -> Circle | None:
        return self.meeting.circle if self.meeting else self.whole_circle

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

    __table_args__ = (
        Index("ix_reply_figures", "ask_id", "question_id", "published", "step"),
        Index(  # few are; SQLite uses it only where it is asked in these very words
            "ix_reply_quotable",
            "ask_id",
            sqlite_where=text("quotable = 1"),
            postgresql_where=text("quotable"),
        ),
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False,
        default=lambda: randbits(63),  # so that it keeps no order
    )  # fmt: skip
    ask_id: Mapped[int] = mapped_column(ForeignKey("ask.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    step: Mapped[int | None]
    """1 is the worst; DONT_KNOW is kept apart; of many choices, each is a bit. None for words."""
    words: Mapped[Words] = mapped_column(default="")
    published: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[bool] = mapped_column(default=False, server_default=false())  # by a leader
    quotable: Mapped[bool] = mapped_column(default=False, server_default=false())
