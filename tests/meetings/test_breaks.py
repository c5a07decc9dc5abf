"""A summer, a closed house: many meetings called off in one go, and put back."""

import os
from datetime import UTC, date, datetime, time, timedelta

import pytest

from webapp.circles.models import CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.groups.models import Group
from webapp.i18n import local
from webapp.meetings import exceptions, operations
from webapp.meetings.exceptions import exceptions_on, holidays_on
from webapp.meetings.models import Break, Meeting, MeetingState, Rhythm
from webapp.meetings.rhythm import Pattern

MAY = datetime(2027, 5, 3, 9, tzinfo=UTC)
SUMMER = {"first_day": "2027-06-01", "last_day": "2027-06-30", "reason": "Summer break"}


@pytest.fixture
def groups(town, clock):
    """Two groups of ours that meet every week from May to July."""
    clock(MAY)
    with unit_of_work():
        walkers = Group(organisation=town.ours, name="Walkers", slug="walkers", published_at=now())
        leader = Member(organisation_id=1, name="Leo", user=town.leo, role=CircleRole.LEADER)
        walkers.members.append(leader)
        db.session.add(walkers)
        for group, day in (town.group, date(2027, 5, 4)), (walkers, date(2027, 5, 5)):
            pattern = Pattern(Rhythm.WEEKLY, day, time(17), time(18), times=12)
            operations.plan(group, pattern, pattern.days)
    return town.group, walkers


def cancelled(group):
    off = db.session.query(Meeting).filter_by(circle_id=group.id, state=MeetingState.CANCELLED)
    return off.count()


def test_fanni_sees_what_a_break_cancels_before_she_takes_it(browser, town, groups):
    browser.sign_in(town.fanni)
    at = {"circle_id": groups[0].id}
    page = browser.send("meetings.breaks_of_circle", SUMMER, status=200, **at)
    assert "These meetings are cancelled:" in page.text
    assert len(page.select(".rows > li")) == 5 and not page.select(".rows a")
    assert cancelled(groups[0]) == 0
    browser.send("meetings.breaks_of_circle", {**SUMMER, "sure": "yes"}, **at)
    assert cancelled(groups[0]) == 5
    assert cancelled(groups[1]) == 0


def test_a_break_is_undone_and_only_what_it_cancelled_comes_back(browser, town, groups):
    browser.sign_in(town.fanni)
    june = db.session.query(Meeting).filter(
        Meeting.circle_id == groups[0].id, Meeting.starts_at > datetime(2027, 6, 2, tzinfo=UTC)
    )
    with unit_of_work():
        operations.cancel(june.order_by("starts_at").first(), "Fanni is away")
    at = {"circle_id": groups[0].id}
    browser.send("meetings.breaks_of_circle", {**SUMMER, "sure": "yes"}, **at)
    assert cancelled(groups[0]) == 5
    with unit_of_work():
        antti = groups[0].participants[0]
        antti.contact, antti.wants_news = "antti@example.org", True
    browser.send("meetings.undo_break", taken_id=db.session.query(Break).one().id)
    assert "A message goes to 1 participant." in browser.follow().text, "it is told who hears"
    assert cancelled(groups[0]) == 1
    assert db.session.query(Break).count() == 0


def test_a_meeting_that_was_put_back_and_cancelled_by_hand_stays_so(browser, town, groups):
    browser.sign_in(town.fanni)
    browser.send("meetings.breaks_of_circle", {**SUMMER, "sure": "yes"}, circle_id=groups[0].id)
    taken = db.session.query(Break).one()
    off = db.session.query(Meeting).filter_by(break_id=taken.id).first()
    browser.send("meetings.restore", meeting_id=off.id)
    browser.send("meetings.cancel", {"reason": "Fanni is away"}, meeting_id=off.id)
    browser.send("meetings.undo_break", taken_id=taken.id)
    assert db.session.get(Meeting, off.id).is_cancelled
    assert cancelled(groups[0]) == 1


def test_a_series_moved_during_a_break_comes_back_at_the_new_time(browser, town, groups):
    browser.sign_in(town.fanni)
    browser.send("meetings.breaks_of_circle", {**SUMMER, "sure": "yes"}, circle_id=groups[0].id)
    first = db.session.query(Meeting).filter_by(circle_id=groups[0].id)
    first = first.filter(Meeting.starts_at > MAY).order_by("starts_at").first()
    later = {"day": "2027-05-05", "starts": "18:00", "ends": "19:00", "scope": "all"}
    browser.send("meetings.edit", later, meeting_id=first.id)
    assert "7 meetings are changed." in browser.follow().text
    browser.send("meetings.undo_break", taken_id=db.session.query(Break).one().id)
    wanted = db.session.query(Meeting).filter_by(series_id=first.series_id)
    assert {f"{local(m.starts_at):%a %H}" for m in wanted} == {"Wed 18"}
    assert cancelled(groups[0]) == 0


def test_kaisa_closes_the_house_for_all_groups(browser, town, groups):
    browser.sign_in(town.kaisa)
    browser.send("meetings.breaks_of_all", {**SUMMER, "sure": "yes"})
    assert [cancelled(group) for group in groups] == [5, 5]
    taken = db.session.query(Break).one()
    browser.sign_in(town.fanni)
    browser.send("meetings.undo_break", taken_id=taken.id, status=403)
    browser.sign_in(town.kaisa)
    browser.send("meetings.undo_break", taken_id=taken.id)
    assert [cancelled(group) for group in groups] == [0, 0]


def test_a_groups_break_that_is_undone_does_not_open_a_closed_house(browser, town, groups):
    browser.sign_in(town.fanni)
    browser.send("meetings.breaks_of_circle", {**SUMMER, "sure": "yes"}, circle_id=groups[0].id)
    own = db.session.query(Break).one()
    browser.sign_in(town.kaisa)
    closed = {"first_day": "2027-06-10", "last_day": "2027-06-20", "reason": "Repairs"}
    browser.send("meetings.breaks_of_all", {**closed, "sure": "yes"})
    house = db.session.query(Break).filter_by(circle_id=None).one()
    browser.send("meetings.undo_break", taken_id=own.id)
    assert "4 meetings take place after all" in browser.follow().text
    assert [m.reason for m in db.session.query(Meeting).filter_by(break_id=house.id)] == [
        "Repairs",
        "Repairs",
    ]
    browser.send("meetings.undo_break", taken_id=house.id)
    assert [cancelled(group) for group in groups] == [0, 0]


def test_another_organisations_break_does_not_exist(browser, town, groups):
    browser.sign_in(town.kaisa)
    browser.send("meetings.breaks_of_all", {**SUMMER, "sure": "yes"})
    browser.sign_in(town.olli)
    browser.send("meetings.undo_break", taken_id=db.session.query(Break).one().id, status=404)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"last_day": "2027-05-20"}, "before the first"),
        ({"first_day": "2027-04-01", "last_day": "2027-04-02"}, "has passed"),
        ({"last_day": "2029-01-01"}, "a year at most"),
        ({"first_day": "soon"}, "Enter a day like"),
        ({"reason": ""}, "why there are no meetings"),
    ],
)
def test_an_odd_break_is_told_in_words(browser, town, groups, said, message):
    browser.sign_in(town.fanni)
    at = {"circle_id": groups[0].id}
    page = browser.send(
        "meetings.breaks_of_circle", {**SUMMER, **said, "sure": "yes"}, status=422, **at
    )
    assert message in page.select_one(".error-summary").text
    assert cancelled(groups[0]) == 0


def test_eves_and_easter_saturday_are_proposed_as_exceptions(app):
    days = [date(2027, 4, 30), date(2026, 12, 31), date(2027, 3, 27), date(2027, 4, 29)]
    found = holidays_on(days)
    assert set(found) == set(days[:3])
    assert found[days[1]].startswith("eve: ")


def test_the_schools_of_the_municipality_and_the_groups_breaks_are_exceptions(town, groups):
    with unit_of_work():
        town.group.municipality = "Tampere"
        db.session.add(
            Break(
                organisation_id=1,
                first_day=date(2027, 8, 1),
                last_day=date(2027, 8, 3),
                reason="Repairs",
            )
        )
    days = [date(2027, 3, 2), date(2027, 2, 23), date(2027, 8, 2)]
    found = exceptions_on(days, town.group)
    assert found == {days[0]: "winter break of the schools", days[2]: "Repairs"}


def test_school_breaks_are_read_anew_when_someone_has_edited_them(tmp_path, monkeypatch):
    file = tmp_path / "school-breaks.csv"
    monkeypatch.setattr(exceptions, "SCHOOL_BREAKS", file)
    head = "municipality,kind,first_day,last_day\n"
    for lines in 1, 2:
        file.write_text(head + "Oulu,winter,2027-03-01,2027-03-07\n" * lines)
        os.utime(file, (lines, lines))
        assert len(exceptions.school_breaks()) == lines


def test_a_line_of_school_breaks_that_nobody_understands_is_left_out(
    tmp_path, monkeypatch, caplog, browser, town
):
    file = tmp_path / "school-breaks.csv"
    monkeypatch.setattr(exceptions, "SCHOOL_BREAKS", file)
    odd = "Oulu,winter,1.3.2027,2027-03-07", "Oulu,easter,2027-03-01,2027-03-07", "Oulu,winter"
    lines = "municipality,kind,first_day,last_day", *odd, "Oulu,winter,2027-03-01,2027-03-07"
    file.write_text("\n".join(lines))
    assert [each.kind for each in exceptions.school_breaks()] == ["winter"]
    told = [record.getMessage() for record in caplog.records]
    assert told == [f"school breaks: line {number} is left out" for number in (2, 3, 4)]
    said = {"rhythm": "weekly", "first_day": "2027-03-02", "starts": "17:00", "ends": "18:00"}
    browser.sign_in(town.fanni)
    browser.send("meetings.plan", {**said, "times": 2}, circle_id=town.group.id, status=200)


def test_the_same_leader_or_room_at_once_is_told_and_allowed(browser, town, groups):
    with unit_of_work():
        groups[1].place = "kirjasto, oulu"
    browser.sign_in(town.kaisa)
    other = (
        db.session.query(Meeting)
        .filter_by(circle_id=groups[0].id)
        .order_by(Meeting.starts_at.desc())
        .first()
    )
    day = f"{other.starts_at:%Y-%m-%d}"
    said = {"day": day, "starts": "17:30", "ends": "18:30"}
    browser.send("meetings.add", said, circle_id=groups[1].id)
    assert "in the same place: Grief group" in browser.follow().text
    page = browser.open("meetings.edit", meeting_id=other.id)
    assert "in the same place: Walkers" in page.text


def test_a_leader_of_two_groups_is_warned_when_planning_a_series(browser, town, groups):
    with unit_of_work():
        member = Member(organisation_id=1, name="Fanni", user=town.fanni, role=CircleRole.LEADER)
        groups[1].members.append(member)
    browser.sign_in(town.fanni)
    series = {"rhythm": "weekly", "first_day": "2027-07-20", "starts": "17:00", "ends": "18:00"}
    page = browser.send("meetings.plan", {**series, "times": 2}, circle_id=groups[1].id, status=200)
    assert "the same leader: Grief group" in page.text


def test_a_meeting_of_a_break_may_begin_over_the_days_end(town, groups):
    """A break ends at midnight by a clock in Finland."""
    late = datetime(2027, 6, 30, 20, 30, tzinfo=UTC)  # 23.30
    with unit_of_work():
        span = operations.Span(late, late + timedelta(hours=1))
        inside = operations.add(town.group, span)
        span = operations.Span(late + timedelta(hours=1), late + timedelta(hours=2))
        outside = operations.add(town.group, span)
    from webapp.meetings import breaks

    within = breaks.meetings_within(town.ours, None, date(2027, 6, 30), date(2027, 6, 30))
    assert inside in within
    assert outside not in within
