"""Meetings in people's own calendars."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from sqlalchemy import select

from tests.meetings import rfc5545
from webapp import passes, texts
from webapp.accounts.models import Membership
from webapp.circles.models import Circle, CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.groups import operations as groups
from webapp.groups.models import Group, Visibility
from webapp.i18n import at_helsinki
from webapp.meetings import calendars, following, operations
from webapp.meetings.models import Meeting, MeetingState
from webapp.passes import Purpose

OCTOBER = datetime(2026, 10, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
PEOPLE = "Hilkka", "Sinitiainen", "Antti", "Fanni"


class Follower:
    """Someone's calendar, which follows an address."""

    def __init__(self, browser, town):
        self.browser, self.town = browser, town

    def shown(self, endpoint, **at):
        """The address that a page shows, as the calendar asks for it."""
        page = self.browser.open(endpoint, **at)
        return page.select_one("[data-address]")["data-address"].removeprefix("http://localhost")

    def read(self, address, **headers):
        """What is new there; it comes without cookies."""
        self.browser.sign_in(None)
        self.answer = self.browser.client.get(address, headers=headers)
        db.session.rollback()
        assert self.answer.status_code in (200, 304), self.answer.text[:500]
        return rfc5545.events(self.answer.data) if self.answer.data else None

    @property
    def of_leader(self):
        return self.shown_to(self.town.fanni, "meetings.calendar")

    @property
    def of_circle(self):
        at = {"circle_id": self.town.group.id}
        return self.shown_to(self.town.fanni, "meetings.calendar_of_circle", **at)

    def shown_to(self, who, endpoint, **at):
        self.browser.sign_in(who)
        return self.shown(endpoint, **at)


@pytest.fixture
def calendar(browser, town):
    return Follower(browser, town)


def set_group(town, **facts):
    with unit_of_work():
        for name, value in facts.items():
            setattr(town.group, name, value)


def meet(town, day, clock=(17, 0), **facts):
    """A meeting of the grief group on a day, by a clock in Finland."""
    start = at_helsinki(day, datetime(2000, 1, 1, *clock).time())
    with unit_of_work():
        meeting = Meeting(
            organisation_id=1,
            circle=town.group,
            starts_at=start,
            ends_at=start + timedelta(minutes=90),
            **facts,
        )
        db.session.add(meeting)
    return meeting


def test_leader_sees_her_groups_meetings_in_her_own_calendar(calendar, town):
    (event,) = calendar.read(calendar.of_leader)
    assert event["SUMMARY"] == "Grief group" and event["LOCATION"] == "Kirjasto, Oulu"
    assert event["UID"] == town.meeting.uid and event["STATUS"] == "CONFIRMED"
    assert event["URL"] == f"http://localhost/en/groups/{town.group.id}"
    assert calendar.answer.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_no_name_of_anyone_is_in_a_calendar(calendar, town):
    set_group(town, visibility=Visibility.INTERNAL)
    for address in (calendar.of_leader, calendar.of_circle):
        calendar.read(address)
        assert not any(name in calendar.answer.text for name in PEOPLE)


def test_what_she_no_longer_leads_leaves_her_calendar(calendar, town):
    address = calendar.of_leader
    with unit_of_work():
        db.session.delete(db.session.get(Membership, town.ids["membership_id"]))
    assert calendar.read(address) == []


def test_the_same_clock_in_summer_and_in_winter(calendar, town, clock):
    clock(OCTOBER)
    summer, winter = meet(town, datetime(2026, 10, 20)), meet(town, datetime(2026, 10, 27))
    assert winter.starts_at - summer.starts_at == timedelta(days=7, hours=1)
    address = calendar.of_leader
    starts = [event["DTSTART"] for event in calendar.read(address)]
    assert {"20261020T170000", "20261027T170000"} <= {*starts}


def test_the_rule_of_the_clock_is_that_of_the_zone():
    told = icalendar.Timezone.from_ical(calendars.FINLAND).to_tz(lookup_tzid=False)
    there = ZoneInfo("Europe/Helsinki")
    for year in range(2025, 2036):
        for month in (1, 3, 7, 10):
            first = datetime(year, month, 20, tzinfo=UTC)
            for moment in (first + HOUR * n for n in range(12 * 24)):
                assert moment.astimezone(told).hour == moment.astimezone(there).hour, moment


def test_another_program_reads_the_same_moments(calendar, town, clock):
    """Another library, by the rules that the file itself tells of the clock."""
    clock(OCTOBER)
    days = datetime(2026, 10, 20), datetime(2026, 10, 27), datetime(2027, 3, 29)
    wanted = {meet(town, day).uid: day for day in days}
    calendar.read(calendar.of_leader)
    read = {event.uid.value: event for event in vobject.readOne(calendar.answer.text).vevent_list}
    for uid, day in wanted.items():
        moment = db.session.scalar(select(Meeting.starts_at).where(Meeting.uid == uid))
        assert read[uid].dtstart.value.astimezone(UTC) == moment, day
        assert read[uid].summary.value == "Grief group"


def test_moved_cancelled_and_restored_the_meeting_stays_one_and_its_count_rises(calendar, town):
    with unit_of_work():
        town.meeting.starts_at += timedelta(days=7)
        town.meeting.ends_at += timedelta(days=7)
    address = calendar.of_leader
    first = calendar.read(address)[0]
    with unit_of_work():
        operations.cancel(town.meeting, "The leader is ill")
    second = calendar.read(address)[0]
    assert second["SUMMARY"] == "CANCELLED: Grief group" and second["TRANSP"] == "TRANSPARENT"
    assert second["STATUS"] == "CONFIRMED"  # else calendars would hide it
    assert second["DESCRIPTION"] == "The leader is ill"
    with unit_of_work():
        operations.restore(town.meeting)
    third = calendar.read(address)[0]
    assert third["SUMMARY"] == "Grief group"
    assert first["UID"] == second["UID"] == third["UID"]
    assert int(first["SEQUENCE"]) < int(second["SEQUENCE"]) < int(third["SEQUENCE"])


def test_a_new_usual_place_is_a_change_of_the_meetings_to_come(calendar, town):
    past = meet(town, now() - timedelta(days=3))
    address = calendar.of_leader
    before = {event["UID"]: int(event["SEQUENCE"]) for event in calendar.read(address)}
    set_group(town, place="Asukastupa")
    after = {event["UID"]: int(event["SEQUENCE"]) for event in calendar.read(address)}
    assert after[town.meeting.uid] == before[town.meeting.uid] + 1
    assert after[past.uid] == before[past.uid]


@pytest.mark.parametrize(
    "facts",
    [
        {"municipality": "Kemi"},
        {"shows_link": True},
        {"is_sensitive": True},
        {"visibility": Visibility.INTERNAL},
        {"published_at": None},
    ],
)
def test_whatever_changes_what_is_told_of_a_group_changes_its_meetings(calendar, town, facts):
    before = int(calendar.read(calendar.of_leader)[0]["SEQUENCE"])
    set_group(town, **facts)
    assert int(calendar.read(calendar.of_leader)[0]["SEQUENCE"]) == before + 1


def test_a_name_in_another_language_is_a_change_too_and_other_words_are_not(calendar, town):
    for field, more in ("description", 0), ("name", 1):
        before = int(calendar.read(calendar.of_leader)[0]["SEQUENCE"])
        with unit_of_work():
            texts.write(town.group, field, "sv", "Sorgegruppen")
        assert int(calendar.read(calendar.of_leader)[0]["SEQUENCE"]) == before + more


def test_a_calendar_says_peruttu_in_the_language_of_its_address(calendar, town):
    with unit_of_work():
        town.meeting.state = MeetingState.CANCELLED
    for lang, word in (("fi", "PERUTTU:"), ("sv", "INSTÄLLD:"), ("fi-simple", "PERUTTU:")):
        (event,) = calendar.read(calendar.of_leader.replace("/en/", f"/{lang}/"))
        assert event["SUMMARY"].startswith(word)


def test_recent_meetings_and_all_to_come_are_told(calendar, town):
    today = now().replace(hour=12, minute=0)
    near, far, old = (meet(town, today + timedelta(days=n)) for n in (-50, 500, -70))
    told = {event["UID"] for event in calendar.read(calendar.of_leader)}
    assert {near.uid, far.uid} <= told and old.uid not in told


@pytest.mark.parametrize("visibility", [Visibility.INTERNAL, Visibility.UNLISTED])
def test_a_group_that_is_not_for_all_to_find_is_followed_by_a_secret_address(
    calendar, town, visibility
):
    set_group(town, visibility=visibility, online_url="https://kokous.example/x", place="")
    address = calendar.of_circle
    assert address.startswith("/p/c")
    (event,) = calendar.read(address)
    assert event["LOCATION"] == "https://kokous.example/x"
    assert ("URL" in event) == (visibility == Visibility.UNLISTED)
    assert calendar.answer.headers["Cache-Control"] == "no-store"


def test_a_public_groups_calendar_has_no_secret(calendar, town):
    assert calendar.of_circle == "/en/o/mielen/groups/grief-group/calendar.ics"


def test_a_sensitive_groups_name_is_in_no_ones_calendar(calendar, town):
    set_group(town, visibility=Visibility.INTERNAL, is_sensitive=True)
    addresses = calendar.of_circle, calendar.of_leader
    with unit_of_work():
        town.meeting.state, town.meeting.reason = MeetingState.CANCELLED, "A day of grief"
    for address in addresses:
        (event,) = calendar.read(address)
        assert event["SUMMARY"] == "CANCELLED: Meeting"
        assert "rief" not in calendar.answer.text


def test_the_organisations_own_people_follow_all_its_groups(calendar, town):
    set_group(town, visibility=Visibility.INTERNAL, is_sensitive=True)
    page = calendar.browser.sign_in(town.kaisa).open("meetings.calendar")
    ours = page.select("[data-address]")[1]["data-address"].removeprefix("http://localhost")
    assert ours.startswith("/p/k") and calendar.read(ours)[0]["SUMMARY"] == "Grief group"
    page = calendar.browser.sign_in(town.fanni).open("meetings.calendar")
    assert len(page.select("[data-address]")) == 1


def test_after_renewing_the_old_address_opens_nothing_and_says_so_kindly(calendar, town, browser):
    set_group(town, visibility=Visibility.INTERNAL)
    at = {"circle_id": town.group.id}
    pages = {
        "meetings.calendar": ("meetings.renew_mine", {}),
        "meetings.calendar_of_circle": ("meetings.renew_of_circle", at),
    }
    for shows, (renews, ids) in pages.items():
        old = calendar.shown_to(town.fanni, shows, **ids)
        browser.send(renews, **ids)
        assert "Here is the new address" in browser.follow().text
        new = calendar.shown(shows, **ids)
        assert new != old and calendar.read(new)
        page = browser.get(old, status=404)
        assert page.h1.text == "This address does not open"
        browser.get(f"{old[:-20]}{'z' * 5}{old[-15:]}", status=404)


def test_one_kind_of_address_does_not_open_another(calendar, town, browser):
    address = calendar.of_leader
    browser.get(address.replace("/p/l", "/p/k"), status=404)
    browser.get(address.replace("/p/l", "/p/c"), status=404)


def test_what_is_the_same_is_not_sent_again(calendar, town):
    address = calendar.of_leader
    calendar.read(address)
    tag, changed = (calendar.answer.headers[name] for name in ("ETag", "Last-Modified"))
    assert calendar.read(address, **{"If-None-Match": tag}) is None
    set_group(town, place="Asukastupa")
    assert calendar.read(address, **{"If-None-Match": tag})
    assert calendar.read(address, **{"If-Modified-Since": changed})  # a time alone isn't trusted


def test_odd_words_break_no_line(calendar, town):
    odd = 'Kahvi; pulla, "tee"\\ ja 🫖 ' + "äö" * 60
    set_group(town, place=odd, name="Nimi,; \\n\\", visibility=Visibility.INTERNAL)
    (event,) = calendar.read(calendar.of_circle)
    assert event["LOCATION"] == odd and event["SUMMARY"] == "Nimi,; \\n\\"
    parsed = icalendar.Calendar.from_ical(calendar.answer.data)
    assert parsed.events[0]["location"] == odd
    assert rfc5545.read(calendar.answer.data).value("NAME") == "Nimi\\,\\; \\\\n\\\\"


def test_a_hundred_groups_cost_as_many_statements_as_one(calendar, town, statements):
    address = calendar.of_leader
    calendar.read(address)
    with statements() as few:
        calendar.read(address)
    with unit_of_work():
        for number in range(100):
            group = Group(organisation=town.ours, name=f"G{number}", slug=f"g{number}")
            led = Member(organisation_id=1, name="F", user=town.fanni, role=CircleRole.LEADER)
            group.members = [led]
            db.session.add(group)
            db.session.flush()
            start = now() + timedelta(days=number)
            db.session.add(
                Meeting(organisation_id=1, circle=group, starts_at=start, ends_at=start + HOUR)
            )
    with statements() as many:
        assert len(calendar.read(address)) == 101
    assert len(many) == len(few) <= 8


def test_a_leader_takes_one_meeting_into_her_calendar(calendar, town, browser):
    browser.sign_in(town.fanni)
    browser.open("meetings.file", meeting_id=town.meeting.id)
    assert rfc5545.events(browser.answer.data)[0]["UID"] == town.meeting.uid


def test_a_circle_with_the_number_of_a_deleted_one_gets_an_address_of_its_own(town):
    with unit_of_work():
        draft = Group(organisation=town.ours, name="Draft", slug="draft")
        db.session.add(draft)
    number, old = draft.id, following.feed_of_circle(draft).address
    with unit_of_work():
        groups.discard(draft)
    with unit_of_work():
        again = Group(id=number, organisation=town.ours, name="Other", slug="other")
        db.session.add(again)
    assert following.feed_of_circle(db.session.get(Circle, number)).address != old
    assert passes.of(Purpose.CIRCLE_CALENDAR, number).is_open
