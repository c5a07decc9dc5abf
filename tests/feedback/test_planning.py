"""When a group is asked, with which form, and how its organisation asks."""

from datetime import timedelta

import pytest

from tests.feedback.conftest import words_of
from webapp.db import db, unit_of_work
from webapp.feedback import editing, operations, planning, plans, queries
from webapp.feedback.models import Ask, FeedbackForm
from webapp.feedback.occasions import Occasion
from webapp.feedback.plan_models import FeedbackManners
from webapp.meetings import operations as meetings
from webapp.meetings.models import Meeting, MeetingState

PLAN = {"every": "1", "form_key": "after-a-meeting", "end_form_key": ""}


@pytest.fixture
def fanni(town, browser):
    with unit_of_work():
        operations.load_forms()
    return browser.sign_in(town.fanni)


@pytest.fixture
def earlier(town):
    """Three meetings in the weeks before tonight's; the middle one was cancelled."""
    states = MeetingState.HELD, MeetingState.CANCELLED, MeetingState.HELD
    with unit_of_work():
        for weeks, state in enumerate(states, 1):
            starts = town.meeting.starts_at - timedelta(weeks=weeks)
            ends = starts + timedelta(hours=1)
            meeting = Meeting(organisation_id=1, circle=town.group, starts_at=starts, ends_at=ends)
            meeting.state = state
            db.session.add(meeting)


def plan(browser, town, status=303, **changed):
    return browser.send("feedback.plan", PLAN | changed, circle_id=town.group.id, status=status)


def shown(browser, town):
    return browser.open("feedback.show_qr", meeting_id=town.meeting.id).h1.text


def test_without_a_plan_every_meeting_is_asked_with_the_usual_form(fanni, town):
    page = fanni.open("feedback.plan", circle_id=town.group.id)
    assert page.select_one(":checked")["value"] == "1"
    chosen = [option["value"] for option in page.select("option[selected]")]
    assert chosen == ["after-a-meeting", ""]
    assert shown(fanni, town) == "How was the meeting?"


def test_a_group_is_asked_with_the_newest_version_of_its_organisations_own_form(fanni, town):
    with unit_of_work():
        own = editing.copy(queries.form("after-a-meeting"), town.ours)
        editing.publish(own)
        draft = editing.change(own)
        editing.word(draft, "en", {"title": "Our very own"})
        editing.publish(draft)
    plan(fanni, town, form_key=own.key)
    assert shown(fanni, town) == "Our very own"


@pytest.mark.parametrize(("every", "is_asked"), [("3", True), ("2", False), ("0", False)])
def test_every_nth_meeting_is_counted_without_the_cancelled(fanni, town, earlier, every, is_asked):
    plan(fanni, town, every=every)
    asked = shown(fanni, town) == "How was the meeting?"
    assert asked == is_asked and (queries.ask_about(town.meeting) is not None) == is_asked


def test_a_leader_may_ask_all_the_same(fanni, town):
    plan(fanni, town, every="0")
    assert shown(fanni, town) == "Feedback is not asked now"
    fanni.send("feedback.ask_anyway", meeting_id=town.meeting.id)
    assert fanni.follow().h1.text == "How was the meeting?"


@pytest.mark.parametrize(
    "changed", [{"every": "7"}, {"form_key": "forged"}, {"end_form_key": "x"}, {"every": ""}]
)
def test_what_was_not_offered_is_not_planned(fanni, town, changed):
    plan(fanni, town, status=422, **changed)
    assert plans.plan_of(town.group).id is None


def test_another_organisations_form_or_a_draft_is_not_offered(fanni, town):
    with unit_of_work():
        theirs = editing.copy(queries.form("mentoring"), town.theirs)
        editing.publish(theirs)
        draft = editing.copy(queries.form("mentoring"), town.ours)
    for form in (theirs, draft):
        plan(fanni, town, status=422, form_key=form.key)


def test_the_end_of_a_group_is_asked_with_its_own_form(fanni, town, browser):
    page = fanni.open("feedback.end_qr", circle_id=town.group.id)
    assert "No form has been chosen" in page.text and db.session.query(Ask).count() == 0
    plan(fanni, town, end_form_key="end-of-the-group")
    for _look in range(2):
        page = fanni.open("feedback.end_qr", circle_id=town.group.id)
    assert page.h1.text == "How was the group?"
    ask = db.session.scalars(db.select(Ask)).one()
    assert ask.closes_at == town.meeting.ends_at + timedelta(days=7)
    form = browser.get(f"/p/{operations.address_of(ask).token}/en")
    assert form.select_one(".lead").text == "Grief group"
    key = form.select_one("[name=key]")["value"]
    browser.post(f"/p/{operations.address_of(ask).token}/en", {"key": key, "q1": "5"})
    text = words_of(fanni.open("feedback.end_results", circle_id=town.group.id))
    assert "1 answer so far" in text


def test_the_end_is_asked_with_slips_where_the_group_wants_them(fanni, town, browser):
    plan(fanni, town, end_form_key="end-of-the-group")
    fanni.send("feedback.end_slips", {"number": "2"}, circle_id=town.group.id)
    page = fanni.open("feedback.end_slips_on_paper", circle_id=town.group.id)
    assert len(page.select(".slips svg")) == 2
    ask = queries.ask_about_all_of(town.group)
    shared = f"/p/{operations.address_of(ask).token}/en"
    assert "a paper of your own" in browser.get(shared, status=403).text
    assert "slips of paper" in fanni.open("feedback.end_qr", circle_id=town.group.id).text
    fanni.send("feedback.end_slips", {"deed": "stop"}, circle_id=town.group.id)
    assert browser.get(shared).h1.text == "How was the group?"


def test_a_meetings_results_and_the_groups_are_never_added(fanni, town):
    plan(fanni, town, end_form_key="end-of-the-group")
    fanni.open("feedback.end_qr", circle_id=town.group.id)
    with unit_of_work():
        ask = queries.ask_about_all_of(town.group)
        helped = ask.form.questions[0].id
        for number in range(5):
            operations.answer(ask, f"a key of its own {number}", {helped: 4})
    assert queries.curves(town.group) == []
    assert queries.figures(ask)[0].mean == 4


def test_the_organisation_says_for_how_long_and_from_how_many_on(fanni, town):
    before = operations.start_asking(town.meeting)
    assert before.threshold == 5
    fanni.sign_in(town.kaisa)
    fanni.send("feedback.manners", {"threshold": "3", "days_open": "14"})
    with unit_of_work():
        plan_end = queries.form("end-of-the-group").key
        planning.plan(town.group, 1, "after-a-meeting", plan_end)
        after = planning.ask_at_the_end(town.group)
    assert (after.threshold, after.closes_at) == (3, town.meeting.ends_at + timedelta(days=14))


@pytest.mark.parametrize("typed", [{"threshold": "2"}, {"threshold": "x"}, {"days_open": "0"}])
def test_nobody_may_ask_for_fewer_than_three(fanni, town, typed):
    fanni.sign_in(town.kaisa)
    sent = {"threshold": "5", "days_open": "7"} | typed
    page = fanni.send("feedback.manners", sent, status=422)
    assert page.select_one(".error-summary") and db.session.query(FeedbackManners).count() == 0


def test_what_is_asked_already_keeps_its_threshold(fanni, town):
    with unit_of_work():
        operations.start_asking(town.meeting)
    fanni.sign_in(town.kaisa)
    fanni.send("feedback.manners", {"threshold": "3", "days_open": "14"})
    assert queries.ask_about(town.meeting).threshold == 5


def test_a_group_that_goes_on_is_asked_about_its_end_later(fanni, town):
    plan(fanni, town, end_form_key="end-of-the-group")
    fanni.open("feedback.end_qr", circle_id=town.group.id)
    later = town.meeting.ends_at + timedelta(weeks=6)
    with unit_of_work():
        meetings.add(town.group, meetings.Span(later - timedelta(hours=1), later))
    ask = db.session.scalars(db.select(Ask)).one()
    assert ask.closes_at == later + timedelta(days=7)
    page = fanni.open("feedback.circle_results", circle_id=town.group.id)
    assert page.find("a", string="Feedback at the end of the group")


def test_a_group_is_offered_the_forms_that_are_for_participants_of_a_group(fanni, town):
    page = fanni.open("feedback.plan", circle_id=town.group.id)
    offered = {
        name: [option["value"] for option in page.select(f"[name={name}] option")]
        for name in ("form_key", "end_form_key")
    }
    assert offered == {
        "form_key": ["after-a-meeting"],
        "end_form_key": ["", "end-of-a-series", "end-of-the-group"],
    }


def test_an_organisations_own_forms_are_offered_whatever_they_were_copied_from(fanni, town):
    taken = ("mentoring", "end-of-a-series")
    with unit_of_work():
        own = [editing.copy(queries.form(key), town.ours) for key in taken]
        wanted = db.select(FeedbackForm).filter_by(occasion=Occasion.LEADER)
        of_leaders = editing.copy(db.session.scalars(wanted).first(), town.ours)
        for form in (*own, of_leaders):
            editing.publish(form)
    page = fanni.open("feedback.plan", circle_id=town.group.id)
    for name in ("form_key", "end_form_key"):
        offered = {option["value"] for option in page.select(f"[name={name}] option")}
        assert {form.key for form in own} <= offered and of_leaders.key not in offered
    plan(fanni, town, form_key=own[0].key)
    assert plans.plan_of(town.group).form_key == own[0].key
