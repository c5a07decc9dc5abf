from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Organisation, User
from webapp.db import Id, Line, Model, Moment, Owned, now
from webapp.texts import Worded, Wording


class CircleRole(StrEnum):
    LEADER = "leader"
    ASSISTANT = "assistant"  # takes attendance, and that is all
    PARTICIPANT = "participant"


class MemberStatus(StrEnum):
    ACTIVE = "active"
    ASKED = "asked"  # and the leader has not answered yet
    WAITING = "waiting"  # in the queue for a place
    OFFERED = "offered"  # has a place, if the answer is yes in time
    LEFT = "left"


class Joining(StrEnum):
    """How one comes to be on the list."""

    CLOSED = "closed"  # the leaders write the names down
    OPEN = "open"  # by signing up, as long as there is room
    REQUEST = "request"  # by signing up, and the leader says yes
    INVITATION = "invitation"  # by signing up, for those who have been given the address


class Circle(Owned, Worded, Model):
    """The base of groups and of the other kinds of circle (joined tables)."""

    text_fields: ClassVar[tuple[str, ...]] = ("name", "description")
    in_calendars: ClassVar[tuple[str, ...]] = ("name", "place", "online_url")
    """What decides how calendars show its meetings; other kinds of circle have more."""

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(20))
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[Line]
    """What it is called in its first language; readers see `title`."""
    language: Mapped[str] = mapped_column(String(20), default="fi")
    """The language the circle speaks when it meets (BCP 47)."""
    place: Mapped[Line] = mapped_column(default="")
    online_url: Mapped[str] = mapped_column(String(500), default="")
    keeps_names: Mapped[bool] = mapped_column(default=True)
    """False: only headcounts are kept, no list of people exists."""
    joining: Mapped[Joining] = mapped_column(
        String(20), default=Joining.CLOSED, server_default=Joining.CLOSED
    )
    capacity: Mapped[int | None]
    """For how many participants there is room; None: for all."""
    preparation_minutes: Mapped[int] = mapped_column(default=30, server_default="30")
    """How long each of its leaders prepares for a meeting, and tidies up after it."""
    created_at: Mapped[Moment] = mapped_column(default=now)
    ended_at: Mapped[Moment | None]

    organisation: Mapped[Organisation] = relationship()
    members: Mapped[list[Member]] = relationship(
        back_populates="circle", order_by="Member.id", cascade="all, delete-orphan"
    )

    __mapper_args__: dict[str, Any] = {"polymorphic_on": "kind", "polymorphic_identity": "circle"}
    __table_args__ = (Index("ix_circle_slug", "organisation_id", "slug", unique=True),)

    @property
    def title(self) -> Wording:
        """The name in the reader's language, or in the next best."""
        return self.wording("name") or Wording(self.name, self.source_language)

    @property
    def is_public(self) -> bool:
        """Whether strangers may know of it."""
        return False

    @property
    def address(self) -> str:
        """Where those who lead it find its own page."""
        raise NotImplementedError

    @property
    def public_address(self) -> str:
        """Where anyone may read of it; empty: nowhere."""
        return ""

    @property
    def town(self) -> str:
        """The municipality where it meets, if it is known."""
        return ""

    @property
    def is_findable(self) -> bool:
        """Whether it is for anyone to find."""
        return False

    @property
    def where(self) -> str:
        """Where it usually meets, for those who come."""
        return self.place or self.online_url

    @property
    def public_place(self) -> str:
        """Where it usually meets, as far as anyone may know."""
        return ""

    @property
    def is_discreet(self) -> bool:
        """Whether its name stays out of people's calendars, which others may see."""
        return False

    @property
    def leaders(self) -> list[Member]:
        return [m for m in self.active_members if m.role == CircleRole.LEADER]

    @property
    def assistants(self) -> list[Member]:
        return [m for m in self.active_members if m.role == CircleRole.ASSISTANT]

    @property
    def participants(self) -> list[Member]:
        return [m for m in self.active_members if m.role == CircleRole.PARTICIPANT]

    @property
    def active_members(self) -> list[Member]:
        return [m for m in self.members if m.status == MemberStatus.ACTIVE]


class Member(Owned, Model):
    """A person in a circle: a leader (with a user) or a participant (a nickname is enough)."""

    __table_args__ = (UniqueConstraint("circle_id", "user_id"),)

    id: Mapped[Id]
    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="SET NULL"), index=True
    )
    role: Mapped[CircleRole] = mapped_column(String(20))
    name: Mapped[Line]
    """The name shown in the circle; for participants any nickname."""
    contact: Mapped[Line | None]
    """E-mail or phone, only with consent; what it is used for is said where it is asked."""
    status: Mapped[MemberStatus] = mapped_column(String(20), default=MemberStatus.ACTIVE)
    joined_at: Mapped[Moment] = mapped_column(default=now)
    left_at: Mapped[Moment | None]
    language: Mapped[str] = mapped_column(String(20), default="", server_default="")
    """In which a participant is written to (BCP 47)."""
    helps: Mapped[Line] = mapped_column(default="", server_default="")
    """What would help the person take part."""
    heard_from: Mapped[Line] = mapped_column(default="", server_default="")
    wants_reminders: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Of each meeting, the day before."""
    wants_news: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Of a meeting that is moved or cancelled."""
    sign_up_key: Mapped[str | None] = mapped_column(String(32), unique=True)
    """Of the form that was sent: the same form again is the same person."""
    offered_until: Mapped[Moment | None]

    circle: Mapped[Circle] = relationship(back_populates="members")
    user: Mapped[User | None] = relationship()
    paid_times: Mapped[list[PaidTime]] = relationship(
        order_by="PaidTime.begins_at", cascade="all, delete-orphan"
    )

    @property
    def is_paid(self) -> bool:
        """A leader who does this as paid work now; the others are volunteers."""
        return any(paid.ends_at is None for paid in self.paid_times)

    @property
    def hears_of_changes(self) -> bool:
        """Whether a message of a moved or cancelled meeting reaches this participant."""
        return self.wants_news and "@" in (self.contact or "")


class PaidTime(Owned, Model):
    """From when on leading was a member's paid work, and until when: hours stay what they were."""

    id: Mapped[Id]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    begins_at: Mapped[Moment]
    ends_at: Mapped[Moment | None]
