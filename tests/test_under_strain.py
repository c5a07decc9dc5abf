"""What is sent to make the site slow or talkative: it answers at once, and logs name nobody."""

import sqlite3

import pytest
from sqlalchemy import text

from tests import town as town_plan
from webapp import create_app
from webapp.db import db, unit_of_work
from webapp.feedback import operations as feedback

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def site(tmp_path):
    """A site in a file, as it runs."""
    app = create_app(DATA=str(tmp_path), RATELIMIT_ENABLED=False)
    with app.app_context():
        db.create_all()
        town_plan.build()
        db.session.remove()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_a_contact_made_to_take_long_is_not_looked_at_further(town, browser):
    browser.open("groups.propose")
    form = {"contact": "a@" + "." * 100_000 + " x"}
    page = browser.send("groups.propose", form, status=422)
    wrong = page.select("#contact-error")
    assert [said.text for said in wrong] == ["Shorten this to 200 characters or fewer"]


@pytest.mark.parametrize("contact", ["root,x@y.fi", "a@b", "a b@c.fi", "a@b..fi"])
def test_a_contact_is_one_address_or_none(town, browser, contact):
    page = browser.send("groups.propose", {"contact": contact}, status=422)
    assert page.select_one("#contact-error")


def test_when_others_write_for_long_one_is_told_to_try_again(site, tmp_path):
    other = sqlite3.connect(tmp_path / "rinki.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    form = {"email": "fanni@example.org"}
    answer = site.test_client().post("/en/sign-in", data=form, headers=HERE)
    other.execute("ROLLBACK")
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "5"
    assert "Try again in a moment" in answer.text


def test_when_something_breaks_the_log_holds_neither_words_nor_secret_addresses(site, caplog):
    meeting = db.session.scalars(text("SELECT id FROM meeting")).one()
    with site.test_request_context("/en/"), unit_of_work():
        ask = feedback.start_asking(db.session.get(feedback.Meeting, meeting))
        token = feedback.address_of(ask).token
        db.session.execute(text("ALTER TABLE reply RENAME TO gone"))
    form = {"key": "a form that is shown", "q1": "5", "q4": "At home it is hard"}
    answer = site.test_client().post(f"/p/{token}/en", data=form, headers=HERE)
    assert answer.status_code == 500
    assert "OperationalError at answers.give" in caplog.text
    assert token not in caplog.text and "At home" not in caplog.text


def test_what_is_said_to_one_reader_is_kept_in_no_cache(town, browser):
    assert browser.get("/en/guides") and browser.answer.cache_control.public
    with browser.client.session_transaction() as session:
        session["_flashes"] = [("message", "Thank you")]
    assert "Thank you" in browser.get("/en/guides").text
    assert browser.answer.cache_control.no_store and not browser.answer.cache_control.public
