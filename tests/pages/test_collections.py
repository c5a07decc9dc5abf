"""A collection from the curator's desk to the phone that scans its code."""

import pytest
from playwright.sync_api import expect

from tests.pages.scanning import scanned


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_ulla_collects_guides_and_a_phone_opens_the_code(phone, phone_of, javascript):
    ulla = phone_of("ulla", javascript=javascript, locale="en-GB")
    name = f"For new leaders {'quickly' if javascript else 'plainly'}"
    begins(ulla, name)
    adds(ulla, "sururyhmä")
    adds(ulla, "palautelomake")
    moves_the_last_one_up(ulla)
    says_why(ulla, "Start with this one")
    ulla.get_by_role("button", name="Publish").click()
    expect(ulla.get_by_text("The collection is published.")).to_be_visible()
    ulla.get_by_role("link", name="See it as its readers do").click()
    expect(ulla.locator("ol h2")).to_have_count(2)
    titles = ulla.locator("ol h2").all_text_contents()
    on_paper(ulla, titles)

    reader = phone(javascript=javascript)
    reader.goto(scanned(ulla.locator("footer .qr")))
    expect(reader.get_by_role("heading", level=1)).to_have_text(name)
    expect(reader.locator("ol h2")).to_have_text(titles)
    for address in scanned(ulla.locator("ol .qr").first), short_address(ulla):
        reader.goto(address)
        expect(reader.get_by_role("heading", level=1)).to_have_text(titles[0].strip())


def begins(ulla, name):
    ulla.goto("/en/guides")
    ulla.get_by_role("link", name="Collections").click()
    ulla.get_by_role("link", name="New collection").click()
    ulla.get_by_label("Name of the collection").fill(name)
    ulla.get_by_role("button", name="Continue").click()
    expect(ulla.get_by_role("heading", level=1)).to_have_text(name)


def adds(ulla, words):
    ulla.get_by_role("searchbox").fill(words)
    ulla.get_by_role("searchbox").press("Enter")
    ulla.locator("#offered").get_by_role("button", name="Add").first.click()
    expect(ulla.get_by_text("is in the collection.")).to_be_visible()


def moves_the_last_one_up(ulla):
    last = ulla.locator("ol .title").last.text_content()
    ulla.get_by_role("button", name="Up").last.click()
    expect(ulla.locator("ol .title").first).to_have_text(last)


def says_why(ulla, line):
    ulla.locator("ol .title").first.click()
    ulla.get_by_label("A line on why it is here").fill(line)
    ulla.get_by_role("button", name="Save").click()
    expect(ulla.locator("ol .meta").first).to_have_text(line)


def on_paper(ulla, titles):
    ulla.get_by_role("link", name="A sheet to print").click()
    expect(ulla.locator("ol.codes .title")).to_have_text(titles)


def short_address(page):
    return "http://" + page.locator("ol.codes li").first.locator("[dir=ltr]").text_content()
