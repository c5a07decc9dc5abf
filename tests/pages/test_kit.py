"""The kit in a real browser: what its script adds, and that nothing is missed without it."""

import pytest

from tests.pages.accessibility import violations

KIT = "/en/ui-kit"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_kit(phone, scheme, width):
    page = phone(width=width, scheme=scheme)
    page.goto(KIT)
    page.get_by_role("button", name="Save").last.click()  # with its errors shown
    assert page.locator(".error").count()
    assert violations(page) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("size", ["100%", "200%"])
def test_nothing_runs_over_the_edge_of_a_narrow_phone(phone, direction, size):
    page = phone(width=320)
    page.goto(KIT)
    page.evaluate(
        "([direction, size]) => { const root = document.documentElement;"
        " root.dir = direction; root.style.fontSize = size; }",
        [direction, size],
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_errors_get_the_focus_and_lead_to_their_fields(phone):
    page = phone()
    page.goto(KIT)
    page.get_by_role("button", name="Save").last.click()
    assert page.title().startswith("Error:")
    page.wait_for_selector(".error-summary:focus")
    page.get_by_role("link", name="Enter something").click()
    assert page.locator("#name").evaluate("field => field === document.activeElement")


def test_stepper_counts_with_its_buttons(phone):
    page = phone()
    page.goto(KIT)
    page.get_by_role("button", name="One more").click(click_count=3)
    page.get_by_role("button", name="One fewer").click()
    assert page.get_by_label("A number").input_value() == "2"


def test_no_button_waits_for_a_script_that_is_not_there(phone):
    page = phone(javascript=False)
    page.goto(KIT)
    assert page.get_by_role("button", name="One more").count() == 0
    assert page.get_by_label("A number").is_visible()
