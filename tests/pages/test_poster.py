"""A poster for the wall of a library: chosen in two languages, looked at, and saved as one page."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.pages.scanning import scanned

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
    code, short = scanned(leena.locator(".qr")), leena.locator(".short").inner_text()
    for its_language in "fi", "ar":
        stranger = phone(javascript=javascript, locale=its_language)
        for address in code, f"http://{short}":
            stranger.goto(address)
            assert stranger.locator("html").get_attribute("lang") == its_language
            assert stranger.url.endswith("/groups/aallonpohja")


def test_the_code_of_a_poster_in_one_language_leads_into_that_language(phone):
    leena = phone(locale="en-GB")
    leena.goto("/en/o/vertaistupa/groups/aallonpohja/poster?language=so")
    stranger = phone(locale="fi")
    stranger.goto(scanned(leena.locator(".qr")))
    assert stranger.locator("html").get_attribute("lang") == "so"


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
