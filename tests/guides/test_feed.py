"""New guides, followed with a feed reader."""

import json
from datetime import timedelta

import feedparser

from tests.guides import shelf
from webapp.db import db, now, unit_of_work
from webapp.guides import curation
from webapp.guides.models import Guide


def read(browser, address="/en/guides/feed.atom"):
    browser.get(address)
    assert browser.answer.mimetype == "application/atom+xml"
    feed = feedparser.parse(browser.answer.data)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def test_the_newest_guides_come_first_with_what_a_reader_needs(browser):
    shelf.fill()
    with unit_of_work():
        newest = db.session.scalars(db.select(Guide).where(Guide.slug == "sorg")).one()
        newest.published_at = now()
        for other in db.session.scalars(db.select(Guide).where(Guide.slug != "sorg")):
            other.published_at = now().replace(year=2020)
    feed = read(browser)
    first = feed.entries[0]
    assert first.title == "Att leda en sorggrupp" and first.author == "Svenska ry"
    assert first.link == first.id == "http://localhost/en/guides/sorg"
    assert first.summary == "A Swedish book on leading grief groups."
    assert feed.feed.updated == first.updated
    browser.get(first.link.removeprefix("http://localhost"))


def test_a_feed_is_of_the_topics_and_languages_asked_for(browser):
    shelf.fill()
    page = browser.open("guides.index", topic="grief", language="sv")
    way = page.find("link", type="application/atom+xml")["href"]
    feed = read(browser, way)
    assert [entry.title for entry in feed.entries] == ["Att leda en sorggrupp"]
    assert "Grief" in feed.feed.title and "Swedish" in feed.feed.title


def test_what_people_write_stays_text(browser):
    shelf.fill()
    with unit_of_work():
        for guide in db.session.scalars(db.select(Guide)):
            guide.title = "<b>&amp; ]]> \u0001"
    assert {entry.title_detail.value for entry in read(browser).entries} == {"<b>&amp; ]]>"}


def test_an_unchanged_feed_is_not_sent_again(browser):
    shelf.fill()
    read(browser)
    mark = browser.answer.headers["ETag"]
    browser.get("/en/guides/feed.atom", status=304, If_None_Match=mark)


def test_a_feed_takes_as_many_statements_however_many_guides(browser, statements):
    def counted():
        with statements() as seen:
            browser.get("/en/guides/feed.atom")
        return len(seen)

    shelf.fill()
    before = counted()
    shelf.fill_guides(
        "".join(f"more-{n},More {n},,,fi,,guide,leaders,grief,,,\n" for n in range(30))
    )
    assert counted() == before


def test_a_guides_page_tells_machines_what_it_is(browser):
    shelf.fill()
    page = browser.open("guides.show", guide_slug="sururyhma")
    told = json.loads(page.find("script", type="application/ld+json").text)
    assert told["@type"] == "LearningResource"
    assert told["name"] == "Sururyhmän ohjaajan opas"
    assert told["datePublished"] == "2019" and told["inLanguage"] == "fi"
    assert told["about"] == ["Grief", "Group facilitation"]
    assert told["publisher"] == {"@type": "Organization", "name": "Suru ry"}


def test_a_title_can_not_break_out_of_what_machines_are_told(browser):
    shelf.fill()
    with unit_of_work():
        guide = db.session.scalars(db.select(Guide).where(Guide.slug == "sururyhma")).one()
        guide.title = "</script><script>alert(1)</script>"
    page = browser.open("guides.show", guide_slug="sururyhma")
    assert "alert" in page.h1.text and not page.find("script", string="alert(1)")


def test_what_was_long_a_draft_or_an_organisations_own_is_new_when_all_may_read_it(
    browser, town, clock
):
    shelf.fill()
    facts = {"title": "Own guide", "language": "fi", "kind": "guide"}
    with unit_of_work():
        guide = curation.add(town.ours, facts, "fi", "Oma.")
        curation.publish(guide)
        curation.offer(guide, True)
    clock(now() + timedelta(days=3))
    with unit_of_work():
        curation.answer_offer(guide, True)
        draft = curation.add(None, facts | {"title": "Second"}, "fi", "Toinen.")
    clock(now() + timedelta(days=6))
    with unit_of_work():
        curation.publish(draft)
    entries = read(browser).entries
    assert [entry.title for entry in entries[:2]] == ["Second", "Own guide"]
    assert [entry.published[:10] for entry in entries[:2]] == [
        (draft.created_at + timedelta(days=days)).date().isoformat() for days in (6, 3)
    ]


def test_there_is_no_feed_of_a_topic_that_is_not_there(browser):
    shelf.fill()
    browser.get("/en/guides/feed.atom?topic=griefs", status=404)
