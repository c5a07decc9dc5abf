"""Participants' pages on the smallest phones, with the largest text: all is there to be read."""

import pytest

from tests.demo_places import EVERY_PLACE

IN_TEN_LANGUAGES = (
    "feedback",
    "a question at a time",
    "thanks",
    "public group",
    "sign-up",
    "sign-up by invitation",
    "own page",
    "own details",
    "erasing oneself",
    "away for a while",
)
IN_FOUR = ("finding a group", "a public meeting", "stopping messages", "wishing for a group")
ALL = [(name, language) for name in IN_TEN_LANGUAGES + IN_FOUR for language in ("fi", "fi-simple")]
ALL += [(name, "ar") for name in IN_TEN_LANGUAGES]
CUT = """() => {
  const rolls = (it) => ["auto", "scroll"].includes(getComputedStyle(it).overflowX);
  const hidden = (it) => it.closest(".hidden-text, .skip, [hidden], summary ~ *");
  return [...document.querySelectorAll("body *")]
    .filter((it) => {
      const { left, right, width } = it.getBoundingClientRect();
      for (let above = it; above; above = above.parentElement) if (rolls(above)) return false;
      return width && !hidden(it) && (left < -1 || right > innerWidth + 1);
    })
    .map((it) => it.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize(("name", "language"), ALL)
def test_text_twice_as_large_fits_on_a_narrow_phone(lasting_phone, demo, name, language):
    page = lasting_phone(None, width=320)
    page.goto(demo.address(EVERY_PLACE[name], language))
    assert page.locator("html").get_attribute("lang") == language
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
