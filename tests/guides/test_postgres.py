"""The library is the same on PostgreSQL, odd addresses included."""

from datetime import timedelta

import pytest
from flask import g

from tests.browser import Browser
from tests.guides import shelf
from tests.postgres import postgres  # noqa: F401
from tests.the_web import open_web
from webapp import create_app
from webapp.accounts.models import User
from webapp.db import db, now, unit_of_work
from webapp.guides import link_sweep, links, reports, sought
from webapp.guides.link_models import LinkCheck
from webapp.guides.models import Guide

DAY = timedelta(days=1)


@pytest.fixture
def app(postgres):  # noqa: F811
    app = create_app(TESTING=True, SQLALCHEMY_DATABASE_URI=postgres, RATELIMIT_ENABLED=False)
    with app.test_request_context("/en/"):
        g.user = g.organisation = None
        db.create_all()
        yield app
        db.session.remove()
        db.drop_all()
        db.engine.dispose()


def test_a_search_narrowed_down_is_the_same_on_postgresql(app):
    shelf.fill()
    browser = Browser(app.test_client())
    page = browser.open("guides.index", words="sururyhmän", kind=["guide", "handbook"])
    found = [a.text for a in page.select("#results h2 a")]
    assert found[:2] == ["Sururyhmän ohjaajan opas", "Att leda en sorggrupp"]
    assert page.find(id="topic-grief-count").text == "2"
    assert page.find(id="kind-form-count").text == ""
    page = browser.open("guides.show", guide_slug="sorg")
    assert len(page.select("#related li")) == 2


def test_what_no_text_can_hold_is_not_found_rather_than_broken(app):
    browser = Browser(app.test_client())
    browser.get("/en/guides/a%00b", status=404)
    browser.get("/en/guides?topic=%00&words=%00", status=200)


def test_what_was_looked_for_is_counted_on_postgresql(app):
    browser = Browser(app.test_client())
    for _time in range(3):
        browser.get("/en/guides?words=qqqq")
    assert db.session.execute(sought.not_found()).one()[:3] == ("qqqq", "en", 3)


def test_links_are_checked_and_listed_the_same_on_postgresql(app):
    shelf.fill()
    pia = User(name="Pia", email="pia@example.org", is_platform_admin=True)
    with unit_of_work():
        db.session.add(pia)
        reports.report(db.session.scalars(db.select(Guide)).first(), "Broken")
    with open_web() as web:
        app.config.update(FETCH_PORTS=[web.port], FETCH_PRIVATE=["127.0.0.1/32"], LINK_PAUSE=0)
        shelf.fill_guides(
            f"gone,Gone,,,fi,{web.url('404')},guide,,,,,\nnew,Moved,,,fi,{web.url('moved')},guide,,,,,\n"
        )
        with unit_of_work():
            links.enrol()
            elsewhere = LinkCheck.host != f"127.0.0.1:{web.port}"
            db.session.execute(db.update(LinkCheck).where(elsewhere).values(due_at=now() + DAY))
        assert link_sweep.sweep(10) == {"gone": 1, "moved": 1}
    browser = Browser(app.test_client()).sign_in(pia)
    page = browser.open("guides.to_do_list")
    kinds = [section["id"] for section in page.select("main section")]
    assert kinds == ["report", "broken", "moved", "blank", "copy", "languages"]
    assert "Gone" in page.find(id="broken").text and "Moved" in page.find(id="moved").text
