from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Id, Line, Model, Moment, Words, now
from webapp.guides.models import Guide


class LinkState(StrEnum):
    NEVER_CHECKED = "never-checked"
    WORKS = "works"
    MOVED = "moved"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"


BROKEN = (LinkState.GONE, LinkState.UNREACHABLE, LinkState.CERTIFICATE)


class LinkCheck(Model):
    """What a machine last found at a guide's address.

    It is of one address: where the guide has got another, it says nothing any more.
    """

    guide_id: Mapped[int] = mapped_column(
        ForeignKey("guide.id", ondelete="CASCADE"), primary_key=True
    )
    url: Mapped[str] = mapped_column(String(500))
    host: Mapped[str] = mapped_column(String(255), index=True)
    state: Mapped[LinkState] = mapped_column(
        String(20), default=LinkState.NEVER_CHECKED, index=True
    )
    checked_at: Mapped[Moment | None]
    """When the state was last found out: a failure that changes nothing doesn't count."""
    proposed_url: Mapped[str] = mapped_column(String(500), default="")
    """Where the old address says that the guide is now."""
    failing: Mapped[LinkState | None] = mapped_column(String(20))
    """What the failures since the last success come to, if they last."""
    failures: Mapped[int] = mapped_column(default=0)
    first_failed_at: Mapped[Moment | None]
    etag: Mapped[Line] = mapped_column(default="")
    last_modified: Mapped[Line] = mapped_column(default="")
    due_at: Mapped[Moment] = mapped_column(default=now, index=True)

    guide: Mapped[Guide] = relationship()

    @property
    def is_broken(self) -> bool:
        return self.state in BROKEN


class LinkHost(Model):
    """A site that guides are on: it is asked one thing at a time."""

    name: Mapped[str] = mapped_column(String(255), primary_key=True)
    free_at: Mapped[Moment] = mapped_column(default=now, index=True)
    """When it may be asked the next thing: a sweep that asks it holds it so."""
    robots: Mapped[Words] = mapped_column(default="")
    robots_at: Mapped[Moment | None]


class LinkReport(Model):
    """What a reader says of a guide's link. Nothing is kept of the reader."""

    id: Mapped[Id]
    guide_id: Mapped[int] = mapped_column(ForeignKey("guide.id", ondelete="CASCADE"), index=True)
    line: Mapped[Line] = mapped_column(default="")
    reported_at: Mapped[Moment] = mapped_column(default=now)
    closed_at: Mapped[Moment | None] = mapped_column(index=True)

    guide: Mapped[Guide] = relationship()
