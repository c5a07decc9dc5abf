"""The whole evening of a coordinator who leads a group, on a phone; with JavaScript and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.pages.scanning import scanned
from webapp.i18n import today


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_kaisas_evening(phone, site, letterbox, javascript):
    kaisa = phone(javascript=javascript, locale="en-GB")
    signs_in_by_the_mailed_link(kaisa, site, letterbox)
    finds_a_guide(kaisa)
    group = f"Evening of {'taps' if javascript else 'buttons'}"
    starts_a_group(kaisa, group)
    takes_attendance(kaisa, group, javascript)
    address = shows_the_code(kaisa)
    for _person in range(5):
        answers_in_easy_finnish(phone(javascript=javascript), address)
    sees_the_results(kaisa)


def signs_in_by_the_mailed_link(kaisa, site, letterbox):
    kaisa.goto("/en/today")
    kaisa.get_by_label("E-mail").fill("kaisa@demo.example")
    kaisa.get_by_role("button", name="Send the link").click()
    expect(kaisa.get_by_role("heading", name="Check your mail")).to_be_visible()
    site.sweep_mail()
    link = re.search(r"http://127\S+/link/\S+", letterbox.letters[-1].get_content())[0]
    kaisa.goto(link)
    kaisa.get_by_role("button", name="Sign in").click()
    expect(kaisa.get_by_role("heading", name="Today", level=1)).to_be_visible()


def finds_a_guide(kaisa):
    kaisa.get_by_role("navigation", name="Main menu").get_by_role("link", name="Guides").click()
    words = kaisa.get_by_role("searchbox")
    words.fill("sururyhmän ohjaaminen")
    words.press("Enter")
    kaisa.wait_for_url("**words=sururyhm**")
    kaisa.locator("#results h2 a").first.click()
    expect(kaisa.get_by_role("heading", level=1)).not_to_have_text("Guides")


def starts_a_group(kaisa, name):
    kaisa.goto("/en/groups")
    kaisa.get_by_role("link", name="Start a group").click()
    kaisa.get_by_label("Name of the group").fill(name)
    kaisa.get_by_label("Who is it for?").fill("Those who test")
    kaisa.get_by_role("button", name="Save and continue").click()

    kaisa.get_by_role("link", name="Where you meet", exact=True).click()
    kaisa.get_by_label("Place").fill("Kirjasto")
    kaisa.get_by_role("button", name="Save").click()

    kaisa.get_by_role("link", name="When you meet", exact=True).click()
    kaisa.get_by_label("Every week", exact=True).check()
    kaisa.get_by_label("First meeting").fill(today().isoformat())
    kaisa.get_by_label("Starts at").fill("00:01")
    kaisa.get_by_label("Ends at").fill("23:58")
    kaisa.get_by_label("How many times?").fill("3")
    kaisa.get_by_role("button", name="Show the days").click()
    first = kaisa.locator(f"input[name=days][value='{today().isoformat()}']")
    first.check()  # a public holiday would have been left out
    kaisa.get_by_role("button", name="Put the days in the calendar").click()

    kaisa.get_by_role("link", name="Who leads the group", exact=True).click()
    kaisa.get_by_label("Kaisa Niemi").check()
    kaisa.get_by_role("button", name="Add").click()
    kaisa.get_by_role("link", name="Back to the list").click()

    kaisa.get_by_role("link", name="Privacy", exact=True).click()
    kaisa.locator("input[name=names][value=names]").check()
    kaisa.locator("input[name=visibility][value=public]").check()
    kaisa.get_by_role("button", name="Save").click()

    kaisa.get_by_role("link", name="Check and publish").click()
    kaisa.get_by_role("button", name="Publish the group").click()
    expect(kaisa.get_by_role("heading", name=name, level=1)).to_be_visible()


def takes_attendance(kaisa, group, javascript):
    kaisa.goto("/en/today")
    card = kaisa.locator("article", has_text=group)
    card.get_by_role("link", name="Take attendance").click()
    for name in ("Hilkka", "Antti"):
        kaisa.get_by_label("Who else came?").fill(name)
        kaisa.get_by_role("button", name="Add").click()
        expect(kaisa.get_by_label(name, exact=True)).to_be_checked()
    expect(kaisa.locator("#tally")).to_contain_text("2 people there")
    kaisa.get_by_label("Antti", exact=True).uncheck()
    if javascript:
        expect(kaisa.locator("#tally")).to_contain_text("1 person there")
        kaisa.reload()
        expect(kaisa.get_by_label("Antti", exact=True)).not_to_be_checked()
    kaisa.get_by_role("button", name="Done").click()
    card = kaisa.locator("article", has_text=group)
    expect(card).to_contain_text("1 person there")


def shows_the_code(kaisa):
    kaisa.locator("article", has_text="Evening of").last.get_by_role(
        "link", name="Feedback QR"
    ).click()
    address = scanned(kaisa.locator(".qr"))
    assert address == kaisa.locator("[data-address]").get_attribute("data-address")
    return address


def answers_in_easy_finnish(participant, address):
    participant.goto(address)
    participant.locator(".languages summary").click()
    participant.get_by_role("link", name="Selkosuomi").click()
    assert participant.locator("html").get_attribute("lang") == "fi-simple"
    for number in (1, 2, 3):
        expect(participant.locator(".progress")).to_have_text(f"{number} / 4")
        participant.locator(".faces label").nth(1).click()
        participant.get_by_role("button", name="Seuraava").click()
    participant.get_by_role("textbox").fill("Oli hyvä olla täällä.")
    participant.get_by_role("button", name="Lähetä").click()
    participant.wait_for_url("**/thanks")
    assert participant.context.cookies() == []


def sees_the_results(kaisa):
    kaisa.get_by_role("link", name="See the answers").click()
    expect(kaisa.locator("main")).to_contain_text("5 answers so far")
    expect(kaisa.locator("main svg.chart").first).to_be_visible()
    expect(kaisa.locator("main")).to_contain_text("Oli hyvä olla täällä.")
