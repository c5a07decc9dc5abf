"""Those who answer: in Arabic and in Easy Finnish, twice by mistake, and as one of five."""

import re
from datetime import timedelta
from itertools import count
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.easy_finnish.pages import broken_on_page
from tests.pages.accessibility import violations
from webapp.db import db, now, unit_of_work
from webapp.feedback import operations, queries
from webapp.feedback.models import Ask, FeedbackForm
from webapp.groups.models import Group
from webapp.languages import LOCALES
from webapp.meetings.models import Meeting, MeetingState

HOW = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
HOURS = count(1)
FELT = "هل شعرت بالأمان هنا؟"


@pytest.fixture
def evening(site):
    """A meeting of today and the address of its feedback: `evening(form_id)`."""

    def make(form_id=None):
        with site.app.test_request_context(), unit_of_work():
            group = db.session.scalars(db.select(Group).filter_by(slug="sohvalta-sohvalle")).one()
            begins = now() - timedelta(minutes=next(HOURS))
            meeting = Meeting(
                organisation_id=group.organisation_id,
                circle=group,
                starts_at=begins,
                ends_at=begins + timedelta(hours=2),
                state=MeetingState.HELD,
            )
            db.session.add(meeting)
            db.session.flush()
            ask = operations.start_asking(meeting)
            if form_id:
                ask.form = db.session.get_one(FeedbackForm, form_id)
            address = f"/p/{operations.address_of(ask).token}"
            return SimpleNamespace(id=meeting.id, ask_id=ask.id, address=address)

    return make


@pytest.fixture
def answers(site):
    """How many have answered, as the database knows it."""

    def number(evening):
        with site.app.app_context():
            return queries.answers(db.session.get_one(Ask, evening.ask_id))

    return number


@pytest.fixture
def ends(site):
    """No more answers are taken: `ends(evening)`."""

    def close(evening):
        with site.app.app_context(), unit_of_work():
            db.session.get_one(Ask, evening.ask_id).closes_at = now()

    return close


@HOW
def test_a_question_that_kaisa_writes_in_arabic_is_answered_from_right_to_left(
    phone, phone_of, evening, answers, javascript
):
    tonight = evening(kaisas_form(phone_of("kaisa", javascript=javascript, locale="en-GB")))
    nour = phone(javascript=javascript, locale="ar")
    nour.goto(tonight.address)
    expect(nour.locator("html")).to_have_attribute("dir", "rtl")
    expect(nour.locator("legend").first).to_have_text(FELT)
    faces = nour.locator(".faces").first.locator("label")
    face, words = (faces.nth(4).locator(part).bounding_box() for part in ("svg", "span"))
    assert face["x"] > words["x"], "the face comes first, on the right"
    nour.get_by_role("textbox").fill("شكرًا على القهوة")
    sends(nour)
    expect(nour.get_by_role("alert")).to_contain_text("أجب")
    expect(nour.get_by_role("textbox")).to_have_value("شكرًا على القهوة")
    faces.nth(4).click()
    sends(nour)
    nour.wait_for_url("**/ar/thanks")
    expect(nour.get_by_role("heading", level=1)).to_have_text("شكرًا لك!")
    assert answers(tonight) == 1


@HOW
def test_the_same_form_in_easy_finnish_a_question_at_a_time(
    phone, phone_of, evening, answers, javascript
):
    tonight = evening(kaisas_form(phone_of("kaisa", javascript=False, locale="en-GB")))
    matti = phone(javascript=javascript)
    matti.goto(f"{tonight.address}/fi-simple")
    progress, following = matti.locator(".progress"), matti.get_by_role("button", name="Seuraava")
    expect(progress).to_have_text("1 / 4")
    following.click()
    expect(matti.get_by_role("alert")).to_contain_text("Vastaa tähän")
    expect(progress).to_have_text("1 / 4")
    for number, face in (1, 4), (2, 1), (3, 2):
        expect(progress).to_have_text(f"{number} / 4")
        matti.locator(".faces label").nth(face).click()
        following.click()
    matti.get_by_role("textbox").fill("Oli hyvä, ettei ollut kiire.")
    matti.get_by_role("button", name="Takaisin").click()
    expect(progress).to_have_text("3 / 4")
    expect(matti.locator(".faces input").nth(2)).to_be_checked()
    following.click()
    expect(matti.get_by_role("textbox")).to_have_value("Oli hyvä, ettei ollut kiire.")
    matti.get_by_role("button", name="Lähetä").click()
    matti.wait_for_url("**/fi-simple/thanks")
    assert answers(tonight) == 1


@HOW
def test_what_is_sent_twice_is_one_answer(phone, evening, answers, javascript):
    tonight = evening()
    ulla = phone(javascript=javascript)
    ulla.goto(f"{tonight.address}/en")
    ulla.locator(".faces").first.locator("label").nth(3).click()
    ulla.get_by_role("button", name="Send").dblclick()
    expect(ulla).to_have_url(re.compile("/thanks$"))  # the first of two may be broken off
    assert answers(tonight) == 1


def test_the_leader_sees_nothing_of_four_answers_and_everything_of_five(phone, phone_of, evening):
    tonight = evening()
    kaisa = phone_of("kaisa", locale="en-GB")
    results = f"/en/meetings/{tonight.id}/results"
    for number in range(1, 6):
        someone = phone(javascript=False)
        someone.goto(f"{tonight.address}/en")
        for question in range(3):
            someone.locator(".faces").nth(question).locator("label").nth(2).click()
        someone.get_by_role("textbox").fill(f"It was warm, {number} times over")
        sends(someone)
        kaisa.goto(results)
        if number < 5:
            some = "1 answer" if number == 1 else f"{number} answers"
            expect(kaisa.locator("main")).to_contain_text(f"{some} so far")
            expect(kaisa.locator("main .chart, main blockquote")).to_have_count(0)
            expect(kaisa.locator("main")).not_to_contain_text("warm")
    expect(kaisa.locator("main .chart")).to_have_count(3)
    expect(kaisa.locator("main blockquote")).to_have_count(5)


@pytest.mark.parametrize("language", LOCALES)
def test_a_name_is_pointed_out_in_each_language_and_what_comes_late_is_not_lost(
    phone, evening, ends, language
):
    tonight = evening()
    matti = phone()
    matti.goto(f"{tonight.address}/{language}?one=0")
    matti.get_by_role("textbox").fill("Matti: matti@example.org")
    sends(matti)
    expect(matti.get_by_role("button")).to_have_count(2)
    expect(matti.locator(".panel")).to_contain_text("matti@example.org")
    is_for_all(matti)
    ends(tonight)
    matti.locator("button[name=sure]").click()
    expect(matti.locator("blockquote")).to_have_text("Matti: matti@example.org")
    is_for_all(matti)


def is_for_all(page):
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    if page.locator("html").get_attribute("lang") == "fi-simple":
        assert broken_on_page(page.content()) == []


def kaisas_form(kaisa):
    """The library's form with a first question of her own, which has to be answered."""
    kaisa.goto("/en/forms")
    kaisa.get_by_role("link", name="After a meeting", exact=True).last.click()
    kaisa.get_by_role("button", name="Make a copy of our own").click()
    kaisa.locator("ol .title").first.click()
    kaisa.get_by_label("Question", exact=True).fill("Did you feel safe here?")
    kaisa.get_by_label("An answer is needed").check()
    kaisa.get_by_role("button", name="Save").click()
    kaisa.locator("section li", has_text="Arabic").get_by_role("link").click()
    kaisa.get_by_label("1. Question").fill(FELT)
    kaisa.get_by_role("button", name="Save").click()
    kaisa.get_by_role("button", name="Take into use").click()
    expect(kaisa.get_by_text("The form is in use.")).to_be_visible()
    return int(kaisa.url.rpartition("/")[2])


def sends(someone):
    someone.locator("main form button.wide").click()
