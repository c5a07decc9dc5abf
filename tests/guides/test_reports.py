"""Anyone can tell that a link is broken or wrong, and nothing is kept of who did."""

from datetime import timedelta

import pytest

from tests.guides import shelf
from webapp.db import db, now, unit_of_work
from webapp.guides import reports
from webapp.guides.link_models import LinkReport
from webapp.guides.models import Guide
from webapp.sweeps import purge


@pytest.fixture(autouse=True)
def library(town):
    shelf.fill()


def told():
    return [report.line for report in db.session.scalars(db.select(LinkReport))]


def the_guide():
    return db.session.scalars(db.select(Guide).where(Guide.slug == "sururyhma")).one()


def test_a_reader_reports_a_link_in_one_line(browser):
    page = browser.open("guides.show", guide_slug="sururyhma")
    way = page.find("a", string="Report a broken or wrong link")
    page = browser.get(way["href"])
    assert len(page.select("main form input")) == 1
    browser.send("guides.report", {"line": " It leads to  a casino. "}, guide_slug="sururyhma")
    page = browser.follow()
    assert "Thank you." in page.main.text
    assert told() == ["It leads to a casino."]


def test_nothing_is_kept_of_the_reader(browser, town):
    browser.sign_in(town.fanni)
    browser.send("guides.report", {"line": "404"}, guide_slug="sururyhma")
    columns = set(LinkReport.__table__.columns.keys())
    assert columns == {"id", "guide_id", "line", "reported_at", "closed_at"}


def test_a_report_without_words_is_one_too(browser):
    browser.send("guides.report", {"line": ""}, guide_slug="sururyhma")
    assert told() == [""]


def test_a_long_story_is_refused_and_kept_in_the_form(browser):
    page = browser.send("guides.report", {"line": "x" * 201}, guide_slug="sururyhma", status=422)
    assert page.find(id="line")["value"] == "x" * 201
    assert told() == []


def test_the_same_line_again_is_the_same_report_and_a_flood_is_a_few(browser):
    for _again in range(2):
        browser.send("guides.report", {"line": "Broken"}, guide_slug="sururyhma")
    assert told() == ["Broken"]
    with unit_of_work():
        for number in range(50):
            reports.report(the_guide(), f"Flood {number}")
    assert len(told()) == 20


def test_reports_are_limited_by_rate(browser, limits):
    for number in range(5):
        browser.send("guides.report", {"line": str(number)}, guide_slug="sururyhma")
    browser.send("guides.report", {"line": "more"}, guide_slug="sururyhma", status=429)
    browser.open("guides.report", guide_slug="sururyhma")


def test_what_is_dealt_with_is_forgotten_in_a_month(browser, clock):
    with unit_of_work():
        reports.report(the_guide(), "Old")
        reports.report(the_guide(), "Open")
        reports.close(db.session.scalars(db.select(LinkReport)).first())
    purge()
    assert told() == ["Old", "Open"]
    clock(now() + timedelta(days=31))
    purge()
    assert told() == ["Open"]
