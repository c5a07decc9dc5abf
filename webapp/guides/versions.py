"""Every version of a guide as it was saved, to look back on and to put back."""

from __future__ import annotations

import json
from typing import Any

from flask import g, has_request_context
from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import User
from webapp.db import Id, Line, Model, Moment, Words, db, now
from webapp.guides.models import Guide

COLUMNS = "title publisher year language url kind evidence state reason".split()
LISTS = "audiences contents topics".split()

Told = dict[str, Any]


class GuideVersion(Model):
    """What a guide said from then on."""

    __table_args__ = (UniqueConstraint("guide_id", "number"),)

    id: Mapped[Id]
    guide_id: Mapped[int] = mapped_column(ForeignKey("guide.id", ondelete="CASCADE"))
    number: Mapped[int]
    at: Mapped[Moment] = mapped_column(default=now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    """Who saved it; None: a file or the machine did, or the person is no longer here."""
    note: Mapped[Line] = mapped_column(default="")
    """What was done, as a value of the program: "edited", "put-back 3"."""
    told_json: Mapped[Words]

    user: Mapped[User | None] = relationship()

    @property
    def told(self) -> Told:
        told: Told = json.loads(self.told_json)
        return told


def told(guide: Guide) -> Told:
    """All that is known of a guide, in plain values; texts as "summary fi"."""
    facts: Told = {name: getattr(guide, name) for name in COLUMNS}
    facts["review_on"] = guide.review_on.isoformat() if guide.review_on else None
    facts["replaced_by"] = guide.replaced_by_id
    facts |= {"audiences": sorted(guide.audiences), "contents": sorted(guide.contents)}
    facts["topics"] = sorted(topic.slug for topic in guide.topics)
    return facts | {
        f"{field} {tag}": text.body for (field, tag), text in sorted(guide.texts.items())
    }


def begin(guide: Guide) -> None:
    """Before the first change of a guide that came from a file: remember what it was."""
    if db.session.scalar(versions_of(guide).limit(1)) is None:
        keep(guide, "imported")


def keep(guide: Guide, note: str) -> None:
    """Remember the guide as it is now, if anything has changed since it was last kept."""
    db.session.flush()
    body = json.dumps(told(guide), ensure_ascii=False)
    last = db.session.scalar(versions_of(guide).limit(1))
    if last and last.told_json == body:
        return
    guide.version = last.number + 1 if last else 1
    user = g.get("user") if has_request_context() else None
    db.session.add(
        GuideVersion(
            guide_id=guide.id,
            number=guide.version,
            user_id=user.id if user else None,
            note=note,
            told_json=body,
        )
    )
    db.session.flush()


def versions_of(guide: Guide) -> Select[GuideVersion]:
    """All the versions, the newest first."""
    mine = select(GuideVersion).where(GuideVersion.guide_id == guide.id)
    return mine.order_by(GuideVersion.number.desc())


def edited_by_people() -> set[int]:
    """The ids of the guides that a person has saved, be it once."""
    wanted = select(GuideVersion.guide_id).where(GuideVersion.user_id.is_not(None)).distinct()
    return set(db.session.scalars(wanted))


def changes(before: Told, after: Told) -> list[tuple[str, Any, Any]]:
    """What differs: the name of the field, and what it said before and after."""
    names = dict.fromkeys([*before, *after])
    return [
        (name, before.get(name), after.get(name))
        for name in names
        if (before.get(name) or None) != (after.get(name) or None)
    ]
