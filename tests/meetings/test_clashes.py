"""Two things at once are told, and allowed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from webapp.circles.models import CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.groups.models import Group
from webapp.i18n import local
from webapp.meetings import breaks, operations
from webapp.meetings.models import Break, Meeting, Rhythm
from webapp.meetings.rhythm import Pattern

OCTOBER = datetime(2027, 10, 1, 9, tzinfo=UTC)


@pytest.fixture
def walkers(town, browser, clock):
    """Fanni's walkers meet on four Tuesdays at five in a room whose name has umlauts."""
    clock(OCTOBER)
    group = Group(organisation=town.ours, name="Walkers", slug="walkers", published_at=now())
    group.place = "KÄPYLÄN työväentalo (Åbo)"
    leader = Member(organisation_id=1, name="Fanni", user=town.fanni, role=CircleRole.LEADER)
    with unit_of_work():
        group.members.append(leader)
        db.session.add(group)
        pattern = Pattern(Rhythm.WEEKLY, date(2027, 10, 12), time(17), time(18, 30), times=4)
        operations.plan(group, pattern, pattern.days)
    browser.sign_in(town.fanni)
    return group


def meetings(group):
    return db.session.query(Meeting).filter_by(circle_id=group.id).order_by("starts_at").all()


def meets(circle, day, clock, place=""):
    start = operations.span_of(day, Pattern(Rhythm.ONCE, day, clock, clock)).start
    with unit_of_work():
        return operations.add(circle, operations.Span(start, start + timedelta(hours=1)), place)


def change(browser, meeting, **said):
    start, end = local(meeting.starts_at), local(meeting.ends_at)
    form = {"day": f"{start:%Y-%m-%d}", "starts": f"{start:%H:%M}", "ends": f"{end:%H:%M}"}
    browser.send("meetings.edit", {**form, **said}, meeting_id=meeting.id)
    return browser.follow().select_one(".notice").text


def test_the_same_room_is_seen_though_its_name_is_written_in_other_capitals(town, browser, walkers):
    with unit_of_work():
        town.group.members[0].role = CircleRole.PARTICIPANT  # no leader in common
    other = meets(town.group, date(2027, 10, 20), time(17), "käpylän Työväentalo (åbo)")
    said = change(browser, meetings(walkers)[1], day="2027-10-20")
    assert "in the same place: Grief group" in said
    with unit_of_work():
        other.place = "Käpylän työväentalo [Åbo]"
    said = change(browser, meetings(walkers)[1], day="2027-10-20", starts="16:45")
    assert "At the same time" not in said


def test_a_group_that_meets_twice_at_once_is_told(browser, walkers):
    said = {"day": "2027-10-12", "starts": "18:00", "ends": "19:00"}
    browser.send("meetings.add", said, circle_id=walkers.id)
    assert "At the same time, another meeting of this group." in browser.follow().text


def test_a_clash_of_a_later_meeting_is_told_when_all_are_moved(town, browser, walkers):
    meets(town.group, date(2027, 10, 27), time(17))
    said = change(browser, meetings(walkers)[0], day="2027-10-13", scope="all")
    assert "1 time: Wed 27 Oct" in said and "the same leader: Grief group" in said


def test_a_leader_of_two_organisations_is_warned_without_the_others_name(town, browser, walkers):
    secret = Group(organisation=town.theirs, name="Secret group", slug="secret")
    leader = Member(organisation_id=2, name="Fanni", user=town.fanni, role=CircleRole.LEADER)
    with unit_of_work():
        secret.members.append(leader)
        db.session.add(secret)
    start = operations.Span(meetings(walkers)[1].starts_at, meetings(walkers)[1].ends_at)
    with unit_of_work():
        operations.add(secret, start, walkers.place)
    page = browser.open("meetings.edit", meeting_id=meetings(walkers)[1].id)
    assert "the same leader: a group of another organisation" in page.main.text
    assert "Secret" not in page.text
    browser.sign_in(town.kaisa)
    page = browser.open("meetings.edit", meeting_id=meetings(walkers)[1].id)
    assert "another organisation" not in page.text, "whom else Fanni leads is hers to tell"
    browser.sign_in(town.fanni)
    with unit_of_work():
        leader.role = CircleRole.PARTICIPANT
    page = browser.open("meetings.edit", meeting_id=meetings(walkers)[1].id)
    assert "At the same time" not in page.main.text


def test_a_clash_is_told_when_a_meeting_takes_place_after_all(town, browser, walkers):
    with unit_of_work():
        operations.cancel(meetings(walkers)[1], "The house is closed")
    meets(town.group, date(2027, 10, 19), time(17))
    browser.send("meetings.restore", meeting_id=meetings(walkers)[1].id)
    assert "the same leader: Grief group" in browser.follow().select_one(".notice").text


def test_clashes_are_told_when_a_break_is_undone(town, browser, walkers):
    with unit_of_work():
        breaks.take(town.ours, walkers, date(2027, 10, 18), date(2027, 10, 31), "Holidays")
    meets(town.group, date(2027, 10, 19), time(17))
    meets(town.group, date(2027, 10, 26), time(17))
    browser.send("meetings.undo_break", taken_id=db.session.query(Break).one().id)
    assert "2 times, first Tue 19 Oct" in browser.follow().select_one(".notice").text


def test_in_a_full_house_a_few_are_named_and_the_rest_counted(town, browser, walkers, statements):
    def neighbours(numbers):
        for number in numbers:
            circle = Group(organisation=town.ours, name=f"N {number}", slug=f"n-{number}")
            with unit_of_work():
                db.session.add(circle)
            meets(circle, date(2027, 10, 12), time(17), walkers.place)

    def opened():
        with statements() as used:
            page = browser.open("meetings.edit", meeting_id=meetings(walkers)[0].id)
        return page.main.text, len(used)

    neighbours(range(2))
    few, used = opened()
    assert "in the same place: N 1" in few and "other meeting" not in few
    neighbours(range(2, 9))
    many, used_then = opened()
    assert "in the same place: N 2" in many and "N 3" not in many
    assert "At the same time, 6 other meetings." in many
    assert used_then <= used
