from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint, false, true
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Id, Line, Model, Moment, Owned, now
from webapp.texts import Worded


class Role(StrEnum):
    ADMIN = "admin"
    COORDINATOR = "coordinator"
    CURATOR = "curator"
    LEADER = "leader"


class OrganisationKind(StrEnum):
    ASSOCIATION = "association"
    MUNICIPALITY = "municipality"
    COUNTY = "county"
    CONGREGATION = "congregation"
    FRIENDS = "friends"


class Offer(StrEnum):
    """What an organisation gives to its groups."""

    ROOMS = "rooms"
    TRAINING = "training"
    CONTACT = "contact"  # a person to call
    SUPERVISION = "supervision"


class OrganisationOffer(Model):
    """One of the things that an organisation gives to its groups."""

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    offer: Mapped[Offer] = mapped_column(String(20), primary_key=True)


class Organisation(Worded, Model):
    """An association, a municipality's service, a congregation … that runs groups."""

    text_fields = ("description", "offer", "urgent_help")

    id: Mapped[Id]
    name: Mapped[Line]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[OrganisationKind] = mapped_column(String(20), default=OrganisationKind.ASSOCIATION)
    municipality: Mapped[Line] = mapped_column(default="")
    contact_name: Mapped[Line] = mapped_column(default="", server_default="")
    """Whom anyone may ask; shown on the public pages, with the two below."""
    contact_email: Mapped[str] = mapped_column(String(254), default="", server_default="")
    contact_phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    months_kept: Mapped[int] = mapped_column(default=12, server_default="12")
    """For how long a participant's name is kept after he or she has left or the group has ended."""
    created_at: Mapped[Moment] = mapped_column(default=now)

    memberships: Mapped[list[Membership]] = relationship(back_populates="organisation")
    offer_rows: Mapped[set[OrganisationOffer]] = relationship(cascade="all, delete-orphan")
    offers: AssociationProxy[set[str]] = association_proxy(
        "offer_rows", "offer", creator=lambda offer: OrganisationOffer(offer=offer)
    )


class User(Model):
    """A person with an e-mail address. There is no password."""

    id: Mapped[Id]
    name: Mapped[Line]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    is_platform_admin: Mapped[bool] = mapped_column(default=False)
    is_demo: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(20), default="fi", server_default="fi")
    """In which the person is written to: that of the latest signing in."""
    wants_reminders: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Of meetings of one's own circles: those that change, and those that wait for a report."""
    wants_digest: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Once a week, of what waits in the organisation; for its coordinators."""
    has_signed_in: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Ever: others see whether an invitation has been taken."""
    created_at: Mapped[Moment] = mapped_column(default=now)

    memberships: Mapped[list[Membership]] = relationship(
        back_populates="user", order_by="Membership.id"
    )

    membership = None
    """The membership this person acts in now; set where the request learns who it is."""

    @property
    def role(self) -> Role | None:
        """The role in the organisation this person acts in now."""
        return self.membership and self.membership.role

    @property
    def coordinates(self) -> bool:
        return self.role in {Role.ADMIN, Role.COORDINATOR}


class Membership(Owned, Model):
    """A user's place and role in an organisation."""

    __table_args__ = (UniqueConstraint("organisation_id", "user_id"),)

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(String(20))

    user: Mapped[User] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship(back_populates="memberships")


class Session(Model):
    """One signed-in browser; deleting or revoking the row signs it out."""

    __tablename__ = "signed_in_session"

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL")
    )
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Moment] = mapped_column(default=now)
    expires_at: Mapped[Moment]
    revoked_at: Mapped[Moment | None]

    user: Mapped[User] = relationship()


class SignInTicket(Model):
    """A one-use way in, sent by mail: a link and a six-digit code, kept only as hashes.

    There is one for an unknown address too (without a user), so that it is handled alike.
    """

    id: Mapped[Id]
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), index=True
    )
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    asked_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """Of the key that the browser which asked holds: only there does the code work."""
    code_hash: Mapped[str] = mapped_column(String(64))
    tries: Mapped[int] = mapped_column(default=0)
    """How many codes have been typed."""
    created_at: Mapped[Moment] = mapped_column(default=now)
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
