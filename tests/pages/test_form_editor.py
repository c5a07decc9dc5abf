"""A form from the library to the phones of those who answer it, in words of one’s own."""

import re

import pytest
from playwright.sync_api import expect

HOW = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])


@HOW
def test_kaisa_makes_a_form_her_own_and_a_group_answers_it(phone, phone_of, circle, javascript):
    name = f"Our evenings {'quickly' if javascript else 'plainly'}"
    kaisa = phone_of("kaisa", javascript=javascript, locale="en-GB")
    copies(kaisa, "After a meeting")
    names(kaisa, name)
    asks(kaisa, "What did you do?", "Many of several choices", "Talked\nListened\nSang")
    asks(kaisa, "How warm was it?", "From 1 to 10", "Cold\nWarm", needed=True)
    moves_the_last_one_up(kaisa)
    removes(kaisa, "Were you listened to?")
    says(kaisa, "Easy Finnish", "Mitä teit?")
    says(kaisa, "Arabic", "ماذا فعلت؟")
    tries_it(kaisa)
    kaisa.get_by_role("button", name="Take into use").click()
    expect(kaisa.get_by_text("The form is in use.")).to_be_visible()

    # the end of a group is asked about once
    is_asked_at_the_end(kaisa, circle.id, name)
    kaisa.goto(f"/en/circles/{circle.id}/feedback")
    someone = phone(javascript=javascript)
    someone.goto(address_on(kaisa) + "/fi-simple?one=0")  # all questions at once
    expect(someone.locator("legend", has_text="Mitä teit?")).to_be_visible()
    answers(someone)


def copies(kaisa, name):
    kaisa.goto("/en/groups")
    kaisa.get_by_role("link", name="Feedback forms").click()
    kaisa.get_by_role("link", name=name, exact=True).last.click()
    kaisa.get_by_role("button", name="Make a copy of our own").click()
    expect(kaisa.get_by_text("The form is yours now.")).to_be_visible()


def names(kaisa, name):
    kaisa.locator("section li", has_text="English").get_by_role("link").click()
    kaisa.get_by_label("Name in the list of forms").fill(name)
    kaisa.get_by_role("button", name="Save").click()
    expect(kaisa.get_by_role("heading", level=1)).to_have_text(name)


def asks(kaisa, text, kind, steps, *, needed=False):
    kaisa.get_by_role("link", name="Add a question").click()
    kaisa.get_by_label("Question", exact=True).fill(text)
    kaisa.get_by_text(kind, exact=True).click()
    kaisa.get_by_role("button", name="Save").click()
    expect(kaisa.get_by_text("lacks steps or choices.").first).to_be_visible()
    kaisa.get_by_role("link", name=text).click()
    kaisa.get_by_label("Steps or choices").fill(steps)
    if needed:
        kaisa.get_by_label("An answer is needed").check()
    kaisa.get_by_role("button", name="Save").click()
    expect(kaisa.locator("main ol li").last).to_contain_text(kind)


def moves_the_last_one_up(kaisa):
    last = kaisa.locator("ol .title").last.text_content()
    kaisa.get_by_role("button", name="Up").last.click()
    expect(kaisa.locator("ol .title").nth(4)).to_have_text(last)


def removes(kaisa, text):
    kaisa.get_by_role("link", name=text).click()
    kaisa.get_by_role("button", name="Remove the question").click()
    expect(kaisa.locator("ol .title")).to_have_count(5)


def says(kaisa, language, text):
    kaisa.locator("section li", has_text=language).get_by_role("link").click()
    kaisa.get_by_label("5. Question").fill(text)
    kaisa.get_by_role("button", name="Save").click()


def tries_it(kaisa):
    kaisa.get_by_role("link", name="Try it as people see it").click()
    kaisa.get_by_role("button", name="Send").click()
    expect(kaisa.get_by_role("alert")).to_contain_text("Answer this question")
    kaisa.locator(".of10 label", has_text="7").click()
    kaisa.get_by_role("button", name="Send").click()
    expect(kaisa.get_by_text("this answer would have been saved")).to_be_visible()
    kaisa.locator(".languages summary").click()
    kaisa.locator("nav a[lang=ar]").click()
    expect(kaisa.locator("html")).to_have_attribute("dir", "rtl")
    expect(kaisa.locator("legend", has_text="ماذا فعلت؟")).to_be_visible()
    kaisa.locator(".languages summary").click()
    kaisa.locator("nav a[lang=en]").click()
    kaisa.get_by_role("link", name="Back to the form").click()


def is_asked_at_the_end(kaisa, group, name):
    kaisa.goto(f"/en/circles/{group}/feedback/plan")
    kaisa.get_by_label("Form for the end of the group").select_option(label=name)
    kaisa.get_by_role("button", name="Save").click()
    expect(kaisa.get_by_text("Saved.")).to_be_visible()


def address_on(kaisa):
    return kaisa.locator("[data-address]").get_attribute("data-address")


def answers(someone):
    someone.locator(".of10 label", has_text="9").click()
    someone.locator(".choices label").nth(0).click()
    someone.locator(".choices label").nth(2).click()
    someone.locator("main form button").click()
    expect(someone).to_have_url(re.compile("/fi-simple/thanks$"))
