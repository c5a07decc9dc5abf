"""A change to one meeting, to it and those after it, or to all that are to come."""

from datetime import UTC, datetime, time, timedelta

import pytest

from webapp.audit import AuditEntry
from webapp.circles.models import CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.groups.models import Group
from webapp.i18n import local
from webapp.meetings import operations
from webapp.meetings.models import Meeting, MeetingState, Rhythm, Series
from webapp.meetings.rhythm import Pattern

OCTOBER = datetime(2027, 10, 1, 9, tzinfo=UTC)
TUESDAY = datetime(2027, 10, 12).date()


@pytest.fixture
def group(town, browser, clock):
    """Fanni's group meets on five Tuesdays of autumn 2027, over the change of the clocks."""
    clock(OCTOBER)
    group = Group(organisation=town.ours, name="Walkers", slug="walkers", published_at=now())
    leader = Member(organisation_id=1, name="Fanni", user=town.fanni, role=CircleRole.LEADER)
    with unit_of_work():
        db.session.add(group)
        group.members.append(leader)
        pattern = Pattern(Rhythm.WEEKLY, TUESDAY, time(17), time(18, 30), times=5)
        operations.plan(group, pattern, pattern.days)
    browser.sign_in(town.fanni)
    return group


def meetings(group):
    return db.session.query(Meeting).filter_by(circle_id=group.id).order_by("starts_at").all()


def times(group):
    return [f"{local(m.starts_at):%d.%m. %H.%M}" for m in meetings(group)]


def change(browser, meeting, status=303, **said):
    start, end = local(meeting.starts_at), local(meeting.ends_at)
    form = {"day": f"{start:%Y-%m-%d}", "starts": f"{start:%H:%M}", "ends": f"{end:%H:%M}"}
    return browser.send("meetings.edit", {**form, **said}, meeting_id=meeting.id, status=status)


def test_only_one_changes_when_nothing_else_is_said(browser, group):
    change(browser, meetings(group)[1], starts="16:00")
    hours = ["12.10. 17.00", "19.10. 16.00", "26.10. 17.00", "02.11. 17.00", "09.11. 17.00"]
    assert times(group) == hours


def test_this_and_those_after_it_change_over_the_change_of_the_clocks(browser, group):
    change(browser, meetings(group)[2], starts="18:00", ends="19:30", scope="following")
    hours = ["12.10. 17.00", "19.10. 17.00", "26.10. 18.00", "02.11. 18.00", "09.11. 18.00"]
    assert times(group) == hours
    assert {m.ends_at - m.starts_at for m in meetings(group)} == {timedelta(minutes=90)}


def test_all_move_to_the_next_week(browser, group):
    change(browser, meetings(group)[0], day="2027-10-19", scope="all")
    days = ["19.10. 17.00", "26.10. 17.00", "02.11. 17.00", "09.11. 17.00", "16.11. 17.00"]
    assert times(group) == days


def test_all_move_to_the_week_before(browser, group):
    change(browser, meetings(group)[0], day="2027-10-05", scope="all")
    assert times(group)[0] == "05.10. 17.00"
    assert times(group)[-1] == "02.11. 17.00"


def test_a_part_that_goes_its_own_way_is_a_series_of_its_own(browser, group):
    change(
        browser,
        meetings(group)[3],
        day="2027-11-03",
        starts="18:00",
        ends="19:00",
        scope="following",
    )
    series = db.session.query(Series).filter_by(circle_id=group.id).order_by("id").all()
    assert [(s.starts.hour, len(s.meetings)) for s in series] == [(17, 3), (18, 2)]
    change(browser, meetings(group)[0], starts="16:00", scope="all")
    assert [t[-5:] for t in times(group)] == ["16.00"] * 3 + ["18.00"] * 2


def test_a_meeting_with_a_time_of_its_own_keeps_it(browser, group):
    change(browser, meetings(group)[1], starts="12:00")
    change(browser, meetings(group)[0], starts="18:00", ends="19:00", scope="all")
    assert times(group)[1] == "19.10. 12.00"
    assert times(group)[2] == "26.10. 18.00"


def test_a_series_does_not_move_into_the_past(browser, group):
    page = change(browser, meetings(group)[1], day="2027-09-28", scope="all", status=422)
    assert "in the past" in page.text
    assert times(group)[0] == "12.10. 17.00"


def test_a_series_does_not_move_on_top_of_the_groups_other_meetings(browser, group):
    with unit_of_work():
        other = meetings(group)[2].starts_at + timedelta(days=1)
        operations.add(group, operations.Span(other, other + timedelta(hours=1)))
    change(browser, meetings(group)[0], day="2027-10-13", scope="all", status=422)
    assert times(group)[0] == "12.10. 17.00"


def test_those_after_are_cancelled_and_take_place_after_all(browser, group):
    third = meetings(group)[2]
    cancel = {"reason": "The house is closed", "scope": "following"}
    browser.send("meetings.cancel", cancel, meeting_id=third.id)
    states = [m.state for m in meetings(group)]
    assert states == [MeetingState.PLANNED] * 2 + [MeetingState.CANCELLED] * 3
    browser.send("meetings.restore", {"scope": "all"}, meeting_id=third.id)
    assert {m.state for m in meetings(group)} == {MeetingState.PLANNED}


def test_only_those_cancelled_for_the_same_reason_take_place_with_it(browser, town, group):
    ids = [m.id for m in meetings(group)]
    browser.send("meetings.cancel", {"reason": "Fanni is away"}, meeting_id=ids[1])
    closed = {"reason": "The house is closed", "scope": "following"}
    browser.send("meetings.cancel", closed, meeting_id=ids[2])
    page = browser.open("meetings.edit", meeting_id=ids[3])
    labels = [label.text.strip() for label in page.select("#scope label")]
    assert labels == [
        "Only this meeting",
        "This and those after it (2)",
        "All that are to come (3)",
    ]
    browser.send("meetings.restore", {"scope": "following"}, meeting_id=ids[3])
    states = [m.is_cancelled for m in meetings(group)]
    assert states == [False, True, True, False, False]
    browser.send("meetings.restore", {"scope": "all"}, meeting_id=ids[2])
    assert [m.is_cancelled for m in meetings(group)] == [False, True, False, False, False]
    said = [e.action for e in db.session.query(AuditEntry).filter_by(thing_id=ids[2])]
    assert said[-2:] == ["meeting.cancelled", "meeting.restored"]


def test_a_meeting_with_a_place_of_its_own_keeps_it_when_all_change(browser, group):
    change(browser, meetings(group)[1], place="The park")
    change(browser, meetings(group)[0], starts="16:00", place="The school", scope="all")
    places = [(m.place, local(m.starts_at).hour) for m in meetings(group)]
    assert places == [("The school", 16), ("The park", 16)] + [("The school", 16)] * 3
    change(browser, meetings(group)[1], starts="15:00", place="The park", scope="all")
    assert [m.place for m in meetings(group)].count("The park") == 1


def test_a_meeting_cancelled_by_hand_moves_along_and_nobody_is_told_that_it_moved(browser, group):
    browser.send("meetings.cancel", {"reason": "Ice"}, meeting_id=meetings(group)[1].id)
    change(browser, meetings(group)[0], starts="16:00", scope="all")
    assert times(group)[1] == "19.10. 16.00" and meetings(group)[1].is_cancelled
    assert "4 meetings are changed." in browser.follow().text


def test_what_is_over_is_not_changed_with_the_rest(browser, group, clock):
    clock(OCTOBER + timedelta(days=20))  # two have been
    change(browser, meetings(group)[2], starts="18:00", ends="19:00", scope="all")
    assert [t[-5:] for t in times(group)] == ["17.00"] * 2 + ["18.00"] * 3


def test_how_much_is_meant_is_asked_only_of_a_series(browser, group):
    page = browser.open("meetings.edit", meeting_id=meetings(group)[1].id)
    labels = [label.text.strip() for label in page.select("#scope label")]
    assert labels == [
        "Only this meeting",
        "This and those after it (4)",
        "All that are to come (5)",
    ]
    with unit_of_work():
        start = OCTOBER + timedelta(days=100)
        single = operations.add(group, operations.Span(start, start + timedelta(hours=1)))
    assert not browser.open("meetings.edit", meeting_id=single.id).select("#scope")


def test_an_odd_scope_is_refused_in_words(browser, group):
    change(browser, meetings(group)[1], scope="everything", status=422)
    assert times(group)[1] == "19.10. 17.00"


def test_every_meeting_that_moves_is_told_to_calendars(browser, group):
    before = {m.uid: m.sequence for m in meetings(group)}
    change(browser, meetings(group)[0], starts="18:00", ends="19:30", scope="all")
    assert all(m.sequence == before[m.uid] + 1 for m in meetings(group))


def test_a_series_over_a_leap_day_and_both_changes_of_the_clocks_stays_at_five(town, clock):
    clock(datetime(2027, 9, 1, tzinfo=UTC))
    with unit_of_work():
        first = datetime(2027, 9, 7).date()
        pattern = Pattern(Rhythm.WEEKLY, first, time(17), time(18), times=32)
        made = operations.plan(town.group, pattern, pattern.days)
    assert {f"{local(m.starts_at):%H.%M}" for m in made} == {"17.00"}
    assert {m.starts_at.hour for m in made} == {14, 15}  # UTC
    assert datetime(2028, 2, 29).date() in {local(m.starts_at).date() for m in made}
