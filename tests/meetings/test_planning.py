from datetime import UTC, datetime, timedelta

import pytest

from webapp.circles.models import CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.groups.models import Group
from webapp.i18n import local
from webapp.meetings import operations
from webapp.meetings.models import Meeting, MeetingState, Series

SEPTEMBER = datetime(2026, 9, 1, 9, tzinfo=UTC)
WEEKLY = {
    "rhythm": "weekly",
    "first_day": "2026-10-13",
    "starts": "17:00",
    "ends": "18:30",
    "times": "4",
}


class Planner:
    """Someone planning the meetings of a group that has none yet."""

    def __init__(self, browser, group):
        self.browser, self.group = browser, group

    def ask(self, status=200, lang="en", **said):
        form = {**WEEKLY, **said}
        return self.browser.send(
            "meetings.plan", form, circle_id=self.group.id, status=status, lang=lang
        )

    def save(self, days, status=303, **said):
        form = {**WEEKLY, **said, "days": days}
        return self.browser.send("meetings.save", form, circle_id=self.group.id, status=status)

    @property
    def meetings(self):
        return db.session.query(Meeting).filter_by(circle_id=self.group.id).order_by("id").all()


@pytest.fixture
def fanni(town, browser, clock):
    """Fanni with a new group, on the first of September 2026."""
    group = Group(
        organisation=town.ours,
        name="Walkers",
        slug="walkers",
        municipality="Utsjoki",  # whose school breaks are not listed
        published_at=now(),
    )
    with unit_of_work():
        db.session.add(group)
        group.members.append(
            Member(organisation_id=1, name="Fanni", user=town.fanni, role=CircleRole.LEADER)
        )
    browser.sign_in(town.fanni)
    clock(SEPTEMBER)
    return Planner(browser, group)


def dates(page):
    """The days shown, and whether each is ticked."""
    return {tick["value"]: tick.has_attr("checked") for tick in page.select("[name=days]")}


def error(page, field):
    assert page.title.text.startswith("Error:")
    assert page.select_one(f".error-summary a[href='#{field}']")
    return page.select_one(f"#{field}-error").text


def test_all_days_are_shown_before_any_is_saved(fanni):
    page = fanni.ask()
    wanted = ["2026-10-13", "2026-10-20", "2026-10-27", "2026-11-03"]
    assert dates(page) == dict.fromkeys(wanted, True)
    assert "Every Tuesday, 17:00–18:30" in page.main.text
    assert fanni.meetings == []


def test_the_days_left_ticked_are_put_in_the_calendar(fanni):
    fanni.save(["2026-10-13", "2026-11-03"])
    assert [local(m.starts_at).isoformat() for m in fanni.meetings] == [
        "2026-10-13T17:00:00+03:00",
        "2026-11-03T17:00:00+02:00",
    ]
    assert fanni.meetings[0].series.rhythm == "weekly"


def test_five_oclock_stays_five_oclock_over_both_clock_changes(fanni):
    page = fanni.ask(first_day="2026-09-29", times="30")
    fanni.save(list(dates(page)), first_day="2026-09-29", times="30")
    assert {local(m.starts_at).strftime("%H:%M") for m in fanni.meetings} == {"17:00"}
    assert {local(m.ends_at).strftime("%H:%M") for m in fanni.meetings} == {"18:30"}
    assert {m.starts_at.hour for m in fanni.meetings} == {14, 15}


def test_independence_day_is_marked_and_left_out_but_may_be_ticked(fanni):
    page = fanni.ask(first_day="2026-11-29", times="3")
    assert dates(page) == {"2026-11-29": True, "2026-12-06": False, "2026-12-13": True}
    assert "Sun 6 Dec 2026 – Independence Day" in page.select_one("#days").text
    fanni.save(["2026-12-06"], first_day="2026-11-29", times="3")
    assert [m.starts_at.day for m in fanni.meetings] == [6]


def test_midsummer_is_left_out_and_named_in_swedish(fanni):
    page = fanni.ask(first_day="2027-06-18", times="2", lang="sv")
    assert dates(page) == {"2027-06-18": True, "2027-06-25": False}
    assert "Midsommarafton" in page.select_one("#days").text


def test_a_fifth_thursday_is_said_to_mean_the_last(fanni):
    page = fanni.ask(rhythm="monthly", first_day="2026-10-29", times="3")
    assert "The last Thursday of each month" in page.main.text
    assert list(dates(page)) == ["2026-10-29", "2026-11-26", "2026-12-31"]


def test_confirming_twice_by_accident_makes_the_meetings_once(fanni):
    fanni.save(["2026-10-13", "2026-10-20"])
    fanni.save(["2026-10-13", "2026-10-20"])
    assert "in the calendar already" in fanni.browser.follow().main.text
    assert len(fanni.meetings) == 2 and db.session.query(Series).count() == 1


def test_days_that_are_in_the_calendar_already_are_said_so_and_not_made_again(fanni):
    fanni.save(["2026-10-13"])
    page = fanni.ask()
    assert dates(page)["2026-10-13"] is False
    assert "Tue 13 Oct 2026 – in the calendar already" in page.select_one("#days").text


def test_going_back_to_change_something_keeps_what_was_typed(fanni):
    page = fanni.ask(change="1", times="7")
    assert page.select_one("#times")["value"] == "7"
    assert page.select_one("#first_day")["value"] == "2026-10-13"


def test_a_meeting_only_once_needs_no_ending_and_makes_no_series(fanni):
    assert list(dates(fanni.ask(rhythm="once", times=""))) == ["2026-10-13"]
    fanni.save(["2026-10-13"], rhythm="once", times="")
    assert [m.series for m in fanni.meetings] == [None]


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"rhythm": ""}, "rhythm", "Choose how often you meet"),
        ({"rhythm": "daily"}, "rhythm", "Choose how often you meet"),
        ({"first_day": ""}, "first_day", "Enter the day of the first meeting"),
        ({"first_day": "2026-08-31"}, "first_day", "This day has passed"),
        ({"first_day": "2042-01-01"}, "first_day", "within the next five years"),
        ({"first_day": "soon"}, "first_day", "Enter a day like 23.11.2026"),
        ({"ends": "17:00"}, "ends", "The end must be later than the start"),
        ({"starts": "25:00"}, "starts", "Enter a time like 17.30"),
        ({"times": ""}, "times", "Enter how many times you meet"),
        ({"times": "0"}, "times", "Enter a number from 1 to 200"),
        ({"times": "201"}, "times", "Enter a number from 1 to 200"),
        ({"times": "9" * 5000}, "times", "Enter a"),
        ({"until": "2026-12-01"}, "times", "Fill in only one"),
        ({"times": "", "until": "2026-10-13"}, "until", "must be after the first meeting"),
        ({"times": "", "until": "2031-10-01"}, "until", "This makes over 200 meetings"),
        ({"times": "", "until": "9999-12-31"}, "until", "This makes over 200 meetings"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field_and_the_rest_is_kept(
    fanni, said, field, sentence
):
    page = fanni.ask(status=422, **said)
    assert sentence in error(page, field)
    kept = {**WEEKLY, **said}
    if field != "starts":
        assert page.select_one("#starts")["value"] == kept["starts"]
    fanni.save(["2026-10-13"], status=422, **said)
    assert fanni.meetings == []


def test_two_hundred_meetings_are_not_too_many(fanni):
    page = fanni.ask(times="200")
    fanni.save(list(dates(page)), times="200")
    assert len(fanni.meetings) == 200


@pytest.mark.parametrize("days", [[], ["2026-10-14"], ["rubbish"]])
def test_no_day_or_one_that_was_not_offered_is_not_saved(fanni, days):
    assert error(fanni.save(days, status=422), "days")
    assert fanni.meetings == []


def test_times_and_days_may_be_written_as_people_write_them(fanni):
    page = fanni.ask(first_day="13.10.2026", starts="17.00", ends="18.30")
    assert dates(page)["2026-10-13"]


def test_a_group_that_has_ended_gets_no_new_meetings(fanni):
    with unit_of_work():
        fanni.group.ended_at = SEPTEMBER
    page = fanni.save(["2026-10-13"], status=409)
    assert "has ended" in page.main.text and fanni.meetings == []


def test_others_do_not_plan_the_groups_meetings(fanni, town):
    at = {"circle_id": fanni.group.id}
    fanni.browser.sign_in(town.leo).open("meetings.plan", status=403, **at)
    fanni.browser.sign_in(town.olli).open("meetings.plan", status=404, **at)
    fanni.browser.sign_in(town.kaisa).open("meetings.plan", **at)


def test_one_more_meeting_is_added_in_another_place(fanni):
    form = {"day": "2026-10-14", "starts": "10:00", "ends": "11:00", "place": "Kota"}
    fanni.browser.send("meetings.add", form, circle_id=fanni.group.id)
    assert [m.where for m in fanni.meetings] == ["Kota"]
    page = fanni.browser.send("meetings.add", form, circle_id=fanni.group.id, status=422)
    assert "already meets then" in error(page, "starts")


def test_a_wrong_meeting_is_not_added(fanni):
    form = {"day": "2026-10-14", "starts": "10:00", "ends": "09:00", "place": "x" * 201}
    page = fanni.browser.send("meetings.add", form, circle_id=fanni.group.id, status=422)
    assert error(page, "ends") and error(page, "place")
    assert page.select_one("#place")["value"] == "x" * 201
    form = {"day": "1026-10-14", "starts": "10:00", "ends": "11:00"}
    page = fanni.browser.send("meetings.add", form, circle_id=fanni.group.id, status=422)
    assert error(page, "day") and fanni.meetings == []


@pytest.fixture
def thirteenth(fanni):
    """Fanni's one meeting, on the thirteenth of October."""
    fanni.save(["2026-10-13"])
    return fanni.meetings[0]


def test_one_meeting_is_moved(fanni, thirteenth):
    form = {"day": "2026-10-14", "starts": "16:00", "ends": "18:00", "place": "Kirjasto"}
    fanni.browser.send("meetings.edit", form, meeting_id=thirteenth.id)
    assert thirteenth.starts_at == datetime(2026, 10, 14, 13, tzinfo=UTC)
    assert thirteenth.ends_at - thirteenth.starts_at == timedelta(hours=2)
    assert thirteenth.where == "Kirjasto"


def test_a_meeting_may_keep_its_time_when_only_the_place_changes(fanni, thirteenth):
    page = fanni.browser.open("meetings.edit", meeting_id=thirteenth.id)
    form = {name: page.select_one(f"#{name}")["value"] for name in ("day", "starts", "ends")}
    fanni.browser.send("meetings.edit", {**form, "place": "Kota"}, meeting_id=thirteenth.id)
    assert thirteenth.place == "Kota"


def test_a_meeting_is_not_moved_on_top_of_another(fanni, thirteenth):
    fanni.save(["2026-10-20"])
    form = {"day": "2026-10-20", "starts": "17:00", "ends": "18:00", "place": ""}
    page = fanni.browser.send("meetings.edit", form, meeting_id=thirteenth.id, status=422)
    assert "already meets then" in error(page, "starts")


def test_a_meeting_is_cancelled_with_a_reason_and_may_take_place_after_all(fanni, thirteenth):
    page = fanni.browser.send("meetings.cancel", {}, meeting_id=thirteenth.id, status=422)
    assert error(page, "reason")
    fanni.browser.send("meetings.cancel", {"reason": "Flu"}, meeting_id=thirteenth.id)
    assert (thirteenth.state, thirteenth.reason) == ("cancelled", "Flu")
    assert "Flu" in fanni.browser.open("meetings.edit", meeting_id=thirteenth.id).main.text
    fanni.browser.send("meetings.restore", meeting_id=thirteenth.id)
    assert (thirteenth.state, thirteenth.reason) == ("planned", "")


def test_a_meeting_that_has_begun_is_not_cancelled(fanni, thirteenth, clock):
    clock(thirteenth.starts_at)
    form = {"reason": "Flu"}
    fanni.browser.sign_in(fanni.group.leaders[0].user)
    fanni.browser.send("meetings.cancel", form, meeting_id=thirteenth.id, status=409)
    assert thirteenth.state == "planned"


def test_a_reported_meeting_is_not_moved(fanni, thirteenth):
    with unit_of_work():
        thirteenth.state = "held"
    form = {"day": "2026-10-20", "starts": "17:00", "ends": "18:00", "place": ""}
    fanni.browser.send("meetings.edit", form, meeting_id=thirteenth.id, status=409)


def test_another_organisations_meeting_does_not_exist(fanni, thirteenth, town):
    fanni.browser.sign_in(town.olli)
    for endpoint in ("meetings.edit", "meetings.cancel"):
        fanni.browser.open(endpoint, meeting_id=thirteenth.id, status=404)
    fanni.browser.send("meetings.restore", meeting_id=thirteenth.id, status=404)


def test_a_plan_for_a_later_meeting_is_found_from_its_own_page(browser, town):
    with unit_of_work():
        start = now() + timedelta(days=14)
        later = operations.add(town.group, operations.Span(start, start + timedelta(hours=1)))
    page = browser.sign_in(town.fanni).open("meetings.edit", meeting_id=later.id)
    assert page.select_one(f".tools a[href='/en/meetings/{later.id}/plan']")
    assert page.select_one(f"a[href='/en/meetings/{later.id}/calendar.ics']")


def test_a_meeting_that_was_held_leads_from_its_page_to_its_attendance(browser, town):
    with unit_of_work():
        town.meeting.state = MeetingState.HELD
    page = browser.sign_in(town.fanni).open("meetings.edit", meeting_id=town.meeting.id)
    links = {a.text.strip() for a in page.select("main .button")}
    assert {"Correct attendance", "We did not meet"} <= links
