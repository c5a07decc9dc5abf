"""The catalogue as CSV files: which columns, what a row must be, and what is wrong with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask_babel import gettext as _

from webapp.db import now
from webapp.forms import is_web_address
from webapp.guides.contents import Contents
from webapp.guides.models import Audience, Guide, GuideKind, Topic
from webapp.guides.sheet import Cells, Unfit, cells_of, rows_of
from webapp.guides.states import GuideState
from webapp.languages import LANGUAGES

GUIDE_COLUMNS = (
    "id title publisher year language url kind audience topics summary_fi summary_en evidence"
).split()
# An older file lacks some of the last of these, and says nothing of what they tell.
NEWER_COLUMNS = "contains summary_fi-simple summary_sv state review_on".split()
TOPIC_COLUMNS = "slug name_fi name_sv name_en name_selko broader synonyms_fi".split()

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Problem:
    line: int
    reason: str


@dataclass
class Report:
    """What an import did."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        return not self.new and not self.changed


@dataclass(frozen=True)
class Entry:
    """A guide or a topic as a row tells of it: its columns, and its links by slug."""

    slug: str
    columns: dict[str, Any]
    audiences: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    contents: frozenset[str] | None = None
    """None: the file doesn't say."""
    summary: dict[str, str] = field(default_factory=dict)
    broader: str = ""
    line: int = field(default=0, compare=False)


@dataclass
class Plan:
    """What a file would change."""

    report: Report = field(default_factory=Report)
    entries: list[tuple[Entry, Entry | None]] = field(default_factory=list)
    """Each row that changes something, and what is known of the guide now (None: it is new)."""

    def refuse(self, entry: Entry, reason: str) -> None:
        self.report.problems.append(Problem(entry.line, reason))


def entries(
    data: bytes,
    columns: list[str],
    make: Callable[[Cells], Entry],
    report: Report,
    optional: list[str] | None = None,
) -> list[Entry]:
    """The fit rows of a file. What is wrong with the others goes in the report."""
    found: dict[str, Entry] = {}
    for line, there, row in rows_of(data, columns, optional or []):
        try:
            entry = replace(make(cells_of(there, row)), line=line)
            if entry.slug in found:
                raise Unfit(_("The id “%(id)s” is already on an earlier line.", id=entry.slug))
            found[entry.slug] = entry
        except Unfit as unfit:
            report.problems.append(Problem(line, str(unfit)))
    return list(found.values())


class Faults(list[str]):
    """What is wrong with a row, all of it."""

    def but(self, read: Callable[..., Any], *given: Any) -> Any:
        """What is read; or nothing, if a fault is in the way."""
        try:
            return read(*given)
        except Unfit as unfit:
            self.append(str(unfit))
            return None

    def each(self, cell: str, known: set[Any]) -> frozenset[str]:
        return frozenset(self.but(_one_of, name, known) for name in several(cell))


def guide_entry(known_topics: set[str], cells: Cells) -> Entry:
    faults = Faults()
    entry = Entry(
        slug=faults.but(_slug, cells["id"]),
        columns={
            "title": faults.but(_title, cells["title"]),
            "publisher": cells["publisher"],
            "year": faults.but(_year, cells["year"]),
            "language": faults.but(_language, cells["language"]),
            "url": faults.but(_address, cells["url"]),
            "kind": faults.but(_one_of, cells["kind"], set(GuideKind)),
            "evidence": faults.but(_address, cells["evidence"]),
            **_newer(cells, faults),
        },
        audiences=faults.each(cells["audience"], set(Audience)),
        topics=faults.each(cells["topics"], known_topics),
        contents=faults.each(cells["contains"], set(Contents)) if "contains" in cells else None,
        summary={tag: cells[f"summary_{tag}"] for tag in LANGUAGES if f"summary_{tag}" in cells},
    )
    if faults:
        raise Unfit(" ".join(faults))
    return entry


def _newer(cells: Cells, faults: Faults) -> dict[str, Any]:
    """What becomes of the guide, as far as the row says it."""
    told: dict[str, Any] = {}
    if cells.get("state"):
        told["state"] = faults.but(_one_of, cells["state"], set(GuideState))
    if "review_on" in cells:
        told["review_on"] = faults.but(_day, cells["review_on"])
    return told


def topic_entry(cells: Cells) -> Entry:
    if not cells["name_fi"]:
        raise Unfit(_("The Finnish name is missing."))
    return Entry(
        slug=_slug(cells["slug"]),
        columns={
            "name_fi": cells["name_fi"],
            "name_sv": cells["name_sv"],
            "name_en": cells["name_en"],
            "name_simple": cells["name_selko"],
            "synonyms": ";".join(several(cells["synonyms_fi"])),
        },
        broader=cells["broader"],
    )


def guide_as_entry(guide: Guide) -> Entry:
    """What the library already knows of a guide, to be compared with a row."""
    columns = "title publisher year language url kind evidence state review_on".split()
    bodies = {tag: guide.texts.get(("summary", tag)) for tag in LANGUAGES}
    return Entry(
        slug=guide.slug,
        columns={name: getattr(guide, name) for name in columns},
        audiences=frozenset(guide.audiences),
        topics=frozenset(topic.slug for topic in guide.topics),
        contents=frozenset(guide.contents),
        summary={tag: text.body if text else "" for tag, text in bodies.items()},
    )


def topic_as_entry(topic: Topic) -> Entry:
    columns = "name_fi name_sv name_en name_simple synonyms".split()
    return Entry(
        slug=topic.slug,
        columns={name: getattr(topic, name) for name in columns},
        broader=topic.broader.slug if topic.broader else "",
    )


def several(cell: str) -> list[str]:
    """The values of a cell with semicolons, each once, in their order."""
    return list(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def _title(text: str) -> str:
    if not text:
        raise Unfit(_("The title is missing."))
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Unfit(_("The day “%(day)s” is not like 2026-11-23.", day=text)) from None


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise Unfit(_("The id “%(id)s” may hold only a–z, digits and hyphens.", id=text))
    return text


def _year(text: str) -> int | None:
    latest = now().year + 1
    if text and not (re.fullmatch("[0-9]{4}", text) and 1900 <= int(text) <= latest):
        raise Unfit(
            _("The year “%(year)s” is not between 1900 and %(latest)s.", year=text, latest=latest)
        )
    return int(text) if text else None


def _language(text: str) -> str:
    if not LANGUAGE.fullmatch(text):
        raise Unfit(_("The language “%(tag)s” is not a tag like fi, fi-simple or sv.", tag=text))
    return text


def _address(text: str) -> str:
    """Empty, or a web address with nothing secret in it."""
    if text and not is_web_address(text):
        raise Unfit(_("The address “%(address)s” is not a web address.", address=text))
    return text


def _one_of(text: str, known: set[Any]) -> str:
    if text not in known:
        raise Unfit(_("The value “%(value)s” is not known.", value=text))
    return text
