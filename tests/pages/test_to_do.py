"""A reader tells of a broken link, and a curator mends what there is to mend; on phones."""

import pytest
from playwright.sync_api import expect

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])


@BOTH
def test_a_readers_report_reaches_the_curator_who_deals_with_it(phone, phone_of, javascript):
    line = f"It asks me to log in. {'Tap' if javascript else 'Button'}"
    reader = phone(javascript=javascript)
    reader.goto("/en/guides/jelli-vertaistoiminta")
    reader.get_by_role("link", name="Report a broken or wrong link").click()
    reader.get_by_label("What is wrong with the link?").fill(line)
    reader.get_by_role("button", name="Send").click()
    expect(reader.locator(".notice")).to_contain_text("Thank you.")
    title = reader.get_by_role("heading", level=1).text_content().strip()

    pia = phone_of("pia", javascript=javascript)
    pia.goto("/en/guides")
    pia.get_by_role("link", name="To do in the library").click()
    pia.locator("#report a[href*='kind=report']").click()
    row = pia.locator("#report li", has_text=line)
    expect(row).to_contain_text(title)
    row.get_by_role("button", name="Dealt with").click()
    expect(pia.locator(".notice")).to_contain_text("The report is dealt with.")
    expect(pia.locator("main")).not_to_contain_text(line)
    assert pia.url.endswith("kind=report")


@BOTH
def test_a_curator_takes_a_new_address_into_use_and_lets_a_copy_be(phone_of, javascript):
    pia = phone_of("pia", javascript=javascript)
    pia.goto("/en/guides/to-do?kind=moved")
    row = pia.locator("#moved li").first
    guide = row.locator(".title a")
    title, page = guide.text_content(), guide.get_attribute("href")
    new = row.locator("a.long").first.get_attribute("href")
    row.get_by_role("button", name="Take the new address into use").click()
    expect(pia.locator(".notice")).to_contain_text(f"“{title}” has its new address.")
    pia.goto(page)
    expect(pia.get_by_role("link", name="Open the guide")).to_have_attribute("href", new)

    pia.goto("/en/guides/to-do?kind=copy")
    copy = pia.locator("#copy li").first
    title = copy.locator(".title").text_content()
    copy.get_by_role("button", name="It is fine as it is").click()
    expect(pia.locator(".notice")).to_contain_text(f"“{title}” is fine as it is.")
    expect(pia.locator("#copy .title").first).not_to_have_text(title)
