from __future__ import annotations

from typing import ClassVar

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Organisation
from webapp.circles.models import Circle
from webapp.db import Id, Model, Moment, Owned, now
from webapp.guides.models import Guide
from webapp.texts import Worded


class Collection(Owned, Worded, Model):
    __table_args__ = (Index("ix_collection_slug", "organisation_id", "slug", unique=True),)
    text_fields: ClassVar[tuple[str, ...]] = ("title", "intro")

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[Moment] = mapped_column(default=now)
    published_at: Mapped[Moment | None]
    """None: a draft, which only the organisation's curators see."""

    organisation: Mapped[Organisation] = relationship()
    items: Mapped[list[CollectionItem]] = relationship(
        back_populates="collection",
        order_by="CollectionItem.position, CollectionItem.id",
        cascade="all, delete-orphan",
    )

    @property
    def is_public(self) -> bool:
        return self.published_at is not None


class CollectionItem(Owned, Worded, Model):
    """A guide's place in a collection, and a line on why it is there."""

    __table_args__ = (UniqueConstraint("collection_id", "guide_id"),)
    text_fields: ClassVar[tuple[str, ...]] = ("line",)

    id: Mapped[Id]
    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id", ondelete="CASCADE"))
    guide_id: Mapped[int] = mapped_column(ForeignKey("guide.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]

    collection: Mapped[Collection] = relationship(back_populates="items")
    guide: Mapped[Guide] = relationship(lazy="joined", innerjoin=True)


class CircleCollection(Owned, Model):
    """A collection that the leaders of a circle have at hand."""

    circle_id: Mapped[int] = mapped_column(
        ForeignKey("circle.id", ondelete="CASCADE"), primary_key=True
    )
    collection_id: Mapped[int] = mapped_column(
        ForeignKey("collection.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    circle: Mapped[Circle] = relationship()
    collection: Mapped[Collection] = relationship()


class Favourite(Model):
    """A guide on a person's own list. Nobody else sees it."""

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    guide_id: Mapped[int] = mapped_column(
        ForeignKey("guide.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    added_at: Mapped[Moment] = mapped_column(default=now)

    guide: Mapped[Guide] = relationship()
