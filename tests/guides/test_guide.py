"""A guide's own page: what is known of it, where it is, and what else there is."""

import pytest

from tests.guides import shelf


@pytest.fixture(autouse=True)
def shelf_of_guides(app):
    shelf.fill()


def link_out(page):
    return page.select_one("main a[rel~=noopener]")


def test_the_page_tells_what_is_known_and_leads_to_the_guide(browser):
    page = browser.open("guides.show", guide_slug="sururyhma")
    assert page.h1.text.strip() == "Sururyhmän ohjaajan opas"
    for fact in ("Suru ry", "2019", "Finnish", "Guide", "How to lead a grief group."):
        assert fact in page.main.text
    assert link_out(page)["href"] == "https://suru.example/opas"
    assert "suru.example" in page.main.text


def test_topics_and_audiences_lead_to_more_of_the_same(browser):
    page = browser.open("guides.show", guide_slug="sururyhma")
    topic = page.find("a", string="Grief")
    page = browser.get(topic["href"])
    assert len(page.select("#results h2")) == 3


def test_a_copy_is_said_to_be_one(browser):
    page = browser.open("guides.show", guide_slug="kopio")
    assert "docplayer.fi" in page.main.text and "This is a copy" in page.main.text
    assert "This is a copy" not in browser.open("guides.show", guide_slug="sorg").main.text


def test_a_guide_without_an_address_says_so_and_offers_a_search(browser):
    page = browser.open("guides.show", guide_slug="lomakkeet")
    assert "not its address" in page.main.text
    addresses = [a["href"] for a in page.select("main a[rel~=noopener]")]
    assert "https://www.jelli.example/lista" in addresses
    assert any("Palautelomakkeet" in address for address in addresses)


def test_related_guides_share_topics_the_most_shared_first(browser):
    page = browser.open("guides.show", guide_slug="sururyhma")
    related = [a.text for a in page.select("#related li a")]
    assert set(related) == {
        "Att leda en sorggrupp",
        "Sanoja surusta",
        "Palautelomakkeet ryhmille",
        "Vertaistoiminta kannattaa",
        "Vertaisryhmäopas selkokielellä",
    }
    page = browser.open("guides.show", guide_slug="sorg")
    assert "Vertaistoiminta kannattaa" not in page.find(id="related").text


def test_a_title_in_another_language_is_marked(browser):
    page = browser.open("guides.show", guide_slug="sorg", lang="fi")
    assert page.select_one("h1 [lang=sv], h1[lang=sv]")["translate"] == "no"
    page = browser.open("guides.show", guide_slug="sorg", lang="sv")
    assert not page.select("h1 [lang], h1[lang]")


def test_the_page_is_in_every_language(browser):
    for lang, word in {"fi": "Julkaisija", "fi-simple": "Kenelle", "sv": "Utgivare"}.items():
        assert word in browser.open("guides.show", guide_slug="selko", lang=lang).main.text
