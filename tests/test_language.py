from datetime import date

import pytest
from flask import g

from webapp import i18n


def test_the_front_door_opens_in_the_phones_language(app, browser):
    browser.get("/", status=302, Accept_Language="sv-FI,sv;q=0.9")
    assert browser.answer.location == "/sv/"


def test_a_chosen_language_is_remembered(app, browser):
    browser.get("/fi-simple/", Sec_Fetch_Site="same-origin")
    browser.get("/", status=302, Accept_Language="sv-FI,sv;q=0.9")
    assert browser.answer.location == "/fi-simple/"


def test_reading_in_ones_own_language_leaves_no_cookie(app, browser):
    browser.get("/fi/", Sec_Fetch_Site="same-origin")
    assert "Set-Cookie" not in browser.answer.headers


def test_a_link_from_elsewhere_chooses_nothing(app, browser):
    browser.get("/sv/", Sec_Fetch_Site="cross-site")
    assert "Set-Cookie" not in browser.answer.headers


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fi", "ma 23.11."),
        ("fi-simple", "maanantai 23.11."),
        ("sv", "mån 23.11"),
        ("en", "Mon 23 Nov"),
    ],
)
def test_a_day_is_written_as_its_readers_write_it(app, language, written):
    with app.test_request_context(f"/{language}/"):
        g.language = language
        assert i18n.day(date(2026, 11, 23), year=False) == written


def test_a_page_of_the_site_opened_in_a_participants_language_is_answered_in_the_nearest(browser):
    browser.get("/ar/guides", status=302)
    assert browser.answer.location == "/en/guides"
    browser.get("/et/guides", status=302)
    assert browser.answer.location == "/fi-simple/guides"
