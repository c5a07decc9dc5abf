from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from urllib.parse import urlsplit

from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Organisation
from webapp.db import Id, Line, Model, Moment, Shared, Words, db, now
from webapp.guides.contents import GuideContents
from webapp.guides.states import GuideState
from webapp.i18n import language
from webapp.languages import FALLBACKS
from webapp.texts import Worded

# Services where anyone may leave a copy of a publication.
COPY_SERVICES = (
    "123dok.com 9pdf.co abcdocz.com docplayer.fi doczz.net happylibnet.com issuu.com moam.info"
    " slideflix.net slideshare.net spotidoc.com vdocuments.mx vdocuments.net vdocuments.site"
    " yumpu.com"
).split()


class GuideKind(StrEnum):
    GUIDE = "guide"
    HANDBOOK = "handbook"
    TOOLKIT = "toolkit"
    FORM = "form"
    MATERIAL_BANK = "material-bank"
    TRAINING = "training"
    VIDEO = "video"
    MODEL = "model"
    WEB_PAGE = "web-page"
    PRACTICE = "practice"  # a working model that is described here


class Audience(StrEnum):
    LEADERS = "leaders"
    COORDINATORS = "coordinators"
    TRAINERS = "trainers"
    PARTICIPANTS = "participants"
    PROFESSIONALS = "professionals"
    ORGANISATIONS = "organisations"


guide_topics = Table(
    "guide_topics",
    db.metadata,
    Column("guide_id", ForeignKey("guide.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Topic(Shared, Model):
    """A term of the controlled vocabulary. Its names are columns, for they are all read at once."""

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name_fi: Mapped[Line]
    name_simple: Mapped[Line] = mapped_column(default="")
    name_sv: Mapped[Line] = mapped_column(default="")
    name_en: Mapped[Line] = mapped_column(default="")
    synonyms: Mapped[Words] = mapped_column(default="")
    """Other Finnish words for the same, with a semicolon between."""
    broader_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id", ondelete="SET NULL"))

    broader: Mapped[Topic | None] = relationship(remote_side="Topic.id")

    NAMES: ClassVar[dict[str, str]] = {
        "fi": "name_fi",
        "fi-simple": "name_simple",
        "sv": "name_sv",
        "en": "name_en",
    }

    @property
    def names(self) -> dict[str, str]:
        return {tag: getattr(self, column) for tag, column in self.NAMES.items()}

    @property
    def name(self) -> str:
        """The name in the reader's language, or in the next best; begins with a capital letter."""
        names = self.names
        return capital(next(names[tag] for tag in FALLBACKS[language()] if names.get(tag)))


class FormerTopic(Model):
    """The address of a topic that has been merged into another."""

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"), index=True)

    topic: Mapped[Topic] = relationship()


class GuideAudience(Model):
    """Someone a guide is for."""

    guide_id: Mapped[int] = mapped_column(
        ForeignKey("guide.id", ondelete="CASCADE"), primary_key=True
    )
    audience: Mapped[Audience] = mapped_column(String(20), primary_key=True, index=True)


class Guide(Worded, Model):
    """What is known of one guide. The summary is in our own words, in several languages."""

    text_fields: ClassVar[tuple[str, ...]] = ("summary",)

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[Line]
    publisher: Mapped[Line] = mapped_column(default="")
    year: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(20), index=True)
    """The language tag (BCP 47) of the guide itself; `mul` for several languages."""
    url: Mapped[str] = mapped_column(String(500), default="")
    """Empty: only the title is known."""
    kind: Mapped[GuideKind] = mapped_column(String(20), index=True)
    evidence: Mapped[str] = mapped_column(String(500), default="")
    """The page where it was seen."""
    created_at: Mapped[Moment] = mapped_column(default=now)
    published_at: Mapped[Moment | None]
    """When it came to be read by those whose it is; all, since it was taken into the library."""
    version: Mapped[int] = mapped_column(default=1)
    """Raised whenever it is saved: two people may have it open at once."""

    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    """Whose own it is; None: it is in the library that all share."""
    offered_at: Mapped[Moment | None]
    """When its organisation offered it to all; a platform admin answers."""
    state: Mapped[GuideState] = mapped_column(String(20), default=GuideState.PUBLISHED)
    reason: Mapped[Line] = mapped_column(default="")
    """Why it is retired."""
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("guide.id", ondelete="SET NULL"))
    review_on: Mapped[date | None]
    """The day when a curator should look at it again."""

    organisation: Mapped[Organisation | None] = relationship()
    replaced_by: Mapped[Guide | None] = relationship(remote_side="Guide.id")
    topics: Mapped[list[Topic]] = relationship(secondary=guide_topics, order_by=Topic.id)
    audience_rows: Mapped[set[GuideAudience]] = relationship(cascade="all, delete-orphan")
    audiences: AssociationProxy[set[str]] = association_proxy(
        "audience_rows", "audience", creator=lambda audience: GuideAudience(audience=audience)
    )
    contents_rows: Mapped[set[GuideContents]] = relationship(cascade="all, delete-orphan")
    contents: AssociationProxy[set[str]] = association_proxy(
        "contents_rows", "contents", creator=lambda contents: GuideContents(contents=contents)
    )

    @property
    def is_public(self) -> bool:
        """Whether anyone may read of it: what has been retired still says so."""
        return self.organisation_id is None and self.state != GuideState.DRAFT

    def is_for(self, user: Any) -> bool:
        """An organisation's own people read its own guides too; of drafts, see `rules.tends`."""
        if self.state == GuideState.DRAFT:
            return bool(user and (user.is_platform_admin or self._is_of(user)))
        return self.is_public or self._is_of(user) or self._is_answered_by(user)

    def _is_of(self, user: Any) -> bool:
        return bool(
            user and user.membership and user.membership.organisation_id == self.organisation_id
        )

    def _is_answered_by(self, user: Any) -> bool:
        return bool(self.offered_at and user and user.is_platform_admin)

    @property
    def is_easy(self) -> bool:
        """Whether the guide itself is in Easy Finnish."""
        return self.language == "fi-simple"

    @property
    def is_copy(self) -> bool:
        return f".{self.site}".endswith(tuple(f".{service}" for service in COPY_SERVICES))

    @property
    def site(self) -> str:
        """Whose site the address leads to: "pakolaisapu.fi"."""
        return site_of(self.url)

    @property
    def seen_on(self) -> str:
        return site_of(self.evidence)


def capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def site_of(url: str) -> str:
    return (urlsplit(url).hostname or "").strip(".").removeprefix("www.")
