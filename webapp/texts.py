"""Texts in several languages: one mechanism for every feature.

A model says which of its texts may exist in several languages:

    class Guide(Worded, Model):
        text_fields = ("summary",)

and they are read with `guide.wording("summary")` and written with `texts.write`.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import Any, ClassVar

from sqlalchemy import Select, String, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column
from sqlalchemy.orm import object_session as session_of

from webapp.db import Id, Model, Words, db
from webapp.i18n import language
from webapp.languages import FALLBACKS


class Text(Model):
    """One text of one thing in one language."""

    __table_args__ = (UniqueConstraint("kind", "thing_id", "field", "language"),)

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(40))
    thing_id: Mapped[int]
    field: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(20))
    body: Mapped[Words]
    source_digest: Mapped[str | None] = mapped_column(String(64))
    """Digest of the text this was made from, at that time (of its own, in the source language)."""


@dataclass(frozen=True)
class Wording:
    """A text as a reader gets it: in which language, and whether it is behind its source."""

    body: str
    language: str
    fallen_behind: bool = False

    def __str__(self) -> str:
        return self.body

    @property
    def is_translated(self) -> bool:
        """Whether it is in the reader's own language."""
        return self.language == language()


class Worded:
    """A thing with texts in several languages."""

    text_fields: ClassVar[tuple[str, ...]] = ()
    source_language: ClassVar[str] = "fi"
    id: Any
    _texts: dict[tuple[str, str], Text] | None = None

    @property
    def texts(self) -> dict[tuple[str, str], Text]:
        """Every text of this thing by (field, language). See `load` for many things at once."""
        if self._texts is None:
            load([self])
        return self._texts if self._texts is not None else {}

    def wording(self, field: str, tag: str | None = None) -> Wording | None:
        """The text in the asked (or the reader's) language, or in the next best; None if none."""
        tag = tag or language()
        for candidate in FALLBACKS.get(tag, (tag, "en", "fi")):
            text = self.texts.get((field, candidate))
            if text and text.body:
                return Wording(text.body, candidate, self._is_behind(text))
        return None

    def _is_behind(self, text: Text) -> bool:
        source = self.texts.get((text.field, self.source_language))
        if text.source_digest is None or source is None:
            return False
        return text.source_digest != digest(source.body)


def kind_of(thing: Worded) -> str:
    return str(type(thing).__tablename__)  # type: ignore[attr-defined]


def load(things: Iterable[Worded]) -> None:
    """Read the texts of many things by one statement for each kind."""
    by_kind: dict[str, list[Worded]] = defaultdict(list)
    for thing in things:
        by_kind[kind_of(thing)].append(thing)
    for kind, some in by_kind.items():
        _load(kind, some)


def _load(kind: str, things: list[Worded]) -> None:
    by_id: dict[int, dict[tuple[str, str], Text]] = {thing.id: {} for thing in things}
    wanted = Text.kind == kind, Text.thing_id.in_(by_id)
    for text in db.session.scalars(select(Text).where(*wanted)):
        by_id[text.thing_id][text.field, text.language] = text
    for thing in things:
        thing._texts = by_id[thing.id]


def write(thing: Worded, field: str, tag: str, body: str) -> None:
    """Set one text (an empty one is removed); what it is made from is remembered by digest.

    The same words again tell nothing new: a text that has fallen behind stays behind.
    """
    assert field in thing.text_fields, f"{kind_of(thing)} has no text {field}"
    assert session_of(thing) is not None, "flush the thing before its texts"
    body = body.strip()
    text = thing.texts.get((field, tag))
    if not body:
        if text:
            db.session.delete(text)
            del thing.texts[field, tag]
        return
    if text is not None and text.body == body:
        return
    if text is None:
        text = Text(kind=kind_of(thing), thing_id=thing.id, field=field, language=tag)
        db.session.add(text)
        thing.texts[field, tag] = text
    text.body = body
    source = thing.texts.get((field, thing.source_language))
    text.source_digest = digest(source.body) if source else None


def confirm(thing: Worded, field: str, tag: str) -> None:
    """Say that a text is still right, though the one it was made from has changed."""
    text, source = (thing.texts.get((field, spoken)) for spoken in (tag, thing.source_language))
    if text and source and text is not source:
        text.source_digest = digest(source.body)


def behind(kind: type[Worded]) -> Select[Text]:
    """The texts of one kind of things whose source has changed since they were made from it."""
    source = aliased(Text)
    return (
        select(Text)
        .join(source, and_(source.kind == Text.kind, source.thing_id == Text.thing_id))
        .where(Text.kind == kind.__tablename__, Text.field == source.field)  # type: ignore[attr-defined]
        .where(source.language == kind.source_language)
        .where(Text.source_digest != source.source_digest)
    )


def erase(thing: Worded) -> None:
    """Remove every text of a thing that is about to be deleted."""
    db.session.execute(
        db.delete(Text).where(Text.kind == kind_of(thing), Text.thing_id == thing.id)
    )
    thing._texts = {}


def digest(body: str) -> str:
    return sha256(body.encode()).hexdigest()


def slug_of(words: str) -> str:
    """Words as a part of an address: "Selvä suunta" is "selva-suunta"; never empty."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-") or "x"


def free_slug(wanted: str, taken: Select[str]) -> str:
    """The wanted part of an address, with a number after it if one of those has it already."""
    column = taken.selected_columns[0]
    others = set(db.session.scalars(taken.where(column.startswith(wanted, autoescape=True))))
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in others else next(slug for slug in numbered if slug not in others)
