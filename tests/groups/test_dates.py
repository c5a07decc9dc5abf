"""The meetings of public groups: pages, calendars, and what search engines are told of them."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.meetings import rfc5545
from webapp.db import db, unit_of_work
from webapp.groups.models import Group, GroupWelcome, Visibility, Welcome
from webapp.meetings import operations
from webapp.meetings.models import Meeting, MeetingState

GROUP = {"organisation": "mielen", "group_slug": "grief-group"}


@pytest.fixture
def stranger(town, browser):
    return Stranger(browser, town)


class Stranger:
    """Someone without an account who has come to the grief group's page."""

    def __init__(self, browser, town):
        self.browser, self.town = browser, town

    def set(self, thing=None, **facts):
        with unit_of_work():
            for name, value in facts.items():
                setattr(thing or self.town.group, name, value)

    def group(self, **how):
        return self.browser.open("groups.public", **GROUP, **how)

    def meeting(self, **how):
        return self.browser.open("groups.meeting", **{**GROUP, **self.here, **how})

    def follow(self, endpoint="groups.calendar", **at):
        at = at or GROUP
        self.browser.open(endpoint, **at)
        return rfc5545.events(self.browser.answer.data)

    def told(self, page=None):
        """What the page tells to search engines of its first meeting."""
        block = (page or self.group()).select_one("script[type='application/ld+json']")
        return json.loads(block.text)["@graph"][0] if block else None

    @property
    def here(self):
        return {"meeting_id": self.town.meeting.id}


def test_each_meeting_has_a_page_that_leads_to_ones_own_calendar(stranger, town):
    link = stranger.group().select_one(".rows a")["href"]
    page = stranger.browser.get(link)
    assert "Kirjasto, Oulu" in page.main.text
    stranger.browser.get(page.select_one("main a[href$='.ics']")["href"])
    (event,) = rfc5545.events(stranger.browser.answer.data)
    assert event["UID"] == town.meeting.uid and event["URL"] == f"http://localhost{link}"


def test_a_meeting_is_sent_on_by_mail_by_text_message_and_by_whatsapp(stranger, town):
    page = stranger.meeting()
    mail, sms, whatsapp = (a["href"] for a in page.select("[data-else] a"))
    address = f"http://localhost/en/o/mielen/groups/grief-group/meetings/{town.meeting.id}"
    for link, starts in ((mail, "mailto:?"), (sms, "sms:?"), (whatsapp, "https://wa.me/?")):
        assert link.startswith(starts)
        said = parse_qs(urlsplit(link).query)
        words = (said.get("body") or said["text"])[0]
        assert "Grief group" in words and words.endswith(address)
    assert "Kirjasto" in unquote(mail)
    assert "data-send" in str(page.select_one("[data-address]"))


def test_no_page_asks_anything_of_another_site(stranger):
    for page in (stranger.group(), stranger.meeting()):
        loaded = [
            tag.get("src") or tag.get("href") for tag in page.select("script[src], img, link")
        ]
        assert all(u.startswith(("/", "http://localhost/")) for u in loaded)


def test_a_cancelled_meeting_says_so_on_its_page_and_in_calendars(stranger, town):
    stranger.set(town.meeting, state=MeetingState.CANCELLED, reason="The house is closed")
    assert "This meeting is cancelled. The house is closed" in stranger.meeting().main.text
    assert stranger.follow()[0]["SUMMARY"] == "CANCELLED: Grief group"
    assert stranger.follow()[0]["DESCRIPTION"] == "The house is closed"


def test_a_meeting_that_is_over_is_not_put_in_calendars(stranger, town):
    stranger.set(
        town.meeting,
        starts_at=town.meeting.starts_at - timedelta(days=1),
        ends_at=town.meeting.ends_at - timedelta(days=1),
    )
    page = stranger.meeting()
    assert "This meeting is over" in page.main.text and "Add to calendar" not in page.main.text


def test_a_meeting_of_another_group_is_not_found_under_this_one(stranger, town):
    with unit_of_work():
        other = Group(
            organisation=town.ours,
            name="Inner",
            slug="inner",
            visibility=Visibility.INTERNAL,
            published_at=town.group.published_at,
        )
        hidden = Meeting(
            organisation_id=1,
            circle=other,
            starts_at=town.meeting.starts_at,
            ends_at=town.meeting.ends_at,
        )
        db.session.add_all([other, hidden])
    for endpoint in ("groups.meeting", "groups.meeting_file"):
        stranger.browser.open(endpoint, **GROUP, meeting_id=hidden.id, status=404)
        inner = {"organisation": "mielen", "group_slug": "inner", "meeting_id": hidden.id}
        stranger.browser.open(endpoint, **inner, status=404)
    stranger.browser.open("groups.calendar", organisation="mielen", group_slug="inner", status=404)


def test_a_public_calendar_has_no_name_of_a_person_and_no_hidden_link(stranger, town):
    stranger.set(online_url="https://kokous.example/x", place="", shows_leaders=True)
    (event,) = stranger.follow()
    assert event["LOCATION"] == "Online"
    text = stranger.browser.answer.text
    assert not any(name in text for name in ("Hilkka", "Antti", "Fanni", "kokous.example"))
    stranger.set(shows_link=True)
    assert stranger.follow()[0]["LOCATION"] == "https://kokous.example/x"


def test_a_public_calendar_may_be_kept_for_a_while(stranger):
    stranger.follow()
    assert stranger.browser.answer.headers["Cache-Control"] == "public, max-age=900"


def test_in_a_calendar_a_sensitive_group_has_no_name_but_on_the_organisations_list_it_has(stranger):
    stranger.set(is_sensitive=True)
    (event,) = stranger.follow()
    assert event["SUMMARY"] == "Meeting" and "URL" not in event
    assert "rief" not in stranger.browser.answer.text
    (event,) = stranger.follow("groups.organisation_calendar", organisation="mielen")
    assert event["SUMMARY"] == "Grief group"


@pytest.mark.parametrize("visibility", [Visibility.UNLISTED, Visibility.INTERNAL, None])
def test_an_organisations_calendar_has_only_what_anyone_may_find(stranger, visibility):
    stranger.set(visibility=visibility)
    assert stranger.follow("groups.organisation_calendar", organisation="mielen") == []


def test_of_a_very_large_organisation_the_next_meetings_are_told(stranger, town, monkeypatch):
    monkeypatch.setattr("webapp.meetings.calendars.MOST", 3)
    with unit_of_work():
        for day in (9, 3, 7, 5, -1):
            start = town.meeting.starts_at + timedelta(days=day)
            end = start + timedelta(hours=1)
            row = Meeting(organisation_id=1, circle=town.group, starts_at=start, ends_at=end)
            db.session.add(row)
    told = stranger.follow("groups.organisation_calendar", organisation="mielen")
    starts = [event["DTSTART"] for event in told]
    assert starts == sorted(starts) and len(starts) == 3
    assert told[0]["UID"] == town.meeting.uid


def test_search_engines_are_told_of_a_public_groups_meetings(stranger, town):
    told = stranger.told()
    assert told["@type"] == "Event" and told["name"] == "Grief group"
    assert told["startDate"].endswith(("+02:00", "+03:00"))
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    (place,) = told["location"]
    assert place["address"]["addressLocality"] == "Oulu"
    assert told["organizer"]["name"] == "Mielen ry" and "isAccessibleForFree" not in told
    assert stranger.told(stranger.meeting())["@id"] == told["@id"]
    with unit_of_work():
        town.group.welcome_rows.add(GroupWelcome(welcome=Welcome.FREE))
    assert stranger.told()["isAccessibleForFree"] is True


def test_search_engines_are_told_what_has_changed(stranger, town):
    start = town.meeting.starts_at + timedelta(days=2)
    with unit_of_work():
        operations.change(town.meeting, operations.Span(start, start + timedelta(hours=1)), "")
    assert stranger.told()["eventStatus"] == "https://schema.org/EventRescheduled"
    with unit_of_work():
        operations.cancel(town.meeting, "Ill")
    assert stranger.told()["eventStatus"] == "https://schema.org/EventCancelled"


def test_how_a_group_meets_is_told_as_it_is(stranger):
    stranger.set(online_url="https://kokous.example/x")
    mixed = stranger.told()
    assert mixed["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert "kokous.example" not in json.dumps(mixed)
    stranger.set(place="", shows_link=True)
    online = stranger.told()
    assert online["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert online["location"][-1]["url"] == "https://kokous.example/x"


def test_an_unlisted_group_is_not_told_of_nor_followed_without_its_secret_address(stranger):
    stranger.set(visibility=Visibility.UNLISTED)
    stranger.browser.open("groups.calendar", **GROUP, status=404)
    for page in (stranger.group(), stranger.meeting()):
        assert stranger.told(page) is None and "webcal:" not in str(page)
        assert page.select_one("meta[name=robots]")["content"] == "noindex"
