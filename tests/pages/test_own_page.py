"""A participant's own page: what Hilkka says on it she sees there, and so does her leader."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from webapp.i18n import today

HOW = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])


@HOW
def test_hilkka_cant_come_next_week_and_then_she_can(phone, phone_of, circle, javascript):
    hilkka = phone(javascript=javascript, locale="en-GB")
    hilkka.goto(circle.own_page)
    next_week = hilkka.locator("#coming li").nth(1)
    next_week.get_by_role("button", name="I can't come").click()
    expect(hilkka.get_by_text("The leaders know that you can't come.")).to_be_visible()
    hilkka.goto(circle.own_page)
    expect(next_week).to_contain_text("You are not coming")
    assert days_away(phone_of, circle) == 1

    next_week.get_by_role("button", name="I can come after all").click()
    expect(hilkka.get_by_text("See you there!")).to_be_visible()
    expect(next_week.get_by_role("button", name="I can't come")).to_be_visible()
    assert days_away(phone_of, circle) == 0


@HOW
def test_hilkka_is_away_for_three_weeks(phone, circle, javascript):
    hilkka = phone(javascript=javascript, locale="en-GB")
    hilkka.goto(circle.own_page)
    hilkka.get_by_role("link", name="I can't come for a while").click()
    first, last = (today() + timedelta(days=days) for days in (1, 22))
    hilkka.get_by_label("First day").fill(last.isoformat())
    hilkka.get_by_label("Last day").fill(first.isoformat())
    hilkka.get_by_role("button", name="Save").click()
    expect(hilkka.get_by_role("alert")).to_contain_text("The last day is before the first")

    hilkka.get_by_label("First day").fill(first.isoformat())
    hilkka.get_by_label("Last day").fill(last.isoformat())
    hilkka.get_by_role("button", name="Save").click()
    hilkka.wait_for_url(f"**{circle.own_page}**")
    hilkka.get_by_text("Show all dates").click()
    expect(hilkka.get_by_text("You are not coming")).to_have_count(3)
    expect(hilkka.get_by_text("Days when you can't come")).to_be_visible()

    hilkka.get_by_role("button", name="Remove").click()
    expect(hilkka.get_by_text("See you there!")).to_be_visible()
    expect(hilkka.get_by_text("You are not coming")).to_have_count(0)


@HOW
def test_hilkka_changes_what_she_is_called_and_is_written_to_in_arabic(
    phone, phone_of, circle, javascript
):
    hilkka = phone(javascript=javascript, locale="en-GB")
    hilkka.goto(circle.own_page)
    hilkka.get_by_role("link", name="Change what you have told").click()
    hilkka.get_by_label("What are you called in the group?").fill("Hili")
    hilkka.get_by_label("Remind me by e-mail").check()
    hilkka.get_by_role("button", name="Save").click()
    expect(hilkka.get_by_role("alert")).to_contain_text("Enter an e-mail address")
    hilkka.get_by_label("E-mail or phone").fill("hili@demo.example")
    hilkka.get_by_label("In which language do we write to you?").select_option("ar")
    hilkka.get_by_role("button", name="Save").click()
    expect(hilkka.get_by_text("In the group you are called: Hili")).to_be_visible()

    hilkka.get_by_role("link", name="Change what you have told").click()
    expect(hilkka.get_by_label("Remind me by e-mail")).to_be_checked()
    expect(hilkka.get_by_label("In which language")).to_have_value("ar")
    leena = phone_of("leena", javascript=javascript, locale="en-GB")
    leena.goto(f"/en/groups/{circle.id}/members")
    expect(leena.locator("main")).to_contain_text("Hili")
    expect(leena.locator("main")).not_to_contain_text("Hilkka")


@HOW
def test_the_own_page_is_read_from_right_to_left(phone, circle, javascript):
    nour = phone(javascript=javascript, locale="ar")
    nour.goto(circle.own_page)
    expect(nour.locator("html")).to_have_attribute("dir", "rtl")
    nour.locator(".languages summary").click()
    nour.get_by_role("link", name="Selkosuomi").click()
    expect(nour.get_by_role("heading", level=1)).to_have_text("Oma sivusi")
    nour.get_by_role("button", name="En pääse").first.click()
    assert nour.locator("html").get_attribute("lang") == "fi-simple", "it stays so"


def days_away(phone_of, circle):
    """On how many evenings Leena sees that Hilkka stays away."""
    leena = phone_of("leena", javascript=False, locale="en-GB")
    leena.goto(f"/en/circles/{circle.id}/joining/{circle.hilkka_id}/away")
    return leena.locator("main .rows > li").count()
