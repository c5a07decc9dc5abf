"""An evening planned beforehand, and looked back at afterwards."""

from datetime import timedelta

import pytest
import yaml

from tests.guides import shelf
from webapp.agendas import operations, queries
from webapp.agendas.models import ClosingTalk
from webapp.collections import operations as collections
from webapp.db import db, now, unit_of_work
from webapp.guides.models import Guide
from webapp.languages import LANGUAGES
from webapp.meetings.operations import Span, add


@pytest.fixture
def fanni(browser, town):
    return browser.sign_in(town.fanni)


def agenda(page):
    return [title.text.strip() for title in page.select("#agenda li .title")]


def test_the_ready_made_plans_are_in_every_language():
    for template in yaml.safe_load(operations.FILE.read_text(encoding="utf-8")).values():
        texts = [item["what"] for item in template["agenda"]] + template["remember"]
        assert [text for text in texts if set(text) != set(LANGUAGES)] == []


def test_an_empty_plan_begins_from_a_ready_made_one_in_the_leaders_language(fanni, town):
    at = {"meeting_id": town.meeting.id}
    assert "Begin from a ready-made plan" in fanni.open("agendas.show", **at).text
    fanni.send("agendas.fill", {"theme": "first"}, **at)
    page = fanni.follow()
    assert agenda(page)[0] == "Coffee and welcome"
    assert "90 minutes planned of 90." in page.select_one("#agenda").text
    assert "A sign on the door" in page.select_one("#remember").text
    assert "Begin from" not in page.text


def test_an_unknown_ready_made_plan_changes_nothing(fanni, town):
    fanni.send("agendas.fill", {"theme": "party"}, meeting_id=town.meeting.id)
    assert agenda(fanni.follow()) == []


def test_parts_are_added_moved_and_taken_away(fanni, town):
    at = {"meeting_id": town.meeting.id}
    for what in "Coffee", "Song", "Walk":
        fanni.send("agendas.add_item", {"what": what, "minutes": "40"}, **at)
    page = fanni.follow()
    assert "Too much for one meeting" in page.text
    walk = queries.plan_of(town.meeting).items[2]
    fanni.send("agendas.move", {"way": "up"}, item_id=walk.id, **at)
    assert agenda(fanni.follow()) == ["Coffee", "Walk", "Song"]
    fanni.send("agendas.remove_item", item_id=walk.id, **at)
    assert agenda(fanni.follow()) == ["Coffee", "Song"]


@pytest.mark.parametrize("minutes", ["0", "601", "many", "", "9" * 30])
def test_odd_minutes_are_told_in_words_and_what_was_typed_is_kept(fanni, town, minutes):
    said = {"what": "Coffee", "minutes": minutes}
    page = fanni.send("agendas.add_item", said, meeting_id=town.meeting.id, status=422)
    assert page.select_one(".error-summary")
    assert page.select_one("#what")["value"] == "Coffee"
    assert agenda(page) == []


def test_a_full_plan_takes_no_more(fanni, town):
    with unit_of_work():
        for number in range(operations.MOST):
            operations.add_item(town.meeting, f"Part {number}", 1)
    said = {"what": "One more", "minutes": "1"}
    page = fanni.send("agendas.add_item", said, meeting_id=town.meeting.id, status=409)
    assert "The plan is full" in page.text


def test_the_list_of_what_to_remember_is_ticked(fanni, town):
    at = {"meeting_id": town.meeting.id}
    fanni.send("agendas.remember", {"thing": "The keys"}, **at)
    keys = queries.plan_of(town.meeting).reminders[0]
    fanni.send("agendas.tick", {"wanted": "1"}, reminder_id=keys.id, **at)
    assert fanni.follow().select_one("#remember del").text == "The keys"
    fanni.send("agendas.tick", {"wanted": "0"}, reminder_id=keys.id, **at)
    assert not fanni.follow().select("#remember del")
    fanni.send("agendas.tick", {"wanted": "away"}, reminder_id=keys.id, **at)
    assert "The keys" not in fanni.follow().text


def test_her_favourites_are_offered_and_put_in_the_plan(fanni, town):
    shelf.fill()
    at = {"meeting_id": town.meeting.id}
    guide = db.session.query(Guide).filter_by(slug="sururyhma").one()
    with unit_of_work():
        collections.keep(town.fanni, guide, True)
    page = fanni.open("agendas.show", **at)
    assert "From your own guides" in page.text
    for _twice in range(2):
        fanni.send("agendas.attach", {"wanted": "1"}, guide_slug="sururyhma", **at)
    page = fanni.follow()
    assert len(page.select("#guides a[href$=sururyhma]")) == 1
    assert page.select_one("#guides .rows").text.strip().startswith(guide.title)
    fanni.send("agendas.attach", {"wanted": "0"}, guide_slug="sururyhma", **at)
    assert queries.plan_of(town.meeting).guides == []


def test_any_guide_is_found_by_words(fanni, town):
    shelf.fill()
    page = fanni.open("agendas.show", meeting_id=town.meeting.id, words="suru")
    assert page.select("#offered li")


def test_notes_are_for_the_groups_own_leaders_only(fanni, town):
    at = {"meeting_id": town.meeting.id}
    fanni.send("agendas.notes", {"body": "Ask about the trip"}, **at)
    assert "Ask about the trip" in fanni.follow().text
    fanni.sign_in(town.kaisa)
    assert "Ask about the trip" not in fanni.open("agendas.show", **at).text
    fanni.open("agendas.notes", status=403, **at)
    fanni.sign_in(town.fanni)
    fanni.send("agendas.notes", {"body": ""}, **at)
    assert queries.note_of(town.meeting) is None


def test_a_heavy_evening_reaches_the_coordinator_only_when_a_call_is_wanted(fanni, town):
    at = {"meeting_id": town.meeting.id}
    fanni.send("agendas.closing", {"how": "1", "heavy": "Much grief"}, **at)
    fanni.sign_in(town.kaisa)
    assert "Much grief" not in fanni.open("home.today").text
    fanni.sign_in(town.fanni)
    talk = {"how": "1", "heavy": "Much grief", "wants_call": "y"}
    fanni.send("agendas.closing", talk, **at)
    fanni.sign_in(town.kaisa)
    assert "Much grief" in fanni.open("home.today").text
    talk_id = db.session.query(ClosingTalk).one().id
    fanni.send("agendas.called", talk_id=talk_id)
    assert "Much grief" not in fanni.follow().text


def test_a_talk_where_no_call_is_wanted_is_nobody_elses(fanni, town):
    fanni.send("agendas.closing", {"how": "5"}, meeting_id=town.meeting.id)
    fanni.sign_in(town.kaisa)
    talk_id = db.session.query(ClosingTalk).one().id
    fanni.send("agendas.called", talk_id=talk_id, status=403)
    fanni.sign_in(town.olli)
    fanni.send("agendas.called", talk_id=talk_id, status=404)


def test_a_closing_talk_needs_a_face_and_keeps_the_words(fanni, town):
    page = fanni.send("agendas.closing", {"heavy": "Long"}, meeting_id=town.meeting.id, status=422)
    assert page.select_one("#heavy").text.strip() == "Long"


def test_another_meetings_part_is_not_moved_through_this_one(fanni, town):
    with unit_of_work():
        item = operations.add_item(town.meeting, "Coffee", 10)
    fanni.sign_in(town.olli)
    fanni.send("agendas.move", meeting_id=town.meeting.id, item_id=item.id, status=404)


def test_a_longer_plan_takes_no_more_statements(fanni, town, statements):
    with unit_of_work():
        operations.fill(town.meeting, "first", "en")
    fanni.open("agendas.show", meeting_id=town.meeting.id)
    with statements() as few:
        fanni.open("agendas.show", meeting_id=town.meeting.id)
    with unit_of_work():
        operations.fill(town.meeting, "ordinary", "en")
    with statements() as many:
        fanni.open("agendas.show", meeting_id=town.meeting.id)
    assert len(many) == len(few)
    assert len(many) <= 13


def test_an_empty_plan_begins_from_that_of_the_last_meeting(fanni, town):
    with unit_of_work():
        operations.add_item(town.meeting, "Coffee", 10)
        operations.tick(operations.remember(town.meeting, "The keys"), True)
        start = now() + timedelta(days=7)
        coming = add(town.group, Span(start, start + timedelta(hours=1)))
    assert "Copy the last meeting's plan" in fanni.open("agendas.show", meeting_id=coming.id).text
    for _twice in range(2):
        fanni.send("agendas.fill", {"theme": "last-plan"}, meeting_id=coming.id)
    plan = queries.plan_of(coming)
    assert [(item.what, item.minutes) for item in plan.items] == [("Coffee", 10)]
    assert [(r.what, r.is_done) for r in plan.reminders] == [("The keys", False)]
