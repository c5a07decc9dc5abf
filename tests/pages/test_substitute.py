"""A substitute's evening: Leena is ill, and someone without an account takes the attendance."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.pages.scanning import scanned
from webapp.db import now


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_substitute_takes_the_attendance_of_one_evening(
    phone, phone_of, circle, clock, javascript
):
    leena = phone_of("leena", javascript=javascript, locale="en-GB")
    address = makes_a_link(leena, circle)

    veera = phone(javascript=javascript, locale="en-GB")
    veera.goto(address)
    veera.get_by_label("Hilkka", exact=True).check()
    veera.get_by_label("Who else came?").fill("Ismo")
    veera.get_by_role("button", name="Save").click()
    expect(veera.get_by_text("Attendance is saved.")).to_be_visible()

    leena.goto(f"/en/meetings/{circle.now_id}/attendance")
    for name in ("Hilkka", "Ismo"):
        expect(leena.get_by_label(name, exact=True)).to_be_checked()
    expect(leena.get_by_label("Antti", exact=True)).not_to_be_checked()

    clock(now() + timedelta(days=2))
    veera.goto(address)
    expect(veera.get_by_role("heading", level=1)).to_have_text("This address does not open")
    expect(veera.locator("body")).not_to_contain_text(circle.name)


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_leena_is_well_again_and_closes_the_link(phone, phone_of, circle, javascript):
    leena = phone_of("leena", javascript=javascript, locale="en-GB")
    address = makes_a_link(leena, circle)
    leena.get_by_role("button", name="Close the link").click()
    expect(leena.get_by_role("button", name="Make a link")).to_be_visible()
    veera = phone(javascript=javascript, locale="en-GB")
    answer = veera.goto(address)
    assert answer.status == 404
    expect(veera.locator("body")).not_to_contain_text("Hilkka")


def makes_a_link(leena, circle):
    leena.goto(f"/en/groups/{circle.id}")
    leena.get_by_role("link", name="A substitute").click()
    expect(leena.locator("main")).to_contain_text("It opens the attendance of this meeting")
    leena.get_by_role("button", name="Make a link").click()
    address = scanned(leena.locator(".qr"))
    assert address == leena.locator("[data-address]").first.get_attribute("data-address")
    return address
