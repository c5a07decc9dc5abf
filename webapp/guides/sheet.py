"""A CSV file as rows: its encoding, its header, and the line that each row begins on."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from webapp.forms import tidy
from webapp.languages import LANGUAGES
from webapp.spreadsheets import FORMULAS_BEGIN
from webapp.web import Refused

LONGEST = {"id": 80, "slug": 80, "language": 20, "url": 500, "evidence": 500}
LONGEST |= dict.fromkeys((*(f"summary_{tag}" for tag in LANGUAGES), "synonyms_fi"), 2000)

Cells = dict[str, str]


class Unfit(Exception):
    """A row that can't go in; the message says why."""


Rows = Iterator[tuple[int, list[str], list[str]]]


def rows_of(data: bytes, columns: list[str], optional: list[str]) -> Rows:
    """Each row with the line it begins on and its columns; an older file lacks the last of them.

    Refused when the file as a whole can't be read.
    """
    text = _text(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    found = _next_row(reader)
    fit = [[*columns, *optional[:newer]] for newer in range(len(optional) + 1)]
    if found is None or found not in fit:
        wanted = ",".join([*columns, *optional])
        raise Refused(_("The first line must be this, with the commas: %(line)s", line=wanted))
    while True:
        line = reader.line_num + 1
        row = _next_row(reader)
        if row is None:
            return
        yield line, found, row


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:  # no text has it, UTF-16 is full of it
        raise Refused(_("The file is not in UTF-8. Save it as “CSV UTF-8” and try again."))
    return text


def _delimiter(text: str) -> str:
    """A Finnish Excel writes semicolons between cells."""
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _next_row(reader: Any) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error:
        return []


def cells_of(columns: list[str], row: list[str]) -> Cells:
    if len(row) != len(columns):
        raise Unfit(
            _("%(wanted)s columns are needed. Look for a missing comma or quotation mark.",
              wanted=len(columns))
        )  # fmt: skip
    cells = {name: _plain(name, cell) for name, cell in zip(columns, row, strict=True)}
    too_long = [
        _("“%(name)s” is longer than %(max)s characters.", name=name, max=LONGEST.get(name, 200))
        for name, cell in cells.items()
        if len(cell) > LONGEST.get(name, 200)
    ]
    if too_long:
        raise Unfit(" ".join(too_long))
    return cells


def _plain(name: str, cell: str) -> str:
    """Without the apostrophe that keeps typed text from being run as a formula.

    A summary keeps its lines, so that a file taken out changes nothing when it comes back.
    """
    guarded = cell.startswith("'") and cell[1:].startswith(tuple(FORMULAS_BEGIN))
    bare = cell[1:] if guarded else cell
    return bare.strip() if name.startswith("summary_") else tidy(bare)
