"""From a public group's page to a calendar, and on to a friend."""

import json

import pytest
from playwright.sync_api import expect

from tests.meetings import rfc5545

GROUP = "/fi/o/vertaistupa/groups/aallonpohja"
SHARES = """
    window.sent = [];
    Object.defineProperty(navigator, "share", { value: async (told) => { sent.push(told); } });
"""
NO_SHARING = "Object.defineProperty(navigator, 'share', { value: undefined });"
CLIPBOARD = """
    Object.defineProperty(navigator, "clipboard", { value: {
      writeText: async (text) => { window.copied = text; } } });
"""


@pytest.fixture
def asked():
    """Every address that a page asks for."""
    return []


def opened(page, asked):
    page.on("request", lambda request: asked.append(request.url))
    page.goto(GROUP)
    page.locator("main .rows a").nth(1).click()
    expect(page.get_by_role("link", name="Lisää kalenteriin")).to_be_visible()
    return page


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_stranger_puts_a_meeting_in_her_calendar_and_tells_a_friend(
    phone, site, asked, javascript
):
    page = phone(javascript=javascript)
    page.add_init_script(NO_SHARING)
    opened(page, asked)
    with page.expect_download() as download:
        page.get_by_role("link", name="Lisää kalenteriin").click()
    (event,) = rfc5545.events(download.value.path().read_bytes())
    assert event["SUMMARY"] == "Aallonpohja, sururyhmä" and event["URL"] == page.url
    for name, starts in (
        ("Sähköposti", "mailto:"),
        ("Tekstiviesti", "sms:"),
        ("WhatsApp", "https://wa.me/"),
    ):
        link = page.get_by_role("link", name=name)
        expect(link).to_be_visible()
        assert link.get_attribute("href").startswith(starts)
    expect(page.get_by_role("button", name="Jaa")).to_be_hidden()
    assert all(address.startswith(site.address) for address in asked)


def test_a_phone_that_can_share_shows_one_button_for_it(phone, asked):
    page = phone()
    page.add_init_script(SHARES)
    opened(page, asked)
    expect(page.get_by_role("link", name="Tekstiviesti")).to_be_hidden()
    page.get_by_role("button", name="Jaa", exact=True).click()
    (told,) = page.evaluate("sent")
    assert told["url"] == page.url and told["text"].startswith("Aallonpohja, sururyhmä, ")


def test_without_sharing_the_address_is_copied(phone, asked):
    page = phone()
    page.add_init_script(NO_SHARING + CLIPBOARD)
    opened(page, asked)
    page.get_by_role("button", name="Kopioi", exact=True).first.click()
    expect(page.locator("#status")).to_have_text("Kopioitu")
    assert page.evaluate("copied") == page.url


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_fanni_renews_the_address_of_her_calendar(phone_of, javascript):
    fanni = phone_of("fanni", javascript=javascript)
    fanni.goto("/fi/today")
    fanni.get_by_role("link", name="Tapaamiset omaan kalenteriisi").click()
    old = address_on(fanni)
    assert rfc5545.events(fanni.request.get(old).body())
    fanni.get_by_text("Vaihda osoite", exact=True).click()
    fanni.get_by_role("button", name="Vaihda osoite nyt").click()
    expect(fanni.get_by_text("Tässä on uusi osoite.")).to_be_visible()
    assert fanni.request.get(old).status == 404
    assert rfc5545.events(fanni.request.get(address_on(fanni)).body())


def test_what_a_page_tells_to_search_engines_is_read_by_the_browser_as_data(phone):
    page = phone()
    page.goto(GROUP)
    told = json.loads(page.locator("script[type='application/ld+json']").text_content())
    assert {event["@type"] for event in told["@graph"]} == {"Event"}


def address_on(page):
    return page.locator("[data-address]").first.get_attribute("data-address")
