"""From "I'd like to start a group" to a group with its leader."""

from datetime import timedelta
from uuid import uuid4

import pytest

from webapp import sweeps
from webapp.accounts.models import Membership, Role, User
from webapp.db import db, now, unit_of_work
from webapp.groups.models import Group
from webapp.groups.proposal_models import Proposal, ProposalState
from webapp.mail import Mail

WISH = {
    "organisation": "mielen",
    "topic": "Fathers of twins",
    "place": "The library",
    "support": "A room where children can play.",
    "name": "Matti",
    "contact": "matti@example.org",
}


def wishes(browser, lang="en", **said):
    browser.sign_in(None)
    browser.send("groups.propose", {**WISH, "key": uuid4().hex, **said}, lang=lang)
    return the_wish()


def the_wish():
    db.session.rollback()
    return db.session.query(Proposal).one()


def mails(to):
    return db.session.query(Mail).filter_by(recipient=to).all()


@pytest.fixture
def kaisa(town, browser):
    return lambda: browser.sign_in(town.kaisa)


def begins(browser, wish, **said):
    form = {"title": wish.topic, "email": "matti@example.org", **said}
    browser.send("groups.proposal", form, proposal_id=wish.id)
    db.session.rollback()
    return db.session.query(Group).filter(Group.slug != "grief-group").one()


def test_anyone_finds_the_form_on_the_front_page_and_on_an_organisations_page(town, browser):
    assert browser.open("home.front").select("a[href='/en/start-a-group']")
    page = browser.open("groups.organisation", organisation="mielen")
    page = browser.get(page.select_one("a[href*='start-a-group']")["href"])
    assert page.select_one("option[selected]")["value"] == "mielen"
    assert "erased after six months" in page.main.text


def test_a_wish_reaches_the_coordinator_by_mail_without_who_it_is_from(kaisa, town, browser):
    wishes(browser)
    (letter,) = db.session.query(Mail)
    assert letter.recipient == "kaisa@example.org"
    assert "Fathers of twins" in letter.body and letter.language == "fi"
    assert "Matti" not in letter.body and "matti" not in letter.body
    page = kaisa().open("home.today")
    page = browser.get(page.select_one("a[href$='/proposals']")["href"])
    page = browser.get(page.select_one(".rows a")["href"])
    for told in WISH.values():
        assert told == "mielen" or told in page.main.text


def test_each_coordinator_is_written_to_in_his_or_her_language(town, browser):
    with unit_of_work():
        town.kaisa.language = "sv"
        town.leo.memberships[0].role = Role.COORDINATOR
    wishes(browser)
    letters = {letter.recipient: letter for letter in db.session.query(Mail)}
    assert {to: letter.language for to, letter in letters.items()} == {
        "kaisa@example.org": "sv",
        "leo@example.org": "fi",
    }
    assert letters["kaisa@example.org"].subject == "Någon vill starta en grupp"


def test_an_organisation_without_coordinators_tells_its_admins(town, browser):
    wishes(browser, organisation="other")
    assert [letter.recipient for letter in db.session.query(Mail)] == ["olli@example.org"]


def test_the_same_form_twice_is_one_wish(town, browser):
    key = uuid4().hex
    wishes(browser, key=key)
    assert wishes(browser, key=key)
    assert db.session.query(Mail).count() == 1


def test_the_coordinator_answers_in_the_askers_language(kaisa, browser):
    wish = wishes(browser, lang="sv")
    kaisa().send("groups.proposal", {"words": "Tervetuloa!\nSoitan."}, proposal_id=wish.id)
    (letter,) = mails("matti@example.org")
    assert letter.subject == "Svar på din önskan att starta en grupp"
    assert "Tervetuloa!\nSoitan." in letter.body and "kaisa@example.org" in letter.body
    assert the_wish().state == ProposalState.ANSWERED
    assert "wish to start a group" not in browser.open("home.today").text


def test_a_wish_becomes_a_group_with_its_leader_in_one_step(kaisa, browser):
    wish = wishes(browser)
    group = begins(kaisa(), wish)
    assert group.is_draft and group.name == "Fathers of twins" and group.place == "The library"
    matti = db.session.query(User).filter_by(email="matti@example.org").one()
    assert [leader.user for leader in group.leaders] == [matti]
    assert [m.role for m in matti.memberships] == [Role.LEADER]
    (letter,) = mails("matti@example.org")
    assert f"/groups/{group.id}/tasks" in letter.body
    page = browser.sign_in(matti).open("groups.tasks", group_id=group.id)
    assert "Fathers of twins" in page.text
    assert the_wish().group == group and the_wish().state == ProposalState.STARTED


def test_starting_twice_is_one_group(kaisa, browser):
    wish = wishes(browser)
    assert begins(kaisa(), wish) == begins(browser, wish, title="Another")
    assert len(mails("matti@example.org")) == 1


def test_one_who_belongs_already_leads_with_the_role_he_has(kaisa, town, browser):
    wish = wishes(browser, contact="Leo@Example.org", name="Leo")
    group = begins(kaisa(), wish, email="Leo@Example.org")
    assert [leader.user for leader in group.leaders] == [town.leo]
    assert db.session.query(Membership).filter_by(user_id=town.leo.id).count() == 1
    assert len(mails("leo@example.org")) == 1


def test_one_who_left_a_phone_number_is_called_and_an_address_is_asked_for(kaisa, browser):
    wish = wishes(browser, contact="040 123 4567")
    page = kaisa().open("groups.proposal", proposal_id=wish.id)
    assert page.select_one("a[href='tel:0401234567']")
    browser.send("groups.proposal", {"words": "Called."}, proposal_id=wish.id)
    assert [letter.recipient for letter in db.session.query(Mail)] == ["kaisa@example.org"]
    form = {"title": "Fathers", "email": ""}
    page = browser.send("groups.proposal", form, status=422, proposal_id=wish.id)
    assert page.select_one(".error-summary")
    assert len(begins(browser, wish).leaders) == 1


def test_a_wish_is_closed_without_a_group(kaisa, browser):
    wish = wishes(browser)
    kaisa().send("groups.close_proposal", proposal_id=wish.id)
    assert the_wish().state == ProposalState.CLOSED


def test_wishes_are_forgotten_after_six_months_and_the_group_stays(kaisa, browser, clock):
    wish = wishes(browser)
    begins(kaisa(), wish)
    clock(now() + timedelta(days=179))
    sweeps.purge()
    assert db.session.query(Proposal).count() == 1
    clock(now() + timedelta(days=181))
    sweeps.purge()
    assert db.session.query(Proposal).count() == 0
    assert db.session.query(Group).count() == 2


@pytest.mark.parametrize(
    "said",
    [
        {"topic": " "},
        {"topic": "x" * 121},
        {"name": ""},
        {"contact": "somewhere"},
        {"contact": ""},
        {"organisation": "nobody"},
        {"organisation": ""},
        {"support": "x" * 2001},
        {"key": "forged"},
    ],
    ids=str,
)
def test_odd_wishes_are_told_in_words_and_nothing_is_lost(town, browser, said):
    form = {**WISH, "key": uuid4().hex, **said}
    page = browser.send("groups.propose", form, status=422)
    assert page.select_one(".error-summary")
    assert page.select_one("#place")["value"] == "The library"
    assert db.session.query(Proposal).count() == 0


def test_an_answer_must_say_something(kaisa, browser):
    wish = wishes(browser)
    page = kaisa().send("groups.proposal", {"words": " "}, status=422, proposal_id=wish.id)
    assert page.select_one(".error-summary a")["href"] == "#words"
    assert page.select_one("#email")["value"] == "matti@example.org"


def test_a_wish_whose_group_was_deleted_starts_no_other(kaisa, browser):
    wish = wishes(browser)
    group = begins(kaisa(), wish)
    with unit_of_work():
        db.session.delete(group)
    form = {"title": "Again", "email": "matti@example.org"}
    browser.send("groups.proposal", form, status=409, proposal_id=wish.id)
