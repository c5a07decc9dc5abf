"""Every page of groups and meetings is easy to read in Easy Finnish, its errors too."""

from datetime import timedelta

import pytest

from tests.easy_finnish.pages import broken_on_page
from webapp.db import db, now, unit_of_work
from webapp.meetings.models import Meeting

EASY = {"lang": "fi-simple"}
SERIES = {"rhythm": "weekly", "starts": "17:00", "ends": "18:00", "times": "9"}


@pytest.fixture
def kaisa(town, browser):
    """The coordinator, reading in Easy Finnish; the grief group meets next week too."""
    start = now() + timedelta(days=7)
    with unit_of_work():
        db.session.add(
            Meeting(organisation_id=1, circle=town.group, starts_at=start, ends_at=start)
        )
    return browser.sign_in(town.kaisa)


def is_easy(page):
    broken = broken_on_page(str(page))
    assert not broken, broken
    return True


@pytest.mark.parametrize("page", "show tasks about where privacy leaders members end".split())
def test_a_groups_pages(kaisa, town, page):
    assert is_easy(kaisa.open(f"groups.{page}", group_id=town.group.id, **EASY))


@pytest.mark.parametrize("page", ["index", "start"])
def test_the_list_and_the_beginning(kaisa, page):
    assert is_easy(kaisa.open(f"groups.{page}", **EASY))


@pytest.mark.parametrize("page", "about where privacy leaders members".split())
def test_what_is_said_of_a_wrong_answer(kaisa, town, page):
    answer = {"group_id": town.group.id, "status": 422, **EASY}
    assert is_easy(kaisa.send(f"groups.{page}", {"online_url": "x"}, **answer))


@pytest.mark.parametrize("page", ["edit", "cancel"])
def test_a_meetings_pages(kaisa, town, page):
    assert is_easy(kaisa.open(f"meetings.{page}", meeting_id=town.meeting.id, **EASY))


def test_planning_a_series(kaisa, town):
    at = {"circle_id": town.group.id, **EASY}
    assert is_easy(kaisa.open("meetings.plan", **at))
    assert is_easy(kaisa.send("meetings.plan", {}, status=422, **at))
    days = {**SERIES, "first_day": (now() + timedelta(days=1)).date().isoformat()}
    assert is_easy(kaisa.send("meetings.plan", {**days, "until": "2020-01-01"}, status=422, **at))
    assert is_easy(kaisa.send("meetings.plan", days, status=200, **at))


def test_a_draft_before_it_is_published(kaisa, town):
    with unit_of_work():
        town.group.published_at = None
    for page in ("tasks", "end"):
        assert is_easy(kaisa.open(f"groups.{page}", group_id=town.group.id, **EASY))


def test_the_pages_of_strangers(kaisa, town):
    at = {"organisation": "mielen", **EASY}
    kaisa.sign_in(None)
    assert is_easy(kaisa.open("groups.organisation", **at))
    for facts in (
        {"keeps_names": False, "online_url": "https://kokous.example", "shows_leaders": True},
        {"ended_at": now()},
    ):
        with unit_of_work():
            for name, value in facts.items():
                setattr(town.group, name, value)
        assert is_easy(kaisa.open("groups.public", group_slug="grief-group", **at))
