"""The library is the same on PostgreSQL, odd addresses included."""

import pytest
from flask import g

from tests.browser import Browser
from tests.guides import shelf
from tests.postgres import postgres  # noqa: F401
from webapp import create_app
from webapp.db import db


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
