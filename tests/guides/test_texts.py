"""A curator writes a guide's summary in several languages, with help for Easy Finnish."""

import pytest

from tests.guides import shelf
from webapp import texts
from webapp.db import db, unit_of_work
from webapp.guides import queries
from webapp.guides.versions import versions_of

HARD = "Ryhmässä esim. keskustellaan."


@pytest.fixture(autouse=True)
def shelf_of_guides(app):
    shelf.fill()


@pytest.fixture
def ulla(town, browser):
    """A curator, whose organisation's own the guide is."""
    with unit_of_work():
        the_guide().organisation_id = town.ours.id
    return browser.sign_in(town.ulla)


def the_guide():
    return queries.guides_by_slug(["sururyhma"])["sururyhma"]


def write(ulla, tag, summary, **values):
    page = ulla.open("guides.write", guide_slug="sururyhma", tag=tag)
    seen = page.select_one("input[name=seen]")["value"]
    data = {"summary": summary, "seen": seen, **values}
    return lambda **expected: ulla.send(
        "guides.write", data, guide_slug="sururyhma", tag=tag, **expected
    )


def badges(ulla):
    page = ulla.open("guides.texts", guide_slug="sururyhma")
    return {li.a.text: li.select_one(".badge").text for li in page.select("ul.rows li")}


def test_the_list_tells_which_languages_are_missing(ulla):
    assert badges(ulla) == {
        "Finnish": "Written",
        "Easy Finnish": "Missing",
        "Swedish": "Missing",
        "English": "Written",
    }


def test_a_summary_is_written_and_found_at_once(ulla):
    write(ulla, "sv", "Hur man leder en sorggrupp steg för steg.")()
    assert badges(ulla)["Swedish"] == "Written"
    page = ulla.open("guides.show", guide_slug="sururyhma", lang="sv")
    assert "steg för steg" in page.main.text
    found = ulla.open("guides.index", words="steg")
    assert "Sururyhmän ohjaajan opas" in found.select_one("#results").text


def test_a_text_left_empty_is_no_longer_there(ulla):
    write(ulla, "en", "  ")()
    assert badges(ulla)["English"] == "Missing"


def test_a_text_whose_source_has_changed_is_marked_and_can_be_confirmed(ulla):
    write(ulla, "sv", "Hur man leder en sorggrupp.")()
    write(ulla, "fi", "Miten sururyhmä ohjataan verkossa.")()
    assert badges(ulla)["Swedish"] == "Fallen behind"
    page = ulla.open("guides.write", guide_slug="sururyhma", tag="sv")
    assert "verkossa" in page.select_one(".panel.warning").text
    ulla.post(page.select_one(".panel form")["action"])
    assert badges(ulla)["Swedish"] == "Written"
    assert the_guide().wording("summary", "sv").body == "Hur man leder en sorggrupp."


def test_the_source_is_shown_beside_and_beside_itself_it_is_not(ulla):
    page = ulla.open("guides.write", guide_slug="sururyhma", tag="en")
    assert page.select_one(".panel [lang=fi]").text == "Miten sururyhmä ohjataan."
    assert not ulla.open("guides.write", guide_slug="sururyhma", tag="fi").select(
        ".beside > .panel"
    )


def test_to_check_is_not_to_save(ulla):
    page = write(ulla, "fi-simple", HARD, check="summary")(status=200)
    assert page.select_one("textarea").text.strip() == HARD
    assert "1 place to mend" in page.select_one(".review").text
    assert page.select_one(".sentences .must mark").text == "esim."
    assert the_guide().texts.get(("summary", "fi-simple")) is None


def test_help_comes_as_one_types(ulla):
    told = ulla.send("editor.check", {"summary": HARD}, field="summary", status=200)
    assert told.find(id="summary-help") and not told.html
    assert told.find(id="summary-said")["hx-swap-oob"] == "innerHTML"
    asked = {"summary": HARD, "summary-told": "1"}
    told = ulla.send("editor.check", asked, field="summary", status=200)
    assert not told.find(id="summary-said"), "what is known already is not read aloud again"


def test_help_speaks_of_what_there_is(ulla):
    told = ulla.send("editor.check", {}, field="summary", status=200)
    assert not told.select(".sentences")
    text = "Tule <b>mukaan</b>. " * 900  # 18,000 characters: half is looked at
    told = ulla.send("editor.check", {"summary": text}, field="summary", status=200)
    assert len(told.select(".sentences > li")) == 500
    assert "<b>mukaan</b>" in told.select_one(".sentences span").text


def test_help_in_other_languages_is_not_offered(ulla):
    page = ulla.open("guides.write", guide_slug="sururyhma", tag="sv")
    assert not page.select(".review, [name=check], [hx-post]")


def test_the_second_of_two_curators_sees_both_texts_and_chooses(ulla):
    mine = write(ulla, "fi", "Minun tekstini.")
    write(ulla, "fi", "Toisen teksti.")()
    page = mine(status=422)
    assert page.select_one("textarea").text.strip() == "Minun tekstini."
    assert "Toisen teksti." in page.select_one(".beside > .panel").text
    again = {"summary": "Minun tekstini.", "seen": page.select_one("input[name=seen]")["value"]}
    ulla.send("guides.write", again, guide_slug="sururyhma", tag="fi")
    assert the_guide().wording("summary", "fi").body == "Minun tekstini."


def test_too_long_a_text_is_kept_and_told(ulla):
    page = write(ulla, "fi", "a" * 2001)(status=422)
    assert "Shorten this to 2000" in page.text and "a" * 2001 in page.select_one("textarea").text


def test_a_version_is_kept_of_what_was_there_before(ulla):
    write(ulla, "en", "Grief groups, step by step.")()
    versions = db.session.scalars(versions_of(the_guide())).all()
    assert [version.told["summary en"] for version in versions] == [
        "Grief groups, step by step.",
        "How to lead a grief group.",
    ]


def test_what_is_shared_is_written_by_who_looks_after_the_platform(town, browser):
    browser.sign_in(town.ulla).open("guides.texts", guide_slug="sururyhma", status=403)
    browser.sign_in(town.pia).open("guides.texts", guide_slug="sururyhma")


def test_to_confirm_the_source_or_nothing_does_nothing(app):
    guide = the_guide()
    with unit_of_work():
        texts.confirm(guide, "summary", "fi")
        texts.confirm(guide, "summary", "sv")
    assert not guide.wording("summary", "fi").fallen_behind
    assert ("summary", "sv") not in guide.texts
