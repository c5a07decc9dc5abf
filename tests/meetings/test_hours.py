"""The hours of leaders, volunteers and paid ones apart."""

from datetime import date, timedelta

import pytest

from webapp.circles import operations as circles
from webapp.circles.queries import all_of, only
from webapp.db import db, now, unit_of_work
from webapp.i18n import today
from webapp.meetings.hours import Hours, leader_hours
from webapp.meetings.models import Meeting, MeetingState

HELD, NOT_HELD = MeetingState.HELD, MeetingState.NOT_HELD


@pytest.fixture
def fanni(town):
    """She has led the group for a year."""
    with unit_of_work():
        leader = town.group.leaders[0]
        leader.joined_at = now() - timedelta(days=365)
    return leader


def met(town, days_ago, state=HELD, hours=2):
    starts = now() - timedelta(days=days_ago)
    ends = starts + timedelta(hours=hours)
    when = {"starts_at": starts, "ends_at": ends}
    with unit_of_work():
        db.session.add(Meeting(organisation_id=1, circle=town.group, state=state, **when))


def given(town, days=100):
    return leader_hours(only(town.group), today() - timedelta(days=days), today())


def test_a_meeting_that_was_held_counts_with_its_preparation(town, fanni):
    met(town, 2)
    met(town, 9)
    met(town, 16, NOT_HELD)
    assert given(town) == Hours(volunteer=5, paid=0)
    with unit_of_work():
        town.group.preparation_minutes = 90
    assert given(town) == Hours(volunteer=7, paid=0)


def test_paid_hours_are_counted_apart(town, fanni):
    met(town, 2)
    with unit_of_work():
        colleague = circles.appoint(town.group, town.leo)
        colleague.joined_at = now() - timedelta(days=30)
        circles.pay(colleague, True, colleague.joined_at.date())
    assert given(town) == Hours(volunteer=2, paid=2)


def test_each_counts_for_the_time_he_or_she_led(town, fanni):
    met(town, 20)
    met(town, 2)
    with unit_of_work():
        circles.appoint(town.group, town.leo).joined_at = now() - timedelta(days=10)
        fanni.left_at, fanni.status = now() - timedelta(days=10), "left"
    assert given(town) == Hours(volunteer=5, paid=0)


def test_only_the_days_asked_for_count(town, fanni):
    met(town, 2)
    met(town, 50)
    assert given(town, days=10).volunteer == 2
    assert leader_hours(all_of(town.theirs), date(2000, 1, 1), today()) == Hours(0, 0)


def test_a_leader_says_who_is_paid_and_how_long_preparing_takes(browser, town, fanni):
    met(town, 2)
    browser.sign_in(town.fanni)
    page = browser.open("groups.show", group_id=town.group.id)
    assert "2 h by volunteers, 0 h paid" in page.text
    at = {"circle_id": town.group.id}
    since = (today() - timedelta(days=30)).isoformat()
    browser.send("meetings.pay", {"kind": "paid", "since": since}, member_id=fanni.id, **at)
    browser.send("meetings.hours", {"preparation_minutes": "60"}, **at)
    page = browser.open("meetings.hours", **at)
    assert [cell.text for cell in page.select("tbody tr")[0].select("td")] == ["0", "3"]


def test_who_becomes_paid_was_a_volunteer_before(town, fanni):
    met(town, 60)
    met(town, 20)
    met(town, 2)
    with unit_of_work():
        circles.pay(fanni, True, today() - timedelta(days=30))
    assert given(town) == Hours(volunteer=2, paid=5)
    with unit_of_work():
        circles.pay(fanni, False, today() - timedelta(days=10))
    assert given(town) == Hours(volunteer=5, paid=2) and not fanni.is_paid


def test_a_slip_is_mended_by_saying_it_again(town, fanni):
    met(town, 20)
    for is_paid, days_ago, hours in ((True, 30, (0, 2)), (False, 30, (2, 0)), (True, 10, (2, 0))):
        with unit_of_work():
            circles.pay(fanni, is_paid, today() - timedelta(days=days_ago))
        assert given(town) == Hours(*hours)
    with unit_of_work():
        circles.pay(fanni, True, today() - timedelta(days=5))
    assert len(fanni.paid_times) == 1, "paid already"


def test_a_day_to_come_is_told_in_words(browser, town, fanni):
    browser.sign_in(town.fanni)
    at = {"circle_id": town.group.id, "member_id": fanni.id}
    for since in "", "soon", (today() + timedelta(days=1)).isoformat():
        said = {"kind": "paid", "since": since}
        page = browser.send("meetings.pay", said, status=422, **at)
        assert page.select_one(".error-summary")
    assert not fanni.is_paid


def test_odd_minutes_are_told_in_words(browser, town):
    browser.sign_in(town.fanni)
    for typed in "", "-1", "999", "many":
        page = browser.send(
            "meetings.hours", {"preparation_minutes": typed}, status=422, circle_id=town.group.id
        )
        assert page.select_one(".error-summary")
