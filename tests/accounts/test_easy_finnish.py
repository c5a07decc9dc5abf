"""Signing in, and the mails of it, are easy to read in Easy Finnish; the pages of people too."""

import pytest

from tests.accounts.test_signing_in import ask, code_in, link_in
from tests.easy_finnish.pages import broken_on_page
from webapp.db import db
from webapp.easy_finnish.limits import EASY, broken_limits
from webapp.easy_finnish.measures import measure
from webapp.mail import Mail

IN_EASY_FINNISH = {"lang": "fi-simple"}


def hard_on(page):
    return broken_on_page(str(page))


def test_signing_in_from_the_first_page_to_the_last(town, browser):
    assert hard_on(browser.open("accounts.sign_in", **IN_EASY_FINNISH)) == []
    wrong = {"status": 422, **IN_EASY_FINNISH}
    assert hard_on(browser.send("accounts.sign_in", {"email": "x"}, **wrong)) == []
    letter = ask(browser, **IN_EASY_FINNISH)
    assert hard_on(browser.open("accounts.enter_code", **IN_EASY_FINNISH)) == []
    for typed in ("123", "000000" if code_in(letter) != "000000" else "111111"):
        assert hard_on(browser.send("accounts.enter_code", {"code": typed}, **wrong)) == []
    assert hard_on(browser.get(link_in(letter))) == []
    browser.post(link_in(letter))
    assert hard_on(browser.get(link_in(letter), status=410)) == []


@pytest.mark.parametrize("page", ["account", "people", "invite", "audit_log", "outbox"])
def test_an_admins_pages(town, browser, page):
    browser.sign_in(town.aino).send("accounts.invite", status=422, **IN_EASY_FINNISH)
    browser.send("accounts.invite", {"name": "Uuno", "email": "u@example.org", "role": "leader"})
    assert hard_on(browser.open(f"accounts.{page}", **IN_EASY_FINNISH)) == []


@pytest.mark.parametrize("page", ["change_role", "confirm_removal"])
def test_the_pages_of_one_person(town, browser, page):
    at = {"membership_id": town.leo.memberships[0].id, **IN_EASY_FINNISH}
    assert hard_on(browser.sign_in(town.aino).open(f"accounts.{page}", **at)) == []


def test_the_mails(town, browser):
    ask(browser, **IN_EASY_FINNISH)
    newcomer = {"name": "Uuno", "email": "uuno@example.org", "role": "leader"}
    browser.sign_in(town.aino).send("accounts.invite", newcomer, **IN_EASY_FINNISH)
    for letter in db.session.scalars(db.select(Mail)):
        words = " ".join(w for w in letter.body.split() if not w.startswith("http"))
        assert broken_limits(measure(words), EASY) == []
