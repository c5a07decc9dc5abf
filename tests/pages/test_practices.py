"""A working model from a phone to a new group."""

import pytest
from playwright.sync_api import expect

from tests.pages.scanning import scanned


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_kaisa_finds_a_model_prints_its_card_and_takes_it_into_use(phone_of, javascript):
    kaisa = phone_of("kaisa", javascript=javascript, locale="en-GB")
    kaisa.goto("/en/guides")
    kaisa.get_by_role("link", name="Working models").click()
    kaisa.get_by_role("link", name="Peer activity").click()
    expect(kaisa.get_by_role("heading", level=1)).to_have_text("Peer activity")
    kaisa.get_by_role("link", name="A card to print").click()
    kaisa.goto(scanned(kaisa.locator(".qr")))
    expect(kaisa.get_by_role("heading", level=1)).to_have_text("Peer activity")
    kaisa.get_by_role("link", name="Take into use").click()
    expect(kaisa.get_by_label("Name of the group")).to_have_value("Peer activity")
    name = f"From a model {'quickly' if javascript else 'plainly'}"
    kaisa.get_by_label("Name of the group").fill(name)
    kaisa.get_by_label("Who is it for?").fill("Anyone")
    kaisa.get_by_role("button", name="Save and continue").click()
    expect(kaisa.get_by_role("heading", level=1)).to_have_text("Prepare the group")
    kaisa.goto("/en/practices/peer-activity")
    expect(kaisa.get_by_text("In use in")).to_be_visible()
