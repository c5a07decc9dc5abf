"""Tables taken out of the site: CSV as a Finnish Excel opens it, and XLSX.

CSV is UTF-8 with a byte order mark, semicolons between cells and a comma in decimals. What people
have typed is only ever text: no cell of ours is run as a formula.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, current_app, send_file

Cell = str | int | float | date | datetime | None

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULAS_BEGIN = "=+-@\t\r\n＝＋－＠"
LONGEST_CELL = 32_767  # characters in Excel
LONGEST_TITLE = 31
NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True)
class Table:
    """One sheet: its name, the words over its columns, and what stands under them."""

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def csv_answer(table: Table, name: str) -> Response:
    """The table as `name`.csv."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(_as_text(cell) for cell in table.head)
    writer.writerows([_as_text(cell) for cell in row] for row in table.rows)
    return _file(BytesIO(text.getvalue().encode("utf-8-sig")), f"{name}.csv", CSV)


def xlsx_answer(tables: Iterable[Table], name: str) -> Response:
    """The tables as sheets of `name`.xlsx, the head of each in view while its rows roll."""
    import xlsxwriter  # only those who export need it

    file = BytesIO()
    settings = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "d.m.yyyy",
    }
    with xlsxwriter.Workbook(file, settings) as book:
        titles: set[str] = set()
        for table in tables:
            _write_sheet(book, table, _sheet_title(table.title, titles))
    file.seek(0)
    return _file(file, f"{name}.xlsx", XLSX)


def _write_sheet(book: Any, table: Table, title: str) -> None:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(0, len(table.head) - 1), 16)
    bold = book.add_format({"bold": True})
    moments = book.add_format({"num_format": "d.m.yyyy h:mm"})
    for column, word in enumerate(table.head):
        sheet.write_string(0, column, str(word), bold)
    for line, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            value = _wall_clock(cell)
            if isinstance(value, str) or value is None:
                sheet.write_string(line, column, (value or "")[:LONGEST_CELL])
            else:
                sheet.write(line, column, value, moments if isinstance(value, datetime) else None)


def _sheet_title(title: str, taken: set[str]) -> str:
    """A name that Excel takes: short, plain, and of one sheet only."""
    plain = " ".join(str(title).translate(NOT_IN_TITLES).split()) or "1"
    number = 1
    name = plain[:LONGEST_TITLE]
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: LONGEST_TITLE - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name


def _as_text(cell: Cell) -> str:
    """How a cell stands in CSV; an apostrophe keeps typed text from being taken for a formula."""
    value = _wall_clock(cell)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, float):
        return str(value).replace(".", ",")
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(cell, str) and text.startswith(tuple(FORMULAS_BEGIN)) else text


def _wall_clock(cell: Cell) -> Cell:
    """A spreadsheet knows no time zones: moments are written as a clock on the wall shows them."""
    if isinstance(cell, datetime) and cell.tzinfo:
        return cell.astimezone(ZoneInfo(current_app.config["TIMEZONE"])).replace(tzinfo=None)
    return cell


def _file(content: BytesIO, name: str, kind: str) -> Response:
    return send_file(content, mimetype=kind, as_attachment=True, download_name=name)
