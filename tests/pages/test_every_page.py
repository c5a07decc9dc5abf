"""Every page, as whoever opens it: accessible in each language, easy in Easy Finnish, no wider
than a phone."""

from functools import cache

import pytest

from tests.demo_places import EVERY_PLACE, OTHER_PLACES, PLACES
from tests.easy_finnish.pages import broken_on_page
from tests.pages.accessibility import ALL_BUT_COLOURS, COLOURS, violations, with_axe
from webapp.languages import LANGUAGES, PARTICIPANTS

FOR_DEVELOPERS = {"kit"}
NOT_PAGES = {
    "static",
    "root.choose_language",
    "root.healthz",
    "answers.slip_thanks",  # the same page as that of the shared code
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
    "feedback.file",
    "feedback.circle_file",
    "feedback.end_file",
    "feedback.leaders_file",
    "feedback.look_back",  # leads to the form
    "meetings.file",
    "groups.meeting_file",
    "own.file",
    "groups.calendar",
    "groups.organisation_calendar",
    "groups.meeting_guide",
    "groups.all_meeting_guide",
    "groups.dates_feed",
    "calendars.of_circle",
    "calendars.of_leader",
    "calendars.of_organisation",
}
OF_PARTICIPANTS = {
    "groups.public",
    "joining.sign_up",
    "own.invited",
    "own.show",
    "own.details",
    "own.away_for_a_while",
    "own.forget",
    "letters.stop",
    "answers.give",
    "answers.give_by_slip",
    "answers.thanks",
    "answers.unknown",
    "feedback.preview_form",
}
# They need something that the tour does not have: a link from a mail, an asked code, a draft.
TOLD_ELSEWHERE = {"accounts.open_link", "accounts.enter_code", "guides.look_at_file"}


@pytest.fixture(scope="session")
def tourist(lasting_phone):
    """The phone, with axe in it, of each kind of person."""
    return cache(lambda who: with_axe(lasting_phone(who)))


def test_no_two_places_have_one_name():
    assert len(EVERY_PLACE) == len(PLACES + OTHER_PLACES)


def test_every_page_is_visited(site):
    pages = {
        rule.endpoint
        for rule in site.app.url_map.iter_rules()
        if "GET" in rule.methods and not rule.endpoint.startswith("static")
    }
    visited = {place.endpoint for place in EVERY_PLACE.values()}
    assert pages - NOT_PAGES - TOLD_ELSEWHERE - visited == set()


@pytest.mark.parametrize("name", EVERY_PLACE)
def test_the_page_is_accessible_in_light_and_dark_and_in_each_language(tourist, demo, name):
    place = EVERY_PLACE[name]
    page = tourist(place.who)
    page.emulate_media(color_scheme="light")
    answer = page.goto(demo.address(place, "fi"))
    assert answer.status == place.status
    assert violations(page) == []
    assert width_of(page) <= 390
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert violations(page, COLOURS) == [], "dark"
    for language, address in other_versions(page, place).items():
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language
        assert violations(page, ALL_BUT_COLOURS) == [], language
        assert width_of(page) <= 390, language


@pytest.mark.parametrize("name", sorted(EVERY_PLACE.keys() - FOR_DEVELOPERS))
def test_the_easy_finnish_page_is_easy(site, demo, name):
    place, reader = EVERY_PLACE[name], site.app.test_client()
    if place.who:
        reader.set_cookie("rinki", demo.cookie(place.who))
    answer = reader.get(demo.address(place, "fi-simple"))
    assert answer.status_code == place.status
    assert broken_on_page(answer.text) == []


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


def other_versions(page, place):
    """The page in all its languages: the participants' pages are in ten."""
    links = page.locator("nav a[lang][hreflang]").all()
    versions = {link.get_attribute("lang"): link.get_attribute("href") for link in links}
    wanted = PARTICIPANTS if place.endpoint in OF_PARTICIPANTS else LANGUAGES
    assert sorted(versions) == sorted(wanted)
    del versions["fi"]
    return versions
