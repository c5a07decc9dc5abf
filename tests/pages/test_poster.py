"""A poster for the wall of a library: chosen in two languages, looked at, and saved as one page."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

HOW = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
POSTER = "/en/o/vertaistupa/groups/aallonpohja/poster"


@HOW
def test_leena_looks_at_a_poster_in_two_languages(phone, javascript):
    leena = phone(javascript=javascript, locale="en-GB")
    chooses_arabic_and_finnish(leena)
    columns = leena.locator(".columns > section")
    expect(columns).to_have_count(2)
    assert {(c.get_attribute("lang"), c.get_attribute("dir")) for c in columns.all()} == {
        ("fi", "ltr"),
        ("ar", "rtl"),
    }
    expect(leena.locator(".qr svg")).to_be_visible()
    short = leena.locator(".short").inner_text()
    stranger = phone(javascript=javascript)
    stranger.goto(f"http://{short}")
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("Aallonpohja")


@HOW
def test_what_is_printed_is_one_sheet_without_the_buttons(phone, javascript):
    leena = phone(javascript=javascript, locale="en-GB")
    chooses_arabic_and_finnish(leena)
    (sheet,) = PdfReader(BytesIO(leena.pdf(prefer_css_page_size=True))).pages
    width, height = sheet.mediabox[2:]
    assert (round(width), round(height)) == (595, 842), "it is of A4"
    told = sheet.extract_text()
    assert "/r/" in told and "Languages of the poster" not in told


@HOW
def test_the_pdf_of_the_site_is_one_sheet_too(phone, site, javascript):
    leena = phone(javascript=javascript, locale="en-GB")
    chooses_arabic_and_finnish(leena)
    button = leena.get_by_role("button", name="As a PDF")
    saved = leena.request.get(f"{leena.url}&as={button.get_attribute('value')}")
    assert saved.headers["content-type"] == "application/pdf"
    assert len(PdfReader(BytesIO(saved.body())).pages) == 1


def chooses_arabic_and_finnish(leena):
    leena.goto(POSTER)
    form = leena.get_by_role("group", name="Languages of the poster")
    form.get_by_label("English", exact=True).uncheck()
    for language in ("Suomi", "العربية"):
        form.get_by_label(language, exact=True).check()
    leena.get_by_role("button", name="Show").click()
    leena.wait_for_url("**language=**")
