"""Signing up on a phone, till the group is full; and a participant's own page."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_group_fills_up_a_queue_forms_and_a_place_is_passed_on(phone, phone_of, demo, javascript):
    kaisa = phone_of("kaisa", javascript=javascript, locale="en-GB")
    kaisa.goto(f"/en/circles/{demo.things['circle_id']}/joining")
    form = makes_room_for_one(kaisa)

    matti = phone(javascript=javascript, locale="en-GB")
    signs_up(matti, form, "Matti")
    expect(matti.get_by_text("You have a place in the group")).to_be_visible()
    maija = phone(javascript=javascript, locale="en-GB")
    signs_up(maija, form, "Maija")
    expect(maija.get_by_text("You are number 1 in the queue.")).to_be_visible()

    matti.get_by_text("Leave the group").first.click()
    matti.get_by_role("button", name="Leave the group").click()
    expect(matti.locator("main").get_by_text("You are no longer in the group.")).to_be_visible()
    maija.reload()
    maija.get_by_role("button", name="Yes, I take the place").click()
    expect(maija.get_by_text("You have a place in the group")).to_be_visible()

    maija.get_by_role("link", name="Erase everything about me").click()
    maija.get_by_role("button", name="Erase everything").click()
    expect(maija.get_by_role("heading", level=1)).to_have_text("Everything is erased")


def makes_room_for_one(kaisa):
    """The address of the sign-up form."""
    kaisa.get_by_label("Anyone signs up").check()
    kaisa.get_by_label("For how many is there room?").fill(str(taken(kaisa) + 1))
    kaisa.get_by_role("button", name="Save").click()
    expect(kaisa.get_by_text("There is 1 free place.")).to_be_visible()
    return kaisa.get_by_role("link", name="See the form").get_attribute("href")


def taken(kaisa):
    """How many are on the list, counted by what room would be left if it held five hundred."""
    kaisa.get_by_label("Anyone signs up").check()
    kaisa.get_by_label("For how many is there room?").fill("500")
    kaisa.get_by_role("button", name="Save").click()
    told = kaisa.get_by_text("free places.").text_content()
    return 500 - int("".join(sign for sign in told if sign.isdigit()))


def signs_up(stranger, form, name):
    stranger.goto(form)
    stranger.get_by_label("What are you called in the group?").fill(name)
    stranger.get_by_role("button", name="Sign up").click()
    expect(stranger.get_by_text("Keep the address of this page.")).to_be_visible()
