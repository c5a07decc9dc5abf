import re
from datetime import timedelta

import pytest

from webapp.accounts.models import Session, SignInTicket
from webapp.db import db, now, unit_of_work
from webapp.mail import Mail


def ask(browser, email="fanni@example.org", **where):
    """Ask for a link as the sign-in page does; returns the mail, if one was sent."""
    browser.send("accounts.sign_in", {"email": email}, **where)
    return db.session.scalars(db.select(Mail).order_by(Mail.id.desc())).first()


def link_in(letter):
    return re.search(r"http://localhost(/\S+)", letter.body)[1]


def code_in(letter):
    return re.search(r"\b\d{6}\b", letter.body)[0]


def is_in(browser):
    return browser.client.get("/en/today").status_code == 200


def test_fanni_signs_in_by_the_link_in_her_mail(town, browser):
    link = link_in(ask(browser))
    browser.get(link)
    assert not is_in(browser), "opening the link is not enough: mail scanners open links too"
    browser.post(link)
    assert is_in(browser)


def test_a_link_works_once(town, browser):
    link = link_in(ask(browser))
    browser.post(link)
    page = browser.get(link, status=410)
    assert page.select_one("a[href='/en/sign-in']"), "a new one is offered"
    browser.post(link, status=410)


def test_a_link_is_old_after_ten_minutes(town, browser, clock):
    link = link_in(ask(browser))
    clock(now() + timedelta(minutes=11))
    browser.get(link, status=410)
    browser.post(link, status=410)


def test_fanni_signs_in_by_the_code_in_her_mail(town, browser):
    browser.send("accounts.enter_code", {"code": code_in(ask(browser))})
    assert is_in(browser)


def test_a_code_is_worth_nothing_in_another_browser(app, town, browser):
    code = code_in(ask(browser))
    thief = type(browser)(app.test_client())
    ask(thief, "nobody@example.org")
    thief.send("accounts.enter_code", {"code": code}, status=422)


def test_five_wrong_codes_void_the_right_one(town, browser):
    code = code_in(ask(browser))
    wrong = "000000" if code != "000000" else "111111"
    for _try in range(5):
        browser.send("accounts.enter_code", {"code": wrong}, status=422)
    browser.send("accounts.enter_code", {"code": code}, status=422)
    assert db.session.scalars(db.select(SignInTicket)).one().tries == 6


def test_an_unknown_address_gets_the_same_answer_and_no_mail(town, browser):
    known = browser.client.post(
        "/en/sign-in",
        data={"email": "fanni@example.org"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    unknown = browser.client.post(
        "/en/sign-in", data={"email": "x@example.org"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert len(db.session.scalars(db.select(Mail)).all()) == 1


@pytest.mark.parametrize(
    "typed", ["", "fanni", "a@b", "fanni@example.org\nBcc: all@example.org", "x" * 300]
)
def test_a_strange_address_is_kept_on_the_page_with_a_sentence(town, browser, typed):
    page = browser.send("accounts.sign_in", {"email": typed}, status=422)
    assert page.select_one(".error-summary a")["href"] == "#email"
    assert page.title.text.startswith("Error:")


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_sent_to_another_site_after_signing_in(town, browser, elsewhere):
    ask(browser, next=elsewhere)
    browser.send("accounts.enter_code", {"code": code_in(db.session.scalar(db.select(Mail)))})
    assert browser.answer.location == "/en/today"


def test_signing_in_leads_to_the_page_that_was_asked_for(town, browser):
    browser.get("/en/groups", status=303)
    assert browser.answer.location.startswith("/en/sign-in?next=")
    letter = ask(browser, next="/en/groups")
    browser.send("accounts.enter_code", {"code": code_in(letter)})
    assert browser.answer.location == "/en/groups"


def test_signing_out_revokes_the_session_row(town, browser):
    browser.sign_in(town.fanni).send("accounts.sign_out")
    assert db.session.scalars(db.select(Session)).one().revoked_at
    assert not is_in(browser)


def test_signing_out_everywhere_ends_the_other_phone_too(app, town, browser):
    other = type(browser)(app.test_client()).sign_in(town.fanni)
    browser.sign_in(town.fanni).send("accounts.sign_out_everywhere")
    assert not is_in(other)


def test_the_mail_is_in_the_language_of_the_page(town, browser):
    assert ask(browser, lang="sv").subject.startswith("Logga in")


def test_secrets_are_kept_only_as_hashes(town, browser):
    letter = ask(browser)
    ticket = db.session.scalars(db.select(SignInTicket)).one()
    kept = f"{ticket.link_hash} {ticket.code_hash} {ticket.asked_hash}"
    assert code_in(letter) not in kept
    assert link_in(letter).rpartition("/")[2].partition("?")[0] not in kept


def test_demo_people_sign_in_by_one_tap_only_in_the_demo(app, town, browser):
    with unit_of_work():
        town.leo.is_demo = True
    assert "Leo" in browser.open("accounts.sign_in").main.text
    browser.send("accounts.demo_sign_in", user_id=town.fanni.id, status=404)
    browser.send("accounts.demo_sign_in", user_id=town.leo.id)
    assert is_in(browser)

    app.config["DEMO"] = False
    browser.send("accounts.demo_sign_in", user_id=town.leo.id, status=404)
    browser.open("accounts.outbox", status=404)


def test_tries_at_an_unknown_address_go_as_at_a_known_one(town, browser):
    ask(browser, "nobody@example.org")
    for _try in range(6):
        page = browser.send("accounts.enter_code", {"code": "123456"}, status=422)
    assert "wrong or too old" in page.select_one("#code-error").text
    assert db.session.scalars(db.select(SignInTicket)).one().tries == 6


def test_five_wrong_codes_void_the_link_too(town, browser):
    link = link_in(ask(browser))
    for _try in range(5):
        browser.send("accounts.enter_code", {"code": "no cod"}, status=422)
    browser.get(link)  # what is no code isn't counted
    for _try in range(5):
        browser.send("accounts.enter_code", {"code": "000000"}, status=422)
    browser.get(link, status=410)


def test_a_new_ask_leaves_the_old_link_but_only_the_new_code(town, browser):
    first, second = ask(browser), ask(browser)
    browser.send("accounts.enter_code", {"code": code_in(first)}, status=422)
    browser.get(link_in(first))
    browser.send("accounts.enter_code", {"code": code_in(second)})
    assert is_in(browser)


def test_what_the_browser_held_before_does_not_go_on(town, browser):
    """A key planted in someone's browser must not become a signed-in one."""
    with browser.client.session_transaction() as session:
        session["key"] = "planted"
    browser.post(link_in(ask(browser)))
    with browser.client.session_transaction() as session:
        assert {*session} - {"_permanent"} == {"key"}
        assert session["key"] != "planted"


def test_too_many_asks_are_answered_with_a_page_that_says_wait(app, town, browser, limits):
    for _ask in range(5):
        browser.send("accounts.sign_in", {"email": "fanni@example.org"})
    page = browser.send("accounts.sign_in", {"email": "fanni@example.org"}, status=429)
    assert page.h1.text.strip() == "One moment, please"
    browser.open("accounts.sign_in")


def test_one_address_is_not_flooded_from_many_places(app, town, browser, limits):
    def ask_from(place):
        return browser.client.post(
            "/en/sign-in",
            data={"email": "Fanni@example.org "},
            headers={"Sec-Fetch-Site": "same-origin"},
            environ_base={"REMOTE_ADDR": f"192.0.2.{place}"},
        ).status_code

    assert [ask_from(place) for place in range(12)] == [303] * 10 + [429] * 2
