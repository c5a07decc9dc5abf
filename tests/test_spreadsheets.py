"""Tables as files, read back by programs other than those that wrote them."""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from webapp.spreadsheets import Table, csv_answer, xlsx_answer

FORMULAS = ["=1+1", "+358", "-1", "@sum", "\t=1", "\r=1", "＝1"]


def rows_of(answer):
    answer.direct_passthrough = False
    text = answer.get_data().decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


def book_of(answer):
    answer.direct_passthrough = False
    return load_workbook(BytesIO(answer.get_data()))


def test_csv_opens_in_a_finnish_excel(app):
    evening = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    table = Table("Läsnäolo", ["Nimi", "Määrä"], [["Äiti; täti", 3], [date(2026, 1, 2), 1.5]])
    answer = csv_answer(table, "läsnäolo")
    answer.direct_passthrough = False
    assert answer.get_data().startswith(b"\xef\xbb\xbfNimi;M")
    assert rows_of(answer) == [["Nimi", "Määrä"], ["Äiti; täti", "3"], ["2026-01-02", "1,5"]]
    assert rows_of(csv_answer(Table("", [], [[evening]]), "a"))[1] == ["2026-11-23 17:30"]


def test_the_files_name_survives_its_letters(app):
    answer = csv_answer(Table("a", ["b"], []), "läsnäolo")
    assert "filename*=UTF-8''l%C3%A4sn%C3%A4olo.csv" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_people_typed_is_never_a_formula(app, typed):
    table = Table("Sheet", [typed], [[typed, -1]])
    assert rows_of(csv_answer(table, "a")) == [[f"'{typed}"], [f"'{typed}", "-1"]]
    sheet = book_of(xlsx_answer([table], "a")).active
    assert sheet["A2"].data_type == "s" and sheet["B2"].value == -1


def test_every_table_is_a_sheet_of_its_own(app):
    evening = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    tables = [Table("A/B: long " + "x" * 40, ["Day"], [[evening]])] * 2 + [Table("", ["a"], [])]
    book = book_of(xlsx_answer(tables, "a"))
    assert len(book.sheetnames) == 3 and max(map(len, book.sheetnames)) == 31
    sheet = book.worksheets[1]
    assert sheet.freeze_panes == "A2" and sheet["A2"].value == datetime(2026, 11, 23, 17, 30)
