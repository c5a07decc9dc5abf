"""The catalogue as CSV files: which columns, what a row must be, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext as _

from webapp.guides import cell_values
from webapp.guides.cell_values import Faults
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
MOST_ROWS = 2000  # of one file: reading takes seconds, and others wait meanwhile
MOST_PROBLEMS = 100  # after so many the file itself is wrong
TOPIC_COLUMNS = "slug name_fi name_sv name_en name_selko broader synonyms_fi".split()


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
    read_to: int | None = None
    """The first line that was not read, where there were too many lines, or too many faults."""

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
    for number, (line, there, row) in enumerate(rows_of(data, columns, optional or [])):
        if number == MOST_ROWS or len(report.problems) == MOST_PROBLEMS:
            report.read_to = line
            break
        try:
            entry = replace(make(cells_of(there, row)), line=line)
            if entry.slug in found:
                raise Unfit(_("The id “%(id)s” is already on an earlier line.", id=entry.slug))
            found[entry.slug] = entry
        except Unfit as unfit:
            report.problems.append(Problem(line, str(unfit)))
    return list(found.values())


def guide_entry(known_topics: set[str], cells: Cells) -> Entry:
    faults = Faults()
    entry = Entry(
        slug=faults.but(cell_values.slug, cells["id"]),
        columns={
            "title": faults.but(cell_values.title, cells["title"]),
            "publisher": cells["publisher"],
            "year": faults.but(cell_values.year, cells["year"]),
            "language": faults.but(cell_values.language, cells["language"]),
            "url": faults.but(cell_values.address, cells["url"]),
            "kind": faults.but(cell_values.one_of, cells["kind"], set(GuideKind)),
            "evidence": faults.but(cell_values.address, cells["evidence"]),
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
        told["state"] = faults.but(cell_values.one_of, cells["state"], set(GuideState))
    if "review_on" in cells:
        told["review_on"] = faults.but(cell_values.day, cells["review_on"])
    return told


def topic_entry(cells: Cells) -> Entry:
    if not cells["name_fi"]:
        raise Unfit(_("The Finnish name is missing."))
    return Entry(
        slug=cell_values.slug(cells["slug"]),
        columns={
            "name_fi": cells["name_fi"],
            "name_sv": cells["name_sv"],
            "name_en": cells["name_en"],
            "name_simple": cells["name_selko"],
            "synonyms": ";".join(cell_values.several(cells["synonyms_fi"])),
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
