"""From "I'd like to start a group" on a phone to a group with its leader."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_wish_becomes_a_group_and_the_asker_leads_it(
    phone, phone_of, site, letterbox, javascript
):
    topic, email = f"Fathers {javascript}", f"matti-{javascript}@example.org".lower()
    matti = phone(javascript=javascript, locale="en-GB")
    matti.goto("/en/")
    matti.get_by_role("link", name="I'd like to start a group").click()
    sends_a_wish(matti, topic, email)

    kaisa = phone_of("kaisa", javascript=javascript, locale="en-GB")
    kaisa.goto("/en/groups")
    kaisa.get_by_role("link", name="Wishes for groups").click()
    kaisa.get_by_role("link", name=topic).click()
    kaisa.get_by_label("Your answer").fill("Welcome! Let's talk.")
    kaisa.get_by_role("button", name="Send").click()
    expect(kaisa.get_by_text("Your answer is sent.")).to_be_visible()
    kaisa.get_by_role("button", name="Start the group").click()
    expect(kaisa.get_by_text("The group is started, and Matti leads it.")).to_be_visible()

    site.sweep_mail()
    letters = [str(x["Subject"]) for x in letterbox.letters if x["To"] == email]
    assert letters == ["An answer to your wish to start a group", "Your group can begin"]
    matti.goto(link_in(letterbox, email))
    matti.get_by_label("E-mail").fill(email)
    matti.locator("main form button").first.click()
    expect(matti.get_by_label("Code")).to_be_visible()
    site.sweep_mail()
    matti.goto(link_in(letterbox, email))
    matti.locator("main form button").first.click()
    expect(matti.get_by_role("heading", level=1)).to_have_text("Prepare the group")
    expect(matti.get_by_text(topic)).to_be_visible()


def sends_a_wish(matti, topic, email):
    matti.get_by_role("button", name="Send").click()
    expect(matti.get_by_role("heading", name="Check your answers")).to_be_visible()
    matti.get_by_label("Which organisation do you ask?").select_option("vertaistupa")
    matti.get_by_label("What would the group be about?").fill(topic)
    matti.get_by_label("Your name").fill("Matti")
    matti.get_by_label("Your e-mail or phone").fill(email)
    matti.get_by_role("button", name="Send").click()
    expect(matti.get_by_role("heading", level=1)).to_have_text("Thank you!")


def link_in(letterbox, email):
    body = [x.get_content() for x in letterbox.letters if x["To"] == email][-1]
    return next(line for line in body.splitlines() if line.startswith("http"))
