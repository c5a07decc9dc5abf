"""An address nobody was given is a page that says so, never a broken one."""

import pytest


@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 400])
def test_a_number_too_large_for_the_database_is_not_found(town, browser, number):
    browser.sign_in(town.fanni).get(f"/en/groups/{number}", status=404)


@pytest.mark.parametrize("path", ["/xx/", "/en/nothing", "/en/guides/%00", "/fi-simple/guides/é/"])
def test_an_unknown_path_is_not_found(town, browser, path):
    browser.get(path, status=404)
