"""Every page, as whoever opens it: accessible in each language, easy in Easy Finnish, no wider
than a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.demo_places import OTHER_PLACES, PLACES
from tests.easy_finnish.pages import broken_on_page

AXE = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
ALL = {place.name: place for place in PLACES + OTHER_PLACES}
FOR_DEVELOPERS = {"kit"}
NOT_PAGES = {
    "static",
    "root.choose_language",
    "root.healthz",
    "answers.unknown",
    "answers.give_by_slip",  # the same pages as those of the shared code
    "answers.slip_thanks",
    "attendance_worker.worker",
    "group.short",
    "short.guide",
    "guides.export",
    "guides.feed",
    "root.sitemap.index",
    "root.sitemap.part",
    "root.sitemap.robots",
    "attendance.export_file",
    "reports.export_file",
    "meetings.file",
    "groups.meeting_file",
    "groups.calendar",
    "groups.organisation_calendar",
    "groups.meeting_guide",
    "groups.all_meeting_guide",
    "groups.dates_feed",
    "calendars.of_circle",
    "calendars.of_leader",
    "calendars.of_organisation",
}
# They need something that the tour does not have: a link from a mail, an asked code, a draft.
TOLD_ELSEWHERE = {"accounts.open_link", "accounts.enter_code", "guides.look_at_file"}


@pytest.fixture
def visit(phone, phone_of, demo):
    """Open a place as whoever opens it."""

    def open_it(place, language, **how):
        page = phone_of(place.who, **how) if place.who else phone(**how)
        answer = page.goto(demo.address(place, language))
        assert answer.ok, f"{place.name} answers {answer.status}"
        return page

    return open_it


def test_every_page_is_visited(site):
    pages = {
        rule.endpoint
        for rule in site.app.url_map.iter_rules()
        if "GET" in rule.methods and not rule.endpoint.startswith("static")
    }
    visited = {place.endpoint for place in ALL.values()}
    assert pages - NOT_PAGES - TOLD_ELSEWHERE - visited == set()


@pytest.mark.parametrize("name", ALL)
def test_axe_finds_nothing_in_any_language(visit, name):
    page = visit(ALL[name], "fi")
    for language in _languages_of(page):
        shown = page.locator("html").get_attribute("lang")
        page.goto(page.url.replace(f"/{shown}", f"/{language}"))
        assert page.locator("html").get_attribute("lang") == language
        assert _violations(page) == [], language
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, f"{wide} px wide in {language}"


@pytest.mark.parametrize("name", ALL)
def test_axe_finds_nothing_in_the_dark(visit, name):
    assert _violations(visit(ALL[name], "fi", scheme="dark")) == []


@pytest.mark.parametrize("name", sorted(ALL.keys() - FOR_DEVELOPERS))
def test_the_easy_finnish_page_is_easy(visit, name):
    page = visit(ALL[name], "fi-simple", javascript=False)
    assert broken_on_page(page.content()) == []


def _languages_of(page):
    """Those that the page offers: the participants' pages are in ten."""
    links = page.locator(".languages a").all()
    return [link.get_attribute("hreflang") or link.get_attribute("lang") for link in links]


def _violations(page):
    found = Axe().run(page, options=AXE).response["violations"]
    return [(f["id"], [node["html"][:200] for node in f["nodes"]][:3]) for f in found]
