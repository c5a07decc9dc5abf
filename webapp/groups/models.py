from __future__ import annotations

from enum import StrEnum

from flask import url_for
from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.circles.models import Circle
from webapp.db import Line, Model, Moment, db
from webapp.guides.models import Topic


class Visibility(StrEnum):
    PUBLIC = "public"  # on the organisation's pages, for anyone to find
    UNLISTED = "unlisted"  # only for those who are given the address
    INTERNAL = "internal"  # only for the organisation's own people


class Welcome(StrEnum):
    """What makes it easier for someone to come."""

    STEP_FREE = "step-free"
    TOILET = "toilet"  # an accessible one
    LOOP = "loop"  # for hearing aids
    SIGN_LANGUAGE = "sign-language"
    QUIET = "quiet"  # a place to withdraw to
    CHILDREN = "children"
    PARKING = "parking"
    BUS = "bus"
    FREE = "free"  # of charge


class Audience(StrEnum):
    """Whom a group is for, if not for all."""

    WOMEN = "women"
    MEN = "men"
    YOUNG = "young-adults"
    PARENTS = "parents"
    OLDER = "older-people"
    RELATIVES = "relatives"  # of someone who is ill, or in trouble
    IMMIGRANTS = "immigrants"


group_topics = Table(
    "group_topics",
    db.metadata,
    Column("group_id", ForeignKey("group.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class GroupWelcome(Model):
    """One of the things that make it easier to come to a group."""

    group_id: Mapped[int] = mapped_column(
        ForeignKey("group.id", ondelete="CASCADE"), primary_key=True
    )
    welcome: Mapped[Welcome] = mapped_column(String(20), primary_key=True, index=True)


class GroupAudience(Model):
    """One of those whom a group is for."""

    group_id: Mapped[int] = mapped_column(
        ForeignKey("group.id", ondelete="CASCADE"), primary_key=True
    )
    audience: Mapped[Audience] = mapped_column(String(20), primary_key=True, index=True)


class Group(Circle):
    """A peer-support group."""

    text_fields = ("name", "description", "audience")
    in_calendars = (
        *Circle.in_calendars,
        "municipality",
        "shows_link",
        "is_sensitive",
        "visibility",
        "published_at",
    )

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

    topics: Mapped[list[Topic]] = relationship(secondary=group_topics, order_by=Topic.id)
    welcome_rows: Mapped[set[GroupWelcome]] = relationship(cascade="all, delete-orphan")
    welcomes: AssociationProxy[set[str]] = association_proxy(
        "welcome_rows", "welcome", creator=lambda welcome: GroupWelcome(welcome=welcome)
    )
    audience_rows: Mapped[set[GroupAudience]] = relationship(cascade="all, delete-orphan")
    audiences: AssociationProxy[set[str]] = association_proxy(
        "audience_rows", "audience", creator=lambda audience: GroupAudience(audience=audience)
    )
    """None: all are welcome."""

    __mapper_args__ = {"polymorphic_identity": "group"}

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def is_public(self) -> bool:
        return not self.is_draft and self.visibility in {Visibility.PUBLIC, Visibility.UNLISTED}

    @property
    def is_findable(self) -> bool:
        return not self.is_draft and self.visibility == Visibility.PUBLIC

    @property
    def address(self) -> str:
        return url_for("groups.show", group_id=self.id)

    @property
    def public_address(self) -> str:
        if not self.is_public:
            return ""
        home = self.organisation.slug
        return url_for("groups.public", organisation=home, group_slug=self.slug)

    @property
    def town(self) -> str:
        return self.municipality or self.organisation.municipality

    @property
    def public_place(self) -> str:
        return self.full_place or (self.online_url if self.shows_link else "")

    @property
    def full_place(self) -> str:
        """With its municipality, unless that is told in it."""
        is_told = not self.place or self.municipality in self.place
        return self.place if is_told else f"{self.place}, {self.municipality}"

    @property
    def is_discreet(self) -> bool:
        return self.is_sensitive
