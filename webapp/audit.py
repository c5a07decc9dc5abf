"""Who did what, when. Ids and plain words only: no contact details, no tokens."""

from datetime import timedelta

from flask import g, has_request_context
from sqlalchemy import ForeignKey, Select, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Id, Line, Model, Moment, db, now

KEPT = timedelta(days=2 * 365)


class AuditEntry(Model):
    """One thing that was done. People and things are plain ids, so entries outlive them."""

    id: Mapped[Id]
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    """None: it was done to what all organisations share."""
    at: Mapped[Moment] = mapped_column(default=now, index=True)
    actor_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(40), default="")
    thing_id: Mapped[int | None]
    person_id: Mapped[int | None]
    """Whom it was done to."""
    detail: Mapped[Line] = mapped_column(default="")


def record(
    action: str,
    thing: object | None = None,
    *,
    organisation_id: int | None,
    person_id: int | None = None,
    detail: str = "",
) -> None:
    """Remember an act of the signed-in person (or of the system, outside a request).

    `action` is dotted and stable ("membership.removed"); `detail` holds values of the program
    ("leader", or "leader → admin" where one took another's place), never personal data.
    """
    user = g.get("user") if has_request_context() else None
    db.session.add(
        AuditEntry(
            organisation_id=organisation_id,
            actor_id=user.id if user else None,
            action=action,
            kind=getattr(thing, "__tablename__", ""),
            thing_id=getattr(thing, "id", None),
            person_id=person_id,
            detail=detail,
        )
    )


def purge() -> None:
    db.session.execute(delete(AuditEntry).where(AuditEntry.at < now() - KEPT))


def entries(organisation_id: int | None) -> Select[AuditEntry]:
    """An organisation's entries (or those of what is shared), the newest first."""
    mine = select(AuditEntry).where(AuditEntry.organisation_id == organisation_id)
    return mine.order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
