"""Words people type: mistyped, of other languages, never found; and what is done about it."""

import pytest

from tests.guides import shelf
from webapp.db import db, unit_of_work
from webapp.guides import sought
from webapp.guides.index import GUIDES
from webapp.guides.sought import Sought
from webapp.search import synonyms


@pytest.fixture
def library(town):
    shelf.fill()
    with unit_of_work():
        synonyms.load()


def asked():
    db.session.rollback()
    return {(row.words, row.times, row.found) for row in db.session.query(Sought)}


@pytest.mark.usefixtures("library")
def test_a_mistyped_word_is_asked_about(browser):
    page = browser.get("/en/guides?words=pakolaisapuu")
    assert "Did you mean:" in page.text
    assert page.find("a", string="pakolaisapu")["href"] == "/en/guides?words=pakolaisapu"


@pytest.mark.usefixtures("library")
def test_nothing_is_asked_about_a_word_that_is_there(browser):
    assert "Did you mean:" not in browser.get("/en/guides?words=surun").text


@pytest.mark.usefixtures("library")
def test_the_words_are_marked_in_what_was_found(browser):
    page = browser.get("/en/guides?words=suru")
    marked = [mark.text for mark in page.select("h2 mark")]
    assert {"Sururyhmän", "surusta"} <= set(marked)


@pytest.mark.usefixtures("library")
def test_html_in_a_title_stays_text_when_it_is_marked():
    marked = GUIDES.find("suru").mark("<b>Suru</b> & toivo", "fi")
    assert marked == "&lt;b&gt;<mark>Suru</mark>&lt;/b&gt; &amp; toivo"


@pytest.mark.usefixtures("library")
def test_what_was_looked_for_is_remembered_without_the_person(browser):
    browser.get("/en/guides?words=Suru")
    browser.get("/en/guides?words=suru")
    browser.get("/en/guides?words=qqqq")
    assert asked() == {("suru", 2, 3), ("qqqq", 1, 0)}


@pytest.mark.usefixtures("library")
def test_what_filters_hide_is_not_told_to_be_missing(browser):
    browser.get("/en/guides?words=suru&kind=video")
    assert asked() == set()


@pytest.mark.usefixtures("library")
def test_a_word_opens_in_the_language_it_was_searched_in(browser, town):
    for _time in range(3):
        browser.get("/sv/guides?words=sorg")
    page = browser.sign_in(town.ulla).open("guides.looked_for")
    assert page.find("a", string="sorg")["href"] == "/sv/guides?words=sorg"


@pytest.mark.usefixtures("library")
def test_words_searched_while_they_are_typed_count_once(browser):
    for before, words in ("", "su"), ("su", "sur"), ("sur", "suru"), ("suru", "sur"):
        headers = {"HX-Current-URL": f"http://localhost/en/guides?words={before}"}
        browser.client.get(f"/en/guides?words={words}", headers=headers)
    assert asked() == {("suru", 1, 3)}


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("words", ["matti@example.org", "040 1234567"])
def test_what_may_tell_of_a_person_is_not_remembered(browser, words):
    assert browser.client.get("/en/guides", query_string={"words": words}).status_code == 200
    assert asked() == set()


@pytest.mark.usefixtures("library")
def test_a_flood_of_words_ends(browser, monkeypatch):
    monkeypatch.setattr(sought, "MOST_A_DAY", 2)
    for words in "one", "two", "three":
        assert browser.get(f"/en/guides?words={words}")
    assert len(asked()) == 2


@pytest.mark.usefixtures("library")
def test_ulla_sees_what_was_not_found(browser, town):
    for words in ("qqqq", "suru", "Matti masennus") * 2 + ("qqqq", "suru"):
        browser.get(f"/en/guides?words={words}")
    browser.sign_in(town.ulla)
    page = browser.get("/en/guides/words")
    nothing, most = page.main("ul", "rows")
    assert "qqqq" in nothing.text
    assert "suru" in most.text
    assert "masennus" not in page.text, "what is asked once or twice may tell of one person"


@pytest.mark.usefixtures("library")
def test_pia_teaches_the_search_a_word(browser, town):
    assert "Sanoja surusta" not in browser.get("/en/guides?words=qqqq").text
    browser.sign_in(town.pia)
    browser.post("/en/guides/meanings/new", {"fi": "qqqq\nsuru"})
    assert "Sanoja surusta" in browser.get("/en/guides?words=qqqq").text


@pytest.mark.usefixtures("library")
def test_one_word_alone_means_nothing_else(browser, town):
    browser.sign_in(town.pia)
    page = browser.post("/en/guides/meanings/new", {"fi": "qqqq"}, status=422)
    assert "at least two words" in page.text
    assert "qqqq" in page.text


@pytest.mark.usefixtures("library")
def test_words_that_pia_removes_mean_nothing_any_more(browser, town):
    browser.sign_in(town.pia)
    browser.post("/en/guides/meanings/new", {"fi": "qqqq\nsuru"})
    newest = max(row.id for row in db.session.scalars(synonyms.meanings()))
    browser.post(f"/en/guides/meanings/{newest}/remove", {})
    assert "Sanoja surusta" not in browser.get("/en/guides?words=qqqq").text
