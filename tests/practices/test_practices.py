"""Working models: read, found among the guides, printed and taken into use."""

import json

import pytest
import yaml

from webapp.db import db, unit_of_work
from webapp.easy_finnish.limits import EASY, broken_limits
from webapp.easy_finnish.measures import measure
from webapp.groups.models import Group
from webapp.guides import curation
from webapp.guides.index import put
from webapp.guides.models import Guide
from webapp.guides.versions import GuideVersion
from webapp.languages import LANGUAGES
from webapp.practices import operations, queries
from webapp.practices.models import Practice, Use

FILES = sorted(operations.FOLDER.glob("*.yaml"))


@pytest.fixture
def practices(town):
    with unit_of_work():
        operations.load()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
class TestFiles:
    def test_every_section_is_in_every_language(self, file):
        told = yaml.safe_load(file.read_text(encoding="utf-8"))["texts"]
        for tag in LANGUAGES:
            assert set(told[tag]) == set(Practice.text_fields), tag

    def test_the_easy_finnish_is_easy(self, file):
        told = yaml.safe_load(file.read_text(encoding="utf-8"))["texts"]["fi-simple"]
        text = "\n\n".join(body.replace("\n", "\n\n") for body in told.values())
        assert broken_limits(measure(text), EASY) == []


@pytest.mark.usefixtures("practices")
def test_anyone_reads_a_working_model_with_its_figures_and_source(browser):
    page = browser.open("practices.show", practice_slug="peer-coach")
    text = page.main.text
    assert "22 people were trained in 2018 and 5 in 2020." in text
    assert "7.2 and its continuation 8.8" in text
    assert page.select_one("#sources a")["href"].startswith("https://innokyla.fi/")
    about = json.loads(page.select_one("script[type='application/ld+json']").string)
    assert about["@type"] == "Article"


@pytest.mark.usefixtures("practices")
def test_a_model_is_told_in_easy_finnish(browser):
    page = browser.open("practices.show", practice_slug="peer-activity", lang="fi-simple")
    assert "Kuka vain voi aloittaa ryhmän." in page.main.text


@pytest.mark.usefixtures("practices")
def test_a_model_is_found_among_the_guides_and_filtered_as_its_own_kind(browser):
    page = browser.get("/en/guides?words=sparring&kind=practice")
    link = page.select_one("#results h2 a")
    assert link.text == "Osallisuussparraus kunnan esihenkilöille"
    browser.get(link["href"], status=301)
    assert browser.follow().h1.text.strip() == "Inclusion sparring for municipal managers"


@pytest.mark.usefixtures("practices")
@pytest.mark.parametrize("word", ["Hollola", "Sokra", "Kuntatyö2030"])
def test_a_model_is_found_by_what_is_told_of_it_not_by_its_name_alone(browser, word):
    def found():
        page = browser.get(f"/en/guides?words={word}&kind=practice")
        return [link["href"].rpartition("/")[2] for link in page.select("#results h2 a")]

    assert "inclusion-sparring" in found()
    with unit_of_work():
        put(db.session.scalars(db.select(Guide)))
    assert "inclusion-sparring" in found(), "it is so when all is indexed again, too"


@pytest.mark.usefixtures("practices")
@pytest.mark.parametrize(("lang", "area"), [("en", "One's own life:"), ("fi-simple", "Oma elämä:")])
def test_results_are_told_by_the_three_areas_of_inclusion(browser, lang, area):
    page = browser.open("practices.show", practice_slug="inclusion-sparring", lang=lang)
    rows = page.select("#results ol > li")
    assert len(rows) == 3 and rows[0].strong.text == area


@pytest.mark.usefixtures("practices")
def test_a_model_without_a_drawing_has_its_pages(browser):
    told = yaml.safe_load((operations.FOLDER / "peer-coach.yaml").read_text(encoding="utf-8"))
    with unit_of_work():
        operations.put(told | {"slug": "undrawn"})
    browser.open("practices.show", practice_slug="undrawn")
    browser.open("practices.index")
    browser.open("practices.card", practice_slug="undrawn")


@pytest.mark.usefixtures("practices")
def test_loading_again_changes_nothing_and_a_changed_file_is_read(town):
    before = [guide.id for guide in db.session.query(Guide)]
    told = yaml.safe_load((operations.FOLDER / "peer-coach.yaml").read_text(encoding="utf-8"))
    told["texts"]["en"]["idea"] = "Another idea."
    with unit_of_work():
        operations.load()
        operations.put(told)
    assert [guide.id for guide in db.session.query(Guide)] == before
    assert str(queries.called("peer-coach").wording("idea", "en")) == "Another idea."


@pytest.mark.usefixtures("practices")
def test_setting_up_again_lets_be_how_a_person_has_named_a_model_in_the_library(town):
    guide = queries.called("peer-coach").guide
    with unit_of_work():
        guide.title = "Vertaisvalmentajat"
        db.session.add(
            GuideVersion(guide_id=guide.id, number=1, user_id=town.pia.id, told_json="{}")
        )
    with unit_of_work():
        operations.load()
    assert queries.called("peer-coach").guide.title == "Vertaisvalmentajat"


@pytest.mark.usefixtures("practices")
def test_the_card_has_the_address_and_a_code_on_one_page(browser):
    page = browser.open("practices.card", practice_slug="peer-mentoring")
    assert page.select_one(".qr svg")
    assert "/en/practices/peer-mentoring" in page.text


@pytest.mark.usefixtures("practices")
def test_kaisa_takes_a_model_into_use_and_the_model_tells_how_many_have(browser, town):
    browser.sign_in(town.kaisa)
    page = browser.open("practices.show", practice_slug="peer-activity")
    page = browser.get(page.select_one("a[href*='practice=']")["href"])
    assert page.select_one("#name")["value"] == "Peer activity"
    form = page.select_one("main form.form")
    said = {"name": "Walkers", "audience": "Anyone", "language": "fi", "topics": []}
    browser.post(form["action"], said)
    group = db.session.query(Group).filter_by(name="Walkers").one()
    assert db.session.query(Use).one().circle_id == group.id
    page = browser.open("practices.show", practice_slug="peer-activity")
    assert "In use in 1 group" in page.text


@pytest.mark.usefixtures("practices")
def test_a_stranger_is_not_offered_to_start(browser):
    page = browser.open("practices.show", practice_slug="peer-activity")
    assert not page.select("a[href*='practice=']")


@pytest.mark.usefixtures("practices")
def test_an_unknown_model_starts_a_plain_group(browser, town):
    browser.sign_in(town.kaisa)
    page = browser.get("/en/groups/new?practice=nothing%00")
    assert page.select_one("#name")["value"] == ""


@pytest.mark.usefixtures("practices")
def test_a_model_is_nothing_to_do_for_curators(browser, town):
    browser.sign_in(town.pia)
    assert "Vertaistoiminta" not in browser.open("guides.to_do_list").main.text


@pytest.mark.usefixtures("practices")
def test_a_model_that_has_been_taken_out_says_why_on_its_page_in_the_library(browser):
    practice = queries.practices()[0]
    with unit_of_work():
        curation.retire(practice.guide, "The project has ended", None)
    browser.open("practices.show", practice_slug=practice.slug, status=302)
    assert "The project has ended" in browser.follow().main.text
    assert practice not in queries.practices()


@pytest.mark.usefixtures("practices")
def test_a_model_stays_one_when_it_is_edited_in_the_library_and_no_guide_becomes_one(browser, town):
    browser.sign_in(town.pia)
    guide = queries.practices()[0].guide
    page = browser.open("guides.edit", guide_slug=guide.slug)
    kinds = [option["value"] for option in page.select("select[name=kind] option")]
    assert kinds == ["practice"] and page.select_one("option[value=practice][selected]")
    new = browser.open("guides.new")
    kinds = {option["value"] for option in new.select("select[name=kind] option")}
    assert "guide" in kinds and "practice" not in kinds
