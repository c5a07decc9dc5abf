"""The library in Easy Finnish keeps to its limits; what others have written stays as it is."""

import pytest

from tests.easy_finnish.pages import broken_on_page
from tests.guides import shelf


@pytest.mark.parametrize(
    "path",
    [
        "guides",
        "guides?words=ryhmä&kind=guide&topic=leading",
        "guides?words=xylofoni",
        "guides?words=xylofoni&kind=form&language=sv",
        "guides/selko",
        "guides/kopio",
        "guides/lomakkeet",
    ],
)
def test_the_library_is_easy_to_read(app, browser, path):
    shelf.fill()
    browser.get(f"/fi-simple/{path}")
    assert broken_on_page(browser.answer.text) == []
