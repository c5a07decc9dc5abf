""" "You said – we did": a leader answers the group that gave feedback."""

import pytest

from webapp import passes
from webapp.audit import AuditEntry
from webapp.db import db, unit_of_work
from webapp.feedback import changes
from webapp.feedback.change_models import Change
from webapp.passes import Purpose
from webapp.texts import Text


@pytest.fixture
def fanni(town, browser):
    return browser.sign_in(town.fanni)


def public(browser, town, lang="en"):
    browser.sign_in(None)
    at = {"organisation": "mielen", "group_slug": town.group.slug}
    return browser.open("groups.public", lang=lang, **at)


def own(browser, town, lang="en"):
    with unit_of_work():
        token = passes.issue(Purpose.OWN_PAGE, town.group.participants[0].id, 1).token
    return browser.get(f"/p/{token}/{lang}")


def test_a_leader_answers_the_group_in_two_languages(fanni, town):
    at = {"circle_id": town.group.id}
    fanni.send("feedback.tell_change", {"body": "More coffee"}, tag="en", **at)
    change = db.session.scalars(db.select(Change)).one()
    fanni.send("feedback.edit_change", {"body": "قهوة أكثر"}, change_id=change.id, tag="ar")
    assert "More coffee" in fanni.open("feedback.circle_results", **at).text
    page = public(fanni, town)
    assert "You said – we did" in page.text and "More coffee" in page.text
    assert "قهوة أكثر" in public(fanni, town, "ar").text
    assert "Te sanoitte – me teimme" in own(fanni, town, "fi").text


def test_an_answer_can_be_taken_back_and_all_of_it_is_remembered(fanni, town):
    with unit_of_work():
        change = changes.tell(town.group, "en", "More coffee")
    fanni.send("feedback.remove_change", change_id=change.id)
    assert "You said" not in public(fanni, town).text
    assert not db.session.scalars(db.select(Text).where(Text.kind == "change")).all()
    acts = set(db.session.scalars(db.select(AuditEntry.action)))
    assert {"feedback.answered", "feedback.answer_removed"} <= acts


def test_of_a_discreet_group_only_its_members_read_it(fanni, town):
    with unit_of_work():
        town.group.is_sensitive = True
        changes.tell(town.group, "en", "More coffee")
    assert "More coffee" not in public(fanni, town).text
    assert "More coffee" in own(fanni, town).text
    page = fanni.sign_in(town.fanni).open("feedback.circle_results", circle_id=town.group.id)
    assert "on its members’ own pages" in page.text
    assert "on its public page" not in page.text


def test_an_empty_answer_is_not_taken(fanni, town):
    at = {"circle_id": town.group.id, "tag": "en"}
    page = fanni.send("feedback.tell_change", {"body": " "}, status=422, **at)
    assert "Write what you changed" in page.text
