"""What an organisation tells of itself, and where to get help at once."""

import pytest

from tests.guides import shelf
from webapp import texts
from webapp.collections import operations as collections
from webapp.db import db, unit_of_work
from webapp.groups import operations
from webapp.groups.urgent_help import callable_in
from webapp.guides.models import Guide

TEXTS = {"description": "We bring people together.", "offer": "", "urgent_help": ""}


@pytest.fixture
def aino(town, browser):
    return browser.sign_in(town.aino)


def told(browser, lang="en"):
    browser.sign_in(None)
    return browser.open("groups.organisation", organisation="mielen", lang=lang)


def test_an_admin_says_what_groups_are_offered_and_whom_to_ask(aino):
    contact = {"contact_name": "Kaisa", "contact_phone": "040 123 4567", "contact_email": "k@x.fi"}
    aino.send("groups.edit_organisation", {"offers": ["rooms", "supervision"], **contact})
    page = told(aino)
    offers = [line.text.strip() for line in page.select("#offers li")]
    assert offers == ["Rooms to meet in", "Regular support talks for leaders"]
    assert page.select_one("#contact a[href='tel:0401234567']")
    assert page.select_one("#contact a[href='mailto:k@x.fi']")


def test_an_organisation_that_has_told_nothing_shows_no_empty_headings(town, browser):
    page = told(browser)
    assert not page.select("#offers") and not page.select("#contact")


def test_texts_are_written_in_each_language(aino):
    aino.send("groups.organisation_texts", {**TEXTS, "offer": "Tre rum."}, tag="sv")
    assert "Tre rum." in told(aino, lang="sv").select_one("#offers").text
    aino.sign_in(None)
    told_in_english = told(aino).select_one("#offers span")
    assert told_in_english["lang"] == "sv"


def test_every_public_group_tells_where_to_get_help_at_once(town, browser):
    page = browser.open("groups.public", organisation="mielen", group_slug="grief-group")
    numbers = [link["href"] for link in page.select("#urgent-help a")]
    assert numbers == ["tel:112", "tel:0925250111", "tel:0925250113"]
    page = browser.open("groups.public", organisation="mielen", group_slug="grief-group", lang="sv")
    assert "tel:0925250112" in [link["href"] for link in page.select("#urgent-help a")]


def test_an_organisation_gives_numbers_of_its_own(aino):
    own = "Emergencies: 112\nOulu on call: 08 315 2655"
    aino.send("groups.organisation_texts", {**TEXTS, "urgent_help": own}, tag="en")
    links = told(aino).select("#urgent-help a")
    assert [link["href"] for link in links] == ["tel:112", "tel:083152655"]


def test_the_emergency_number_is_never_left_out(aino):
    own = {**TEXTS, "urgent_help": "Oulu on call: 08 315 2655"}
    page = aino.send("groups.organisation_texts", own, status=422, tag="en")
    assert "Keep the emergency number 112 here" in page.select_one(".error-summary").text


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Call 112 or +358 9 2525 0111.", ["112", "+358925250111"]),
        ("116 117, at 9-15 o'clock in 2026", ["116117"]),
        ("<b>Room 1120</b>", []),
    ],
)
def test_only_phone_numbers_become_links(line, numbers):
    html = str(callable_in(line))
    assert [part.partition('"')[0] for part in html.split("tel:")[1:]] == numbers
    assert "<b>" not in html


@pytest.mark.parametrize("typed", ["call me", "12", "0" * 31])
def test_an_odd_phone_number_is_told_in_words(aino, typed):
    page = aino.send("groups.edit_organisation", {"contact_phone": typed}, status=422)
    assert page.select_one("#contact_phone")["value"] == typed
    assert page.select_one(".error-summary")


def test_collections_that_are_ready_are_on_the_page(town, browser):
    shelf.fill()
    with unit_of_work():
        ready = collections.begin(town.ours, "en", {"title": "First evenings", "intro": ""})
        collections.add(ready, db.session.scalars(db.select(Guide)).first())
        collections.begin(town.ours, "en", {"title": "Half done", "intro": ""})
        collections.publish(ready)
    words = told(browser).main.text
    assert "First evenings" in words and "Half done" not in words


def test_the_page_takes_few_statements(town, browser, statements):
    with unit_of_work():
        operations.present(town.ours, {"rooms"}, contact_name="Kaisa")
        texts.write(town.ours, "offer", "en", "Rooms.")
    with statements() as seen:
        told(browser)
    assert len(seen) <= 12, "\n".join(seen)
