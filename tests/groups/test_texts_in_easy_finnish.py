"""A group's text in Easy Finnish gets the same help as a guide's."""

import pytest

TOLD = {"name": "Sururyhmä", "audience": "Surevat", "description": "Juttelemme mm. surusta."}


@pytest.fixture
def fanni(town, browser):
    return browser.sign_in(town.fanni)


def where(town):
    return {"group_id": town.group.id, "tag": "fi-simple"}


def test_the_help_is_asked_for_with_a_button_and_nothing_is_saved(fanni, town):
    asked = {**TOLD, "check": "description"}
    page = fanni.send("groups.texts", asked, status=200, **where(town))
    assert page.select_one(".sentences > .must mark").text == "mm."
    assert page.select_one("button[name=check]").has_attr("autofocus")
    assert page.select_one("input[name=audience]")["value"] == "Surevat"
    fanni.send("groups.texts", TOLD, **where(town))
    page = fanni.open("groups.texts", **where(town))
    assert "mm. surusta" in page.select_one("textarea").text


def test_in_other_languages_there_is_a_plain_field(fanni, town):
    page = fanni.open("groups.texts", group_id=town.group.id, tag="sv")
    assert page.select_one("textarea")["lang"] == "sv" and not page.select_one("[name=check]")
