"""Pia writes a guide's summary in Easy Finnish, and mends the sentence that is too long."""

import pytest
from playwright.sync_api import expect

from tests.easy_finnish.pages import broken_on_page
from tests.pages.accessibility import violations

HARD = "Ryhmissä sovitaan 50 % säännöistä (esim. KAHVI), noudattaessasi reflektiota."
WRITING = "/guides/aspa-vertaistoiminta-kannattaa/texts/fi-simple"
LONG = (
    "Kirjassa kerrotaan siitä, miten ryhmä alkaa ja miten ohjaaja huolehtii kaikista,"
    " myös niistä, jotka ovat hiljaa eivätkä uskalla vielä puhua muille."
)
MENDED = "Kirja kertoo, miten ryhmä alkaa. Ohjaaja huolehtii kaikista. Joku on ehkä hiljaa."


def test_the_help_follows_what_is_typed(phone_of):
    pia = begins(phone_of("pia"))
    text = pia.get_by_label("Tiivistelmä")
    text.press_sequentially(f"Tule mukaan. {LONG}")
    expect(pia.locator(".sentences > .must")).to_contain_text("Kirjassa kerrotaan")
    expect(pia.locator(".sentences > .must")).to_contain_text("Korjaa: Tee tästä")
    expect(pia.locator(".sentences > li").first).not_to_contain_text("Korjaa")
    expect(pia.get_by_role("status").filter(has_text="1 kohta korjattavana.")).to_be_attached()
    expect(text).to_be_focused()
    expect(pia.locator("#status")).to_be_empty()  # nothing is said to be saved

    text.fill(MENDED)
    expect(pia.locator(".review")).to_contain_text("Hyvä! Keskimäärin 4 sanaa lauseessa")
    expect(text).to_be_focused()
    saves(pia)


def test_without_javascript_a_button_asks_for_the_help(phone_of):
    pia = begins(phone_of("pia", javascript=False))
    pia.get_by_label("Tiivistelmä").fill(LONG)
    pia.get_by_role("button", name="Tarkista teksti").click()
    expect(pia.locator(".sentences > .must")).to_contain_text("Korjaa: Tee tästä")
    expect(pia.get_by_label("Tiivistelmä")).to_have_value(LONG)
    expect(pia.get_by_role("button", name="Tarkista teksti")).to_be_focused()

    pia.get_by_label("Tiivistelmä").fill(MENDED)
    pia.get_by_role("button", name="Tarkista teksti").click()
    expect(pia.locator(".review")).to_contain_text("Hyvä!")
    saves(pia)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_that_the_help_can_say_is_accessible_and_easy_itself(phone_of, scheme):
    pia = phone_of("pia", scheme=scheme)
    pia.goto("/fi-simple" + WRITING)
    pia.locator("textarea").fill(f"{HARD} {LONG}")
    expect(pia.locator(".mends > li").nth(7)).to_be_visible()
    assert violations(pia) == []
    assert broken_on_page(pia.content()) == []


def begins(pia):
    pia.goto("/fi/guides/aspa-vertaistoiminta-kannattaa/texts")
    pia.get_by_role("main").get_by_role("link", name="Selkosuomi").click()
    return pia


def saves(pia):
    pia.get_by_role("button", name="Tallenna").click()
    row = pia.get_by_role("listitem").filter(has_text="Selkosuomi").first
    expect(row).to_contain_text("Kirjoitettu")
    pia.goto("/fi-simple/guides/aspa-vertaistoiminta-kannattaa")
    expect(pia.locator("main")).to_contain_text("Kirja kertoo, miten ryhmä alkaa.")
