"""A file of guides that someone has sent and not yet confirmed."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ForeignKey, LargeBinary, delete
from sqlalchemy.orm import Mapped, mapped_column

from webapp.accounts.models import User
from webapp.db import Id, Model, Moment, db, now

KEPT = timedelta(days=1)


class GuideFile(Model):
    """What was sent, to be read once more when it is confirmed."""

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE")
    )
    """Whose own the guides are to be; None: shared."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sent_at: Mapped[Moment] = mapped_column(default=now)


def receive(user: User, organisation_id: int | None, content: bytes) -> GuideFile:
    file = GuideFile(user_id=user.id, organisation_id=organisation_id, content=content)
    db.session.add(file)
    db.session.flush()
    return file


def purge() -> None:
    """Forget the files that nobody confirmed."""
    db.session.execute(delete(GuideFile).where(GuideFile.sent_at < now() - KEPT))
