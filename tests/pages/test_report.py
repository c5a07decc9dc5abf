"""The year in figures on a coordinator's phone, down to a meeting, and in words."""

import re

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_coordinator_tells_a_funder_of_the_year(phone_of, javascript):
    kaisa = phone_of("kaisa", javascript=javascript, locale="en-GB")
    kaisa.goto("/en/groups")
    kaisa.get_by_role("link", name="The year in figures").click()
    kaisa.get_by_label("Grant").select_option("Kotona täällä")
    if not javascript:
        kaisa.get_by_role("button", name="Show").click()
    report = kaisa.locator("#report")
    expect(report.get_by_role("heading", level=2).first).to_contain_text("Kotona täällä")
    expect(report.get_by_role("row", name="Groups that met")).to_contain_text("1")
    a_chart_has_its_table(report)
    opens_a_figure_down_to_a_meeting(kaisa)
    marks_a_figure(kaisa, "Counted by eye" if javascript else "Counted in haste")


def a_chart_has_its_table(report):
    title = "Visits month by month"
    expect(report.get_by_role("img", name=title)).to_be_visible()
    report.get_by_text("Show as a table").first.click()
    expect(report.get_by_role("table", name=title)).to_be_visible()


def opens_a_figure_down_to_a_meeting(kaisa):
    report = kaisa.url
    kaisa.get_by_role("link", name="Visits", exact=True).click()
    expect(kaisa.get_by_role("heading", level=1)).to_have_text("Visits")
    kaisa.get_by_role("link", name="Nour").click()
    kaisa.locator(".rows a").first.click()
    expect(kaisa).to_have_url(re.compile("/meetings/"))
    kaisa.goto(report)


def marks_a_figure(kaisa, note):
    kaisa.get_by_role("link", name=re.compile(" ?: Visits$")).click()
    kaisa.get_by_label("Estimate").check()
    kaisa.get_by_label("A note").fill(note)
    kaisa.get_by_role("button", name="Save").click()
    row = kaisa.get_by_role("row", name=note)
    expect(row).to_contain_text("Estimate")
    expect(row).to_contain_text("part of the year")
