"""A page read aloud. No machine that runs tests has voices, so the browser is lent some."""

import json

import pytest
from playwright.sync_api import expect

from tests.demo_places import EVERY_PLACE

VOICES = """(() => {
  const said = window.said = [];
  const speech = {
    speaking: false,
    getVoices: () => TAGS.map((lang) => ({ lang })),
    speak: (it) => { speech.speaking = true; said.push([it.lang, it.voice.lang, it.text]); },
    cancel: () => { speech.speaking = false; },
    addEventListener: () => {},
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
})()"""


@pytest.fixture
def opens(phone, demo):
    """Feedback on a phone that has voices for some languages: `opens("ar", ["ar-SA"])`."""

    def open_it(language, voices, name="feedback"):
        page = phone()
        page.add_init_script(VOICES.replace("TAGS", json.dumps(voices)))
        page.goto(demo.address(EVERY_PLACE[name], language))
        return page

    return open_it


@pytest.mark.parametrize(
    ("language", "tag", "button"),
    [
        ("fi-simple", "fi_FI", "Lue ääneen"),
        ("ar", "ar-SA", "اقرأ بصوت عالٍ"),
        ("sv", "sv", "Läs upp"),
    ],
)
def test_a_page_is_read_aloud_by_a_voice_of_its_language(opens, language, tag, button):
    page = opens(language, ["en-US", tag])
    page.get_by_role("button", name=button).click()
    said = page.evaluate("window.said")
    assert {(lang, voice) for lang, voice, _text in said} == {(language.split("-")[0], tag)}
    words = [text for _lang, _voice, text in said]
    assert words[0] == page.locator("h1").inner_text()
    for legend in page.locator("main legend").all_inner_texts():
        assert any(legend.strip() in text for text in words)
    stop = page.locator("[data-read-aloud]")
    expect(stop).not_to_have_text(button)
    stop.click()
    assert not page.evaluate("speechSynthesis.speaking")


def test_one_question_is_read_at_a_time_where_one_is_asked_at_a_time(opens):
    page = opens("fi-simple", ["fi-FI"], "a question at a time")
    page.locator("[data-read-aloud]").click()
    assert page.locator("main legend").count() == 1
    assert any(
        page.locator("main legend").inner_text() in said[2] for said in page.evaluate("said")
    )


@pytest.mark.parametrize("voices", [[], ["en-US", "fi-FI"]])
def test_without_a_voice_for_its_language_nothing_is_offered(opens, voices):
    page = opens("so", voices)
    expect(page.locator("[data-read-aloud]")).to_be_hidden()
