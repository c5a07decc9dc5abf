"""A series of meetings changed on a phone: one, from here on, and all."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_series_is_edited_in_all_three_scopes(phone_of, javascript):
    kaisa = phone_of("kaisa", javascript=javascript, locale="en-GB")
    starts_a_group(kaisa, f"Series {'quickly' if javascript else 'plainly'}")
    plans_six_evenings(kaisa)
    assert hours(kaisa) == ["17:00"] * 6
    changes(kaisa, 2, "17:15", "Only this meeting")
    assert hours(kaisa) == ["17:00"] * 2 + ["17:15"] + ["17:00"] * 3
    changes(kaisa, 3, "18:00", "This and those after it")
    assert hours(kaisa) == ["17:00"] * 2 + ["17:15"] + ["18:00"] * 3
    changes(kaisa, 0, "16:00", "All that are to come")
    assert hours(kaisa) == ["16:00"] * 2 + ["17:15"] + ["18:00"] * 3


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_break_is_taken_and_undone(phone_of, javascript):
    kaisa = phone_of("kaisa", javascript=javascript, locale="en-GB")
    starts_a_group(kaisa, f"Break {'quickly' if javascript else 'plainly'}")
    plans_six_evenings(kaisa)
    address = kaisa.url
    kaisa.goto(breaks_of(address))
    kaisa.get_by_label("First day of the break").fill("2027-11-02")
    kaisa.get_by_label("Last day of the break").fill("2027-11-17")
    kaisa.get_by_label("Why are there no meetings?").fill("The house is closed")
    kaisa.get_by_role("button", name="Show the meetings").click()
    expect(kaisa.locator(".rows > li")).to_have_count(3)
    kaisa.get_by_role("button", name="Take the break").click()
    expect(kaisa.get_by_text("3 meetings are cancelled")).to_be_visible()
    kaisa.get_by_role("button", name="Undo").click()
    expect(kaisa.get_by_text("3 meetings take place after all")).to_be_visible()


def starts_a_group(kaisa, name):
    kaisa.goto("/en/groups/new")
    kaisa.get_by_label("Name of the group").fill(name)
    kaisa.get_by_label("Who is it for?").fill("Anyone")
    kaisa.get_by_role("button", name="Save and continue").click()
    expect(kaisa.get_by_role("heading", level=1)).to_have_text("Prepare the group")


def plans_six_evenings(kaisa):
    """Tuesdays in November 2027 and after; ends on the page where dates are planned."""
    kaisa.goto(kaisa.url.replace("/groups/", "/circles/").replace("/tasks", "/dates"))
    kaisa.get_by_label("Every week").check()
    kaisa.get_by_label("First meeting").fill("2027-11-02")
    kaisa.get_by_label("Starts at").fill("17:00")
    kaisa.get_by_label("Ends at").fill("18:30")
    kaisa.get_by_label("How many times?").fill("6")
    kaisa.get_by_role("button", name="Show the days").click()
    kaisa.get_by_role("button", name="Put the days in the calendar").click()
    expect(kaisa.get_by_text("6 dates are now in the calendar.")).to_be_visible()
    kaisa.goto(kaisa.url.replace("/groups/", "/circles/").replace("/tasks", "") + "/dates")


def dates(kaisa):
    return kaisa.locator("a[href*='/meetings/']")


def hours(kaisa):
    """When each meeting begins, in their order."""
    for closed in kaisa.locator("details:not([open]) summary").all():
        closed.click()
    texts = dates(kaisa).all_text_contents()
    return [text.split("–")[0].split()[-1] for text in texts]


def changes(kaisa, number, starts, scope):
    page = kaisa.url
    kaisa.goto(dates(kaisa).nth(number).get_attribute("href"))
    kaisa.get_by_label("Starts at").fill(starts)
    kaisa.get_by_label(scope).check()
    kaisa.get_by_role("button", name="Save").click()
    expect(kaisa.get_by_text("changed.")).to_be_visible()
    kaisa.goto(page)


def breaks_of(address):
    return address.replace("/dates", "/breaks")
