"""People look for "a form" inside a handbook: what a guide contains is told beside its kind."""

import pytest

from tests.guides import shelf
from webapp.db import unit_of_work
from webapp.guides import catalogue, operations, queries

HEADER = ",".join(catalogue.GUIDE_COLUMNS)
BOOK = "kirja,Ryhmän kirja,Oma ry,2020,fi,https://example.org/,handbook,leaders,,Kirja.,A book.,"


@pytest.fixture(autouse=True)
def shelf_of_guides(app):
    shelf.fill()


def bring(row, header=HEADER):
    with unit_of_work():
        return operations.import_guides(f"{header}\n{row}\n".encode())


def the_book():
    return queries.guides_by_slug(["kirja"])["kirja"]


def test_contents_come_in_the_catalogues_last_column():
    report = bring(BOOK + ",forms;checklist", HEADER + ",contains")
    assert report.new == 1 and the_book().contents == {"forms", "checklist"}
    assert bring(BOOK + ",forms;checklist", HEADER + ",contains").changes_nothing
    assert bring(BOOK + ",slides", HEADER + ",contains").changed == 1
    assert the_book().contents == {"slides"}


def test_an_older_file_says_nothing_of_contents_and_changes_none():
    bring(BOOK + ",forms", HEADER + ",contains")
    assert bring(BOOK).changes_nothing
    assert bring(BOOK.replace("2020", "2021")).changed == 1
    assert the_book().contents == {"forms"}


def test_unknown_contents_are_refused_with_their_line():
    report = bring(BOOK + ",forms;poems", HEADER + ",contains")
    assert [(p.line, p.reason) for p in report.problems] == [(2, "The value “poems” is not known.")]


def test_a_handbook_with_forms_is_found_as_forms(browser):
    bring(BOOK + ",forms", HEADER + ",contains")
    page = browser.open("guides.index", contains="forms")
    assert [a.text for a in page.select("#results h2 a")] == ["Ryhmän kirja"]
    assert page.find(id="contains-forms-count").text == "1"
    assert page.find(id="contains-video-count").text == ""
    page = browser.open("guides.index", words="kirja lomakkeita", lang="fi")
    assert page.select_one("#results h2 a").text == "Ryhmän kirja"


def test_the_guides_page_tells_what_is_in_it(browser):
    bring(BOOK + ",forms;video", HEADER + ",contains")
    page = browser.open("guides.show", guide_slug="kirja")
    chips = {a.text: a["href"] for a in page.select(".facts a")}
    assert chips["Ready-made forms"].endswith("contains=forms") and "Video" in chips
    assert "What is in it" not in browser.open("guides.show", guide_slug="sorg").text


def test_a_curator_sees_and_changes_what_is_in_a_guide(town, browser):
    bring(BOOK.replace(",leaders,,", ",leaders,grief;leading,") + ",forms", HEADER + ",contains")
    page = browser.sign_in(town.pia).open("guides.edit", guide_slug="kirja")
    ticked = {box["value"] for box in page.select("input[checked]")}
    assert ticked == {"forms", "leaders", "grief", "leading"}
    typed = page.select("main form.form [name]:not([type=checkbox])")
    sent = {field["name"]: field.get("value", "") for field in typed}
    sent |= {"language": "fi", "kind": "handbook", "contents": ["forms", "checklist"]}
    sent |= {"audiences": "leaders", "topics": ["grief", "leading"]}
    browser.send("guides.edit", sent, guide_slug="kirja")
    assert the_book().contents == {"forms", "checklist"}
    assert {topic.slug for topic in the_book().topics} == {"grief", "leading"}
