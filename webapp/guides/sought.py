"""What readers looked for in the library: words, language and day. Nobody knows who."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    UniqueConstraint,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Id, Line, Model, Shared, db
from webapp.i18n import language, today
from webapp.search.analysis import tokens

KEPT = timedelta(days=365)
SHOWN_DAYS = 90
FEWEST_SHOWN = 3  # times: what one person looked for once may tell of that person
MOST_A_DAY = 2000  # rows: a flood of words tells nothing new
MAY_BE_A_PERSON = re.compile(r"@|\d{4}")  # an address, a phone number: not even these are kept


class Sought(Shared, Model):
    """Words that someone searched with on a day."""

    __table_args__ = (UniqueConstraint("words", "language", "day"),)

    id: Mapped[Id]
    words: Mapped[Line]
    language: Mapped[str] = mapped_column(String(35))
    day: Mapped[date] = mapped_column(index=True)
    times: Mapped[int]
    found: Mapped[int]
    """How many guides, when it was last asked."""


ONCE_MORE = text("""
    INSERT INTO sought (words, language, day, times, found)
    SELECT :words, :language, :day, 1, :found
    WHERE (SELECT count(*) FROM sought WHERE day = :day) < :most
    ON CONFLICT (words, language, day) DO UPDATE
    SET times = sought.times + 1, found = excluded.found
""")


def note(words: str, found: int, before: str = "") -> None:
    """Words were searched with. As they are typed they are searched letter by letter: what was
    there `before` is only the beginning of what comes now, or the other way round.
    """
    if MAY_BE_A_PERSON.search(words):
        return
    words, before = " ".join(tokens(words)), " ".join(tokens(before))
    if not words or before.startswith(words):
        return
    if before and words.startswith(before):
        _withdraw(before)
    asked = {"words": words, "language": language(), "day": today()}
    db.session.execute(ONCE_MORE, {**asked, "found": found, "most": MOST_A_DAY})


def not_found() -> Select[str, str, int, date]:
    """What was looked for lately and found nothing, the most wanted first."""
    return _lately(func.max(Sought.found) == 0)


def most_wanted() -> Select[str, str, int, date]:
    """What was looked for lately and found something, the most wanted first."""
    return _lately(func.max(Sought.found) > 0)


def purge() -> None:
    db.session.execute(delete(Sought).where(Sought.day < today() - KEPT))


def _lately(which: ColumnElement[bool]) -> Select[str, str, int, date]:
    times, latest = func.sum(Sought.times), func.max(Sought.day)
    lately = select(Sought.words, Sought.language, times, latest).where(
        Sought.day >= today() - timedelta(days=SHOWN_DAYS)
    )
    order = times.desc(), latest.desc(), Sought.words
    often = lately.group_by(Sought.words, Sought.language).having(which, times >= FEWEST_SHOWN)
    return often.order_by(*order)


def _withdraw(words: str) -> None:
    row = Sought.words == words, Sought.language == language(), Sought.day == today()
    db.session.execute(update(Sought).where(*row).values(times=Sought.times - 1))
    db.session.execute(delete(Sought).where(*row, Sought.times < 1))
