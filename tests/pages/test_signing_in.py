"""Signing in with a phone: every page on the way in is accessible, in each language."""

import pytest

from tests.pages.accessibility import violations
from webapp.accounts import signing_in
from webapp.accounts.models import User
from webapp.db import db, unit_of_work
from webapp.languages import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_on_the_way_in(phone, site, language):
    page = phone()
    page.goto(f"/{language}/sign-in?next=/{language}/groups")
    send = page.locator("main form button").first

    send.click()
    page.wait_for_selector(".error-summary:focus")
    assert violations(page) == []

    page.fill("#email", "kaisa@demo.example")
    send.click()
    page.wait_for_url("**/code")
    assert violations(page) == []

    page.fill("#code", "12345")
    send.click()
    page.wait_for_selector(".error-summary")
    assert violations(page) == []

    page.goto(a_link(site, language))
    assert violations(page) == []
    send.click()
    page.wait_for_url(f"**/{language}/groups")

    page.go_back()
    assert page.locator("main a[href*='sign-in']").count() == 1, "a used link offers a new one"
    assert violations(page) == []


def a_link(site, language):
    with site.app.test_request_context(f"/{language}/"), unit_of_work():
        kaisa = db.session.scalar(db.select(User).where(User.email == "kaisa@demo.example"))
        address = signing_in.link_for(kaisa)
    return f"{address}?next=/{language}/groups"
