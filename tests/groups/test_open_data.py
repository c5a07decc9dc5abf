"""What other sites and programs may read."""

import re
from datetime import datetime, timedelta

import pytest

from webapp.db import db, now, unit_of_work
from webapp.groups.models import Group, GroupWelcome, Visibility, Welcome
from webapp.i18n import local
from webapp.meetings.models import Meeting, MeetingState, Rhythm, Series

ADDRESSES = "/en/o/mielen/meetings.json", "/en/meetings.json", "/en/o/mielen/feed.json"
WEEK = timedelta(days=7)


@pytest.fixture
def weekly(town):
    """The grief group's meetings of the coming weeks, by a weekly series."""
    return a_series(town, town.group)


def a_series(town, group, rhythm=Rhythm.WEEKLY, weeks=3):
    first = (now() + timedelta(days=3)).replace(hour=15, minute=0, second=0, microsecond=0)
    begins = local(first)
    series = Series(
        organisation_id=1,
        circle=group,
        rhythm=rhythm,
        first_day=begins.date(),
        starts=begins.time(),
        ends=begins.time(),
    )
    meetings = [
        Meeting(
            organisation_id=1,
            circle=group,
            series=series,
            starts_at=first + n * WEEK,
            ends_at=first + n * WEEK + timedelta(minutes=90),
        )
        for n in range(weeks)
    ]
    with unit_of_work():
        db.session.add_all([series, *meetings])
    return meetings


@pytest.fixture
def read(browser):
    def ask(address=ADDRESSES[0]):
        browser.get(address)
        return browser.answer.json

    return ask


def test_a_weekly_group_is_told_in_the_meeting_guide_format(town, weekly, read):
    (told,) = read()
    start = local(weekly[0].starts_at)
    assert told["name"] == "Grief group" and told["day"] == (start.weekday() + 1) % 7
    assert told["time"] == f"{start:%H:%M}" and re.fullmatch(r"\d\d:\d\d", told["end_time"])
    assert told["timezone"] == "Europe/Helsinki" and told["location"] == "Kirjasto, Oulu"
    assert told["formatted_address"].endswith("Finland") and told["approximate"] == "no"
    assert re.fullmatch(r"[a-z0-9-]{1,64}", told["slug"])
    assert told["url"] == "http://localhost/en/o/mielen/groups/grief-group"
    datetime.strptime(told["updated"], "%Y-%m-%d %H:%M:%S")
    assert read(ADDRESSES[1]) == [told]


def test_sunday_is_day_zero(town, weekly, read):
    days = []
    for _day in range(7):
        with unit_of_work():
            for meeting in weekly:
                meeting.starts_at += timedelta(days=1)
                meeting.ends_at += timedelta(days=1)
        days.append((local(weekly[0].starts_at).strftime("%a"), read()[0]["day"]))
    assert {*days} == {*zip("Sun Mon Tue Wed Thu Fri Sat".split(), range(7), strict=True)}


def test_a_meeting_moved_or_cancelled_once_does_not_change_the_weekly_time(town, weekly, read):
    (before,) = read()
    with unit_of_work():
        weekly[0].starts_at += timedelta(days=1, hours=1)
        weekly[0].ends_at += timedelta(days=1, hours=1)
        weekly[0].is_own = True
        weekly[1].state = MeetingState.CANCELLED
    (after,) = read()
    assert {k: v for k, v in after.items() if k != "updated"} == {
        k: v for k, v in before.items() if k != "updated"
    }


def test_only_weekly_groups_with_meetings_to_come_are_told(town, read):
    assert read() == []
    a_series(town, town.group, Rhythm.FORTNIGHTLY)
    assert read() == []


@pytest.mark.parametrize(
    "hidden",
    [
        {"visibility": Visibility.UNLISTED},
        {"visibility": Visibility.INTERNAL},
        {"published_at": None},
        {"ended_at": datetime(2026, 1, 1).astimezone()},
    ],
)
def test_what_is_not_for_all_to_find_is_not_told(town, weekly, read, hidden):
    with unit_of_work():
        for name, value in hidden.items():
            setattr(town.group, name, value)
    assert read(ADDRESSES[0]) == read(ADDRESSES[1]) == []
    if "ended_at" not in hidden:
        assert read(ADDRESSES[2])["items"] == []


def test_the_link_of_online_meetings_is_told_only_if_all_may_see_it(town, weekly, read):
    with unit_of_work():
        town.group.place, town.group.online_url = "", "https://kokous.example/x"
    (told,) = read()
    assert "conference_url" not in told and "leader gives you" in told["conference_url_notes"]
    assert told["approximate"] == "yes" and told["formatted_address"] == "Oulu, Finland"
    with unit_of_work():
        town.group.shows_link = True
    assert read()[0]["conference_url"] == "https://kokous.example/x"


def test_what_eases_coming_and_the_language_are_told_by_the_codes_of_the_format(town, weekly, read):
    with unit_of_work():
        town.group.language = "sv"
        for welcome in (Welcome.STEP_FREE, Welcome.CHILDREN, Welcome.LOOP):
            town.group.welcome_rows.add(GroupWelcome(welcome=welcome))
    assert read()[0]["types"] == ["X", "CF", "SV"]


def test_the_coming_meetings_are_a_json_feed(town, weekly, read, browser):
    with unit_of_work():
        weekly[0].state = MeetingState.CANCELLED
    feed = read(ADDRESSES[2])
    assert browser.answer.content_type.startswith("application/feed+json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] == "Mielen ry"
    assert feed["feed_url"] == "http://localhost/en/o/mielen/feed.json"
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"]) == 4
    tonight, cancelled = feed["items"][:2]
    assert tonight["id"] == town.meeting.uid and "Kirjasto" in tonight["content_text"]
    assert cancelled["title"] == "CANCELLED: Grief group" and cancelled["_rinki"]["cancelled"]
    assert browser.get(tonight["url"].removeprefix("http://localhost")).h1.text == "Grief group"


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_of_other_sites_may_read_it_and_nothing_else(town, weekly, browser, address):
    browser.get(address)
    assert browser.answer.headers["Access-Control-Allow-Origin"] == "*"
    assert browser.answer.headers["Cache-Control"] == "public, max-age=900"
    browser.get(address, **{"If-None-Match": browser.answer.headers["ETag"]}, status=304)
    for closed in ("/en/o/mielen", "/en/o/mielen/groups/grief-group", "/en/guides/"):
        answer = browser.client.get(closed)
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_name_of_a_person_is_told(town, weekly, browser, address):
    with unit_of_work():
        town.group.shows_leaders = True
    browser.get(address)
    assert not any(name in browser.answer.text for name in ("Hilkka", "Antti", "Fanni"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_many_groups_cost_as_many_statements_as_one(town, weekly, browser, statements, address):
    browser.get(address)
    with statements() as few:
        browser.get(address)
    groups = [
        Group(
            organisation=town.ours,
            name=f"G{number}",
            slug=f"g{number}",
            visibility=Visibility.PUBLIC,
            published_at=now(),
        )
        for number in range(30)
    ]
    for group in groups:
        a_series(town, group, weeks=1)
    with statements() as many:
        browser.get(address)
    assert "G29" in browser.answer.text
    assert len(many) == len(few) <= 8


def test_the_organisations_page_leads_to_its_data(town, browser):
    page = browser.open("groups.organisation", organisation="mielen")
    links = {a["href"] for a in page.select("main a")}
    assert {*ADDRESSES} <= links
    assert "webcal://localhost/en/o/mielen/calendar.ics" in links
    assert page.select_one("link[type='text/calendar']")["href"].endswith("/calendar.ics")
