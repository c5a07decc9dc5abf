"""The report on paper and in files."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from tests.reports.test_figures import a_grant, groups
from webapp import texts
from webapp.db import db, unit_of_work
from webapp.i18n import today
from webapp.reports import operations
from webapp.reports.figures import Figures
from webapp.reports.models import Basis, Figure
from webapp.reports.periods import Period
from webapp.reports.scope import Scope


def file_of(browser, ending, **query):
    answer = browser.client.get(
        browser.url("reports.export_file", "en", {"ending": ending, **query})
    )
    db.session.rollback()
    assert answer.status_code == 200 and answer.headers["Cache-Control"].endswith("no-store")
    return answer


def lines(browser, table, **query):
    text = file_of(browser, "csv", table=table, **query).get_data().decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


def test_the_workbook_has_one_sheet_a_table(kaisa, demo):
    answer = file_of(kaisa, "xlsx")
    assert f"vertaistupa-{today().year}.xlsx" in answer.headers["Content-Disposition"]
    book = load_workbook(BytesIO(answer.get_data()))
    assert book.sheetnames == [
        "Figures", "Months", "Languages of the groups", "Municipalities", "Feedback",
        "Means by month", "Quotes", "Groups", "In words",
    ]  # fmt: skip
    told = Figures(Scope(demo, Period.year(today().year)))
    sheet = {row[0]: row[1] for row in book["Figures"].values}
    assert sheet["Visits"] == told.numbers[Figure.VISITS]
    assert sheet["Hours of volunteers"] == told.numbers[Figure.HOURS]
    assert sheet["Volunteers, STEA’s band"] == "1–9"
    assert sheet["Is it over?"] == "No, a part of the time"


def test_the_sheet_of_groups_adds_up(kaisa, demo):
    head, *rows = lines(kaisa, "groups")
    numbers = Figures(Scope(demo, Period.year(today().year))).numbers
    for name, figure in (("Held", Figure.HELD), ("Visits", Figure.VISITS)):
        assert sum(int(row[head.index(name)]) for row in rows) == numbers[figure]
    hours = (row[head.index("Hours of volunteers")].replace(",", ".") for row in rows)
    assert sum(map(float, hours)) == pytest.approx(numbers[Figure.HOURS])
    people = {row[0]: row[head.index("Different people")] for row in rows}
    assert people["Clear course"] == "Not known"


def test_what_someone_typed_is_never_a_formula(kaisa, demo):
    (group,) = groups(demo, "nour")
    with unit_of_work():
        texts.write(group, "name", "en", "=1+1")
        grant = a_grant(demo, group)
        grant.name = "@SUM(A1)"
    book = load_workbook(BytesIO(file_of(kaisa, "xlsx", grant=grant.id).get_data()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.value for cell in cells if str(cell.value).startswith(("=", "@"))} == {
        "=1+1",
        "@SUM(A1)",
    }
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert lines(kaisa, "groups", grant=grant.id)[1][0] == "'=1+1"
    assert ["Grant", "'@SUM(A1)", "", ""] in lines(kaisa, "figures", grant=grant.id)


def test_each_table_is_a_file_of_its_own(kaisa):
    assert lines(kaisa, "municipalities")[0] == ["Municipality", "Groups", "Held", "Visits"]
    assert lines(kaisa, "languages")[1][0] == "Finnish"
    assert lines(kaisa, "feedback")[1][0] == "Was it good to be here?"
    assert len(lines(kaisa, "months")) == 13
    assert lines(kaisa, "odd") == lines(kaisa, "figures")


def test_a_file_says_how_volunteers_are_known_and_what_stands_on_the_page(kaisa, demo):
    with unit_of_work():
        year = Scope(demo, Period.year(today().year))
        operations.remark(year, Figure.VOLUNTEERS, Basis.ESTIMATE, "By eye")
        operations.remark(year, Figure.PEOPLE, Basis.SAMPLE, "Ours")
    told = {row[0]: row[2:] for row in lines(kaisa, "figures")}
    assert told["Volunteers"] == told["Volunteers, STEA’s band"] == ["Estimate", "By eye"]
    assert told["Quotes that may be published"][0] == "Collected"
    notes = [
        "Different people are known only where names are kept. "
        "Visits without a name are not added to them.",
        "Names are of one group only. A person who comes to two groups is two people here.",
    ]
    assert told["Different people"] == ["Sample", " ".join(["Ours", *notes])]
    assert told["New people"] == ["Collected", " ".join(notes)]
    paper = kaisa.open("reports.sheet").text
    assert all(note in paper for note in notes)


def test_the_lines_of_feedback_are_a_table_too(kaisa, demo):
    told = Figures(Scope(demo, Period.year(today().year))).said
    head, *rows = lines(kaisa, "feedback-months")
    assert head == ["Question", "Month", "Mean"]
    assert rows == [
        [str(said.question.wording("text")), str(month), str(round(mean, 2)).replace(".", ",")]
        for said in told
        for month, mean in said.by_month.items()
    ]
    assert len({row[1] for row in rows}) > 1


def test_on_paper_the_figures_are_the_same_and_nothing_is_to_be_pressed(kaisa):
    screen, paper = kaisa.open("reports.show"), kaisa.open("reports.sheet")
    for unseen in screen.select("#report .hidden-text"):
        unseen.clear()
    figures_of = [
        [" ".join(row.text.split()) for row in page.select("tbody tr")] for page in (screen, paper)
    ]
    assert figures_of[0] == figures_of[1]
    assert not paper.select("main a, main button, main form")
