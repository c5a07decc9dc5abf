"""Ulla writes a guide's summary in Easy Finnish, and mends the sentence that is too long."""

from playwright.sync_api import expect

LONG = (
    "Kirjassa kerrotaan siitä, miten ryhmä alkaa ja miten ohjaaja huolehtii kaikista,"
    " myös niistä, jotka ovat hiljaa eivätkä uskalla vielä puhua muille."
)
MENDED = "Kirja kertoo, miten ryhmä alkaa. Ohjaaja huolehtii kaikista. Joku on ehkä hiljaa."


def test_the_help_follows_what_is_typed(phone_of):
    ulla = begins(phone_of("ulla"))
    text = ulla.get_by_label("Tiivistelmä")
    text.press_sequentially(f"Tule mukaan. {LONG}")
    expect(ulla.locator(".sentences > .must")).to_contain_text("Kirjassa kerrotaan")
    expect(ulla.locator(".sentences > .must")).to_contain_text("Korjaa: Tee tästä")
    expect(ulla.locator(".sentences > li").first).not_to_contain_text("Korjaa")
    expect(ulla.get_by_role("status").filter(has_text="1 kohta korjattavana.")).to_be_attached()
    expect(text).to_be_focused()
    expect(ulla.locator("#status")).to_be_empty()  # nothing is said to be saved

    text.fill(MENDED)
    expect(ulla.locator(".review")).to_contain_text("Hyvä! Keskimäärin 4 sanaa lauseessa")
    expect(text).to_be_focused()
    saves(ulla)


def test_without_javascript_a_button_asks_for_the_help(phone_of):
    ulla = begins(phone_of("ulla", javascript=False))
    ulla.get_by_label("Tiivistelmä").fill(LONG)
    ulla.get_by_role("button", name="Tarkista teksti").click()
    expect(ulla.locator(".sentences > .must")).to_contain_text("Korjaa: Tee tästä")
    expect(ulla.get_by_label("Tiivistelmä")).to_have_value(LONG)

    ulla.get_by_label("Tiivistelmä").fill(MENDED)
    ulla.get_by_role("button", name="Tarkista teksti").click()
    expect(ulla.locator(".review")).to_contain_text("Hyvä!")
    saves(ulla)


def begins(ulla):
    ulla.goto("/fi/guides/aspa-vertaistoiminta-kannattaa/texts")
    ulla.get_by_role("main").get_by_role("link", name="Selkosuomi").click()
    return ulla


def saves(ulla):
    ulla.get_by_role("button", name="Tallenna").click()
    row = ulla.get_by_role("listitem").filter(has_text="Selkosuomi").first
    expect(row).to_contain_text("Kirjoitettu")
    ulla.goto("/fi-simple/guides/aspa-vertaistoiminta-kannattaa")
    expect(ulla.locator("main")).to_contain_text("Kirja kertoo, miten ryhmä alkaa.")
