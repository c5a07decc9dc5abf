from datetime import time, timedelta

import pytest

from webapp.circles.models import Joining
from webapp.db import db, now, unit_of_work
from webapp.groups.models import Visibility
from webapp.i18n import at_helsinki, today
from webapp.meetings.models import Meeting, MeetingState, Rhythm, Series

AT = {"organisation": "mielen", "group_slug": "grief-group"}


@pytest.fixture
def stranger(town, browser):
    """Someone who has the address of the grief group's page, and no account."""
    return Stranger(browser, town)


class Stranger:
    def __init__(self, browser, town):
        self.browser, self.group = browser, town.group

    def read(self, status=200, **how):
        at = {"organisation": "mielen", "group_slug": "grief-group"}
        return self.browser.open("groups.public", status=status, **{**at, **how})

    def set(self, **facts):
        with unit_of_work():
            for name, value in facts.items():
                setattr(self.group, name, value)


def test_anyone_reads_where_and_when_the_group_meets(stranger):
    page = stranger.read()
    for told in ("Grief group", "Kirjasto, Oulu", "Mielen ry", "Finnish", "It is not therapy"):
        assert told in page.main.text
    assert page.select(".when")
    assert "public, max-age=60" in stranger.browser.answer.headers["Cache-Control"]


def test_no_name_of_a_participant_is_on_the_page_and_a_leaders_only_if_allowed(stranger):
    words = stranger.read().text
    assert not any(name in words for name in ("Hilkka", "Antti", "Fanni"))
    stranger.group.leaders[0].name = "Fanni Koski"
    stranger.set(shows_leaders=True)
    words = stranger.read().text
    assert "Fanni" in words and "Koski" not in words


def test_the_link_to_online_meetings_is_shown_only_if_allowed(stranger):
    stranger.set(online_url="https://kokous.example/x")
    page = stranger.read()
    assert "kokous.example" not in page.text and "The leader gives you the address" in page.text
    stranger.set(shows_link=True)
    assert stranger.read().select_one("a[href='https://kokous.example/x']")


def test_an_unlisted_group_is_open_to_those_who_have_the_address_only(stranger):
    assert not stranger.read().select("meta[name=robots]")
    stranger.set(visibility=Visibility.UNLISTED)
    assert stranger.read().select_one("meta[name=robots]")["content"] == "noindex"
    page = stranger.browser.open("groups.organisation", organisation="mielen")
    assert "Grief group" not in page.main.text


@pytest.mark.parametrize("hidden", [{"visibility": Visibility.INTERNAL}, {"published_at": None}])
def test_an_internal_group_and_a_draft_do_not_exist_for_strangers(stranger, hidden):
    stranger.set(**hidden)
    stranger.read(status=404)
    page = stranger.browser.open("groups.organisation", organisation="mielen")
    assert "Grief group" not in page.main.text


def test_a_sensitive_groups_page_can_be_left_quickly(stranger):
    assert not stranger.read().select("[data-leave]")
    stranger.set(is_sensitive=True)
    assert stranger.read().select("[data-leave]")


def test_a_cancelled_meeting_is_said_to_be_so(stranger, town):
    with unit_of_work():
        town.meeting.state, town.meeting.reason = MeetingState.CANCELLED, "The house is closed"
    said = stranger.read().main.text
    assert "Cancelled" in said and "The house is closed" in said


def test_a_group_that_has_ended_says_so_and_is_no_longer_listed(stranger):
    stranger.set(ended_at=now())
    assert "has ended" in stranger.read().main.text
    page = stranger.browser.open("groups.organisation", organisation="mielen")
    assert "No open groups right now" in page.main.text


def test_the_organisations_page_lists_its_open_groups_with_the_next_date(stranger, town):
    with unit_of_work():
        town.meeting.starts_at += timedelta(days=7)
        town.meeting.ends_at += timedelta(days=7)
    page = stranger.browser.open("groups.organisation", organisation="mielen")
    row = page.select_one(".rows li")
    assert row.a["href"] == "/en/o/mielen/groups/grief-group" and row.select_one(".when")


def test_a_group_is_not_found_under_another_organisation(stranger):
    stranger.read(status=404, organisation="other")
    stranger.read(status=404, organisation="nobody")
    stranger.read(status=404, group_slug="x" * 300)
    stranger.browser.open("groups.organisation", organisation="nobody", status=404)


def test_a_public_group_is_open_to_people_of_other_organisations_too(stranger, town):
    stranger.browser.sign_in(town.olli)
    stranger.read()
    assert "no-store" in stranger.browser.answer.headers["Cache-Control"]


def test_a_newcomer_sees_at_once_when_it_meets_and_whether_there_is_room(town, browser):
    start = at_helsinki(today() + timedelta(days=3), time(17, 30))
    series = Series(
        organisation_id=1,
        circle=town.group,
        rhythm=Rhythm.WEEKLY,
        first_day=start.date(),
        starts=start.time(),
        ends=time(19),
    )
    with unit_of_work():
        town.group.joining, town.group.capacity = Joining.OPEN, 5
        town.ours.contact_name, town.ours.contact_phone = "Kaisa", "040 123 4567"
        db.session.add(series)
        db.session.add(
            Meeting(
                organisation_id=1,
                circle=town.group,
                starts_at=start,
                ends_at=start + timedelta(hours=1),
                series=series,
            )
        )
    page = browser.open("groups.public", **AT)
    assert f"Every {start:%A} at 17:30" in page.main.text
    assert "2 places free" in page.main.text and "040 123 4567" in page.main.text
    assert "2 places free" in browser.open("groups.find").select_one("#results li").text
    words = page.main.text
    assert words.index("Sign up") < words.index("Every "), "before the dates"
    with unit_of_work():
        town.group.capacity = 3
    assert "Full: you can join the queue" in browser.open("groups.public", **AT).main.text
