"""What search engines are told."""

from xml.etree import ElementTree

import pytest

from tests.guides import shelf
from webapp.collections import operations as collections
from webapp.db import db, unit_of_work
from webapp.groups.models import Visibility
from webapp.guides.models import Guide
from webapp.home import sitemap

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def xml(browser):
    def read(address):
        browser.get(address)
        return ElementTree.fromstring(browser.answer.data)

    return read


def addresses(xml):
    """Every address of every part."""
    parts = [loc.text for loc in xml("/sitemap.xml").findall(".//s:loc", SPACE)]
    found = (xml(part.removeprefix("http://localhost")) for part in parts)
    return [loc.text for part in found for loc in part.findall("s:url/s:loc", SPACE)]


def test_robots_are_led_to_the_sitemap_and_kept_from_passes(browser):
    browser.get("/robots.txt")
    assert "Sitemap: http://localhost/sitemap.xml" in browser.answer.text
    assert "Disallow: /p/" in browser.answer.text


def test_every_public_thing_is_listed_in_each_language_and_opens(town, xml, browser):
    shelf.fill()
    with unit_of_work():
        collection = collections.begin(town.ours, "en", {"title": "First", "intro": ""})
        collections.add(collection, db.session.scalars(db.select(Guide)).first())
        collections.publish(collection)
    listed = addresses(xml)
    group = "o/mielen/groups/grief-group"
    meeting = f"{group}/meetings/{town.meeting.id}"
    own = "guides/sururyhma", "o/mielen/collections/first"
    for path in (*own, group, meeting, "find", "start-a-group"):
        assert {f"http://localhost/{tag}/{path}" for tag in ("fi", "fi-simple", "sv", "en")} <= {
            *listed
        }
    for address in listed:
        browser.get(address.removeprefix("http://localhost"))


def test_each_address_names_its_other_languages(town, xml):
    page = xml("/sitemap/organisations-1.xml").find("s:url", SPACE)
    tags = [link.get("hreflang") for link in page.findall("x:link", SPACE)]
    assert tags == ["fi", "fi-simple", "sv", "en"]


@pytest.mark.parametrize("visibility", [Visibility.UNLISTED, Visibility.INTERNAL, None])
def test_a_group_that_is_not_for_all_to_find_is_not_listed(town, xml, visibility):
    with unit_of_work():
        town.group.visibility = visibility
    assert "grief-group" not in " ".join(addresses(xml))


def test_a_long_list_comes_in_parts(town, xml, monkeypatch):
    shelf.fill()
    monkeypatch.setattr(sitemap, "IN_A_PART", 4)
    parts = [loc.text for loc in xml("/sitemap.xml").findall(".//s:loc", SPACE)]
    assert [p.rpartition("/")[2] for p in parts if "guides" in p] == [
        "guides-1.xml",
        "guides-2.xml",
    ]
    assert sum("/fi/guides/" in address for address in addresses(xml)) == 6


@pytest.mark.parametrize("name", ["people-1", "guides-0", "guides--1", "guides-x"])
def test_an_odd_part_is_not_found(browser, name):
    browser.get(f"/sitemap/{name}.xml", status=404)
