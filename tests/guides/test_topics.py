"""Pia, who looks after the platform, keeps the vocabulary that all guides share."""

import pytest

from tests.guides import shelf
from webapp import audit
from webapp.db import db, unit_of_work
from webapp.groups.models import Group
from webapp.guides import catalogue, operations, topics, vocabulary
from webapp.guides.models import Topic
from webapp.web import Refused

NAMES = ("name_fi", "name_simple", "name_sv", "name_en")


@pytest.fixture(autouse=True)
def shelf_of_guides(app):
    shelf.fill()


@pytest.fixture
def pia(town, browser):
    return browser.sign_in(town.pia)


def topic(slug):
    return vocabulary.topics_by_slug()[slug]


def said(name_fi, synonyms="", broader="", **names):
    """What Pia writes in the form of a topic."""
    told = {"name_fi": name_fi, "synonyms": synonyms, "broader": broader}
    return dict.fromkeys(NAMES, "") | names | told


def titles(page):
    return {a.text for a in page.select("#results h2 a")}


def test_the_list_shows_what_is_part_of_what_and_how_many_guides(pia):
    pia.send("guides.edit_topic", said("suru", broader="migrants"), topic_slug="grief")
    page = pia.open("guides.topic_list")
    assert page.select_one(".within .title").text == "Suru"
    rows = {a.text: a.find_next_sibling("span").text for a in page.select("a.title")}
    assert rows["Suru"] == "3 guides"


def test_a_new_topic_gets_an_address_from_its_name(pia):
    pia.send("guides.add_topic", said("Yksinäisyys", name_en="Loneliness"))
    pia.send("guides.add_topic", said("Yksinäisyys 2", name_en="Loneliness"))
    assert {"loneliness", "loneliness-2"} <= vocabulary.topics_by_slug().keys()


def test_two_topics_have_not_the_same_name(pia):
    page = pia.send("guides.add_topic", said(" SURU "), status=422)
    assert "already a topic with this name" in page.text
    pia.send("guides.edit_topic", said("suru"), topic_slug="grief")


def test_other_words_lead_to_the_guides_at_once(pia):
    words = "menetys\n leski ;menetys\n"
    pia.send("guides.edit_topic", said("suru", words), topic_slug="grief")
    assert topic("grief").synonyms == "menetys;leski"
    page = pia.open("guides.edit_topic", topic_slug="grief")
    assert page.select_one("textarea").text.split() == ["menetys", "leski"]
    assert "Sanoja surusta" in titles(pia.open("guides.index", words="leski"))


def test_who_looks_for_a_topic_finds_the_narrower_ones_too(pia):
    with unit_of_work():
        topic("grief").broader, topic("leading").broader = topic("migrants"), topic("grief")
    page = pia.open("guides.index", topic="migrants")
    assert len(titles(page)) == 6
    assert page.find(id="topic-migrants-count").text == "6", "each guide is counted once"
    assert page.find(id="topic-leading-count").text == "4"


def test_a_circle_of_topics_can_not_be_made(pia):
    pia.send("guides.edit_topic", said("suru", broader="migrants"), topic_slug="grief")
    page = pia.open("guides.edit_topic", topic_slug="grief")
    assert page.select_one("option[selected]")["value"] == "migrants"
    page = pia.open("guides.edit_topic", topic_slug="migrants")
    assert {o["value"] for o in page.select("option")} == {"", "leading"}
    pia.send("guides.edit_topic", said("x", broader="grief"), topic_slug="migrants", status=422)
    with pytest.raises(Refused):
        topics.change(topic("migrants"), {}, "", topic("grief"))


def test_a_merge_is_shown_before_it_is_done(pia):
    page = pia.send("guides.merge_topic", {"into": "migrants"}, topic_slug="grief", status=200)
    facts = {div.dt.text: div.dd.text for div in page.select(".facts > div")}
    assert facts["Guides that move"] == "2" and facts["Guides on both already"] == "1"
    assert "grief" in vocabulary.topics_by_slug()
    form = page.select_one("main form")
    pia.post(form["action"], {i["name"]: i["value"] for i in form.select("input")})
    assert "grief" not in vocabulary.topics_by_slug()


def test_after_a_merge_guides_groups_words_and_old_addresses_lead_to_what_stays(pia, town):
    with unit_of_work():
        group = db.session.get(Group, town.group.id)
        group.topics = [topic("grief"), topic("migrants")]
        topic("leading").broader = topic("grief")
    with unit_of_work():
        topics.merge(topic("grief"), topic("migrants"))
    assert topics.guides_on(topic("migrants")) == 4
    assert [t.slug for t in db.session.get(Group, town.group.id).topics] == ["migrants"]
    assert topic("leading").broader is topic("migrants")
    assert "suru" in topic("migrants").synonyms.split(";")
    assert "Att leda en sorggrupp" in titles(pia.open("guides.index", words="sureva"))
    pia.get("/en/guides?topic=grief&kind=handbook", status=301)
    assert pia.answer.headers["Location"] == "/en/guides?topic=migrants&kind=handbook"
    with unit_of_work():
        topics.merge(topic("migrants"), topic("leading"))
    pia.get("/en/guides?topic=grief", status=301)
    assert pia.answer.headers["Location"].endswith("topic=leading")
    assert topic("leading").broader is None, "it is not part of itself"


def test_the_catalogue_with_a_merged_topic_brings_it_not_back(app):
    with unit_of_work():
        topics.merge(topic("grief"), topic("migrants"))
    with unit_of_work():
        report = operations.import_topics(shelf._file(catalogue.TOPIC_COLUMNS, shelf.TOPICS))
        again = operations.import_guides(shelf._file(catalogue.GUIDE_COLUMNS, shelf.GUIDES))
    assert "grief" not in vocabulary.topics_by_slug() and report.new == 0
    assert again.changes_nothing and not again.problems


def test_it_is_remembered_who_did_what(pia, town):
    pia.send("guides.merge_topic", {"into": "migrants", "sure": "yes"}, topic_slug="grief")
    [entry] = db.session.scalars(audit.entries(None))
    assert (entry.action, entry.detail) == ("topic.merged", "grief → migrants")
    assert entry.actor_id == town.pia.id
    assert "merged two topics" in pia.open("guides.topic_list").text


def test_odd_choices_are_told(pia):
    for into in ("", "grief", "nothing"):
        pia.send("guides.merge_topic", {"into": into}, topic_slug="grief", status=422)
    pia.send("guides.add_topic", said("  "), status=422)
    pia.send("guides.add_topic", said("a" * 201), status=422)
    assert len(db.session.scalars(db.select(Topic)).all()) == 3
