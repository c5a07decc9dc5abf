"""Where anyone finds a group that suits."""

from datetime import datetime, timedelta

import pytest

from webapp import texts
from webapp.db import db, now, unit_of_work
from webapp.groups import index
from webapp.groups.models import Audience, Group, Visibility
from webapp.guides import topics
from webapp.guides.models import Topic
from webapp.i18n import at_helsinki, today
from webapp.meetings.models import Meeting, MeetingState
from webapp.search import synonyms


def group(name, weekday=0, clock="18:00", **facts):
    """A public group that meets next on that weekday."""
    published = {"visibility": Visibility.PUBLIC, "published_at": now()}
    made = Group(organisation_id=1, name=name, slug=name.lower(), **{**published, **facts})
    ahead = (weekday - today().weekday() - 1) % 7 + 1
    start = at_helsinki(today() + timedelta(days=ahead), datetime.strptime(clock, "%H:%M").time())
    meeting = Meeting(
        organisation_id=1, circle=made, starts_at=start, ends_at=start + timedelta(hours=1)
    )
    with unit_of_work():
        db.session.add_all([made, meeting])
        db.session.flush()
        texts.write(made, "name", "fi", name)
        index.put([made])
    return made


@pytest.fixture
def groups(town):
    """Three more beside the grief group, which meets now in Oulu, in Finnish."""
    return [
        group("Carers", 1, "10:00", municipality="Turku", place="Library", welcomes={"step-free"}),
        group("Sofa", 2, "18:30", online_url="https://meet.example", language="sv"),
        group("Hybrid", 4, "14:00", municipality="Oulu", place="Hall", online_url="https://x.fi"),
    ]


def names(page):
    return [h2.text.strip() for h2 in page.select("#results .card h2")]


def test_the_group_that_meets_soonest_comes_first(groups, browser):
    assert names(browser.open("groups.find"))[0] == "Grief group"


def test_a_meeting_that_is_cancelled_is_told_before_the_next_one(groups, browser, town):
    off = db.session.scalars(db.select(Meeting).where(Meeting.circle_id == groups[0].id)).one()
    with unit_of_work():
        off.state, off.reason = MeetingState.CANCELLED, "The house is closed"
        later = off.starts_at + timedelta(weeks=1)
        ends = later + timedelta(hours=1)
        db.session.add(Meeting(organisation_id=1, circle=groups[0], starts_at=later, ends_at=ends))
    found = browser.open("groups.find")
    card = next(card for card in found.select("#results .card") if "Carers" in card.text)
    assert "Cancelled" in card.text and card.s
    row = browser.open("groups.organisation", organisation=town.ours.slug).find("s").parent
    assert "Cancelled" in row.text
    others = (card for card in found.select("#results .card") if "Carers" not in card.text)
    assert all("Cancelled" not in card.text for card in others)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"weekday": "1"}, ["Carers"]),
        ({"part": "morning"}, ["Carers"]),
        ({"part": ["day", "morning"]}, ["Carers", "Hybrid"]),
        ({"municipality": "Turku"}, ["Carers"]),
        ({"language": "sv"}, ["Sofa"]),
        ({"way": "online"}, ["Hybrid", "Sofa"]),
        ({"way": "both"}, ["Hybrid"]),
        ({"welcome": "step-free"}, ["Carers"]),
        ({"municipality": "Oulu", "way": "online"}, ["Hybrid"]),
        ({"words": "carer"}, ["Carers"]),
        ({"weekday": "9", "municipality": "Nowhere"}, ["Carers", "Hybrid", "Sofa"]),
    ],
)
def test_a_group_is_found_by_what_matters(groups, browser, wanted, found):
    others = {*names(browser.open("groups.find", **wanted))} - {"Grief group"}  # it meets now
    assert sorted(others) == found


def test_a_group_is_found_by_its_topic(groups, browser):
    with unit_of_work():
        groups[0].topics = [Topic(slug="care", name_fi="omaiset", name_en="carers")]
    assert names(browser.open("groups.find", topic="care")) == ["Carers"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mieheni kuoli", "Sururyhmä"),
        ("leski", "Sururyhmä"),
        ("menetin läheiseni", "Sururyhmä"),
        ("masennus", "Mielen rinki"),
        ("olen masentunut", "Mielen rinki"),
        ("alkoholi", "Selvä päivä"),
        ("drinking alcohol", "Selvä päivä"),
        ("sorg", "Sururyhmä"),
        ("xyzzy Oulussa", "Mielen rinki"),
    ],
)
def test_a_group_is_found_by_what_has_happened(town, browser, typed, found):
    synonyms.load()
    mind = Topic(slug="m", name_fi="mielenterveys", synonyms="masennus;ahdistus")
    group("Mielen rinki", municipality="Oulu", topics=[mind])
    group("Sururyhmä", municipality="Turku")
    group("Selvä päivä", topics=[Topic(slug="p", name_fi="päihteet ja riippuvuudet")])
    assert names(browser.open("groups.find", words=typed))[0] == found


def test_a_topic_that_gets_another_name_finds_its_groups_at_once(groups, browser):
    with unit_of_work():
        groups[0].topics = [Topic(slug="care", name_fi="omaiset")]
        db.session.flush()
        topics.change(groups[0].topics[0], {"name_fi": "puutarha"}, "", None)
    assert names(browser.open("groups.find", words="puutarhassa")) == ["Carers"]


def test_a_group_is_found_by_whom_it_is_for(groups, browser):
    with unit_of_work():
        groups[0].audiences = {Audience.WOMEN, Audience.RELATIVES}
    assert names(browser.open("groups.find", audience="women")) == ["Carers"]
    assert "Carers" not in names(browser.open("groups.find", audience="everyone"))


def test_each_filter_tells_how_many_it_would_show(groups, browser):
    page = browser.open("groups.find", municipality="Turku")
    assert page.find(id="municipality-Oulu-count").text == "2"
    assert page.find(id="language-sv-count").text == "", "there is none in Turku"


@pytest.mark.parametrize(
    "facts",
    [
        {"visibility": Visibility.UNLISTED},
        {"visibility": Visibility.INTERNAL},
        {"visibility": None},
        {"published_at": None},
        {"ended_at": datetime(2026, 1, 1).astimezone()},
    ],
    ids=lambda facts: next(iter(facts)),
)
def test_only_what_is_for_all_to_find_is_found(town, browser, facts):
    with unit_of_work():
        for name, value in facts.items():
            setattr(town.group, name, value)
    assert names(browser.open("groups.find")) == []


def test_when_nothing_is_found_there_is_a_way_on(groups, browser):
    page = browser.open("groups.find", words="xyzzy")
    assert "No group matches" in page.main.text
    assert page.find("a", string=lambda s: s and "Show all groups" in s)


def test_a_month_shows_its_days_and_what_is_called_off(groups, town, browser):
    with unit_of_work():
        town.meeting.state = MeetingState.CANCELLED
    page = browser.open("groups.find", view="calendar")
    day = page.find(id=f"d{today().day}")
    assert "Grief group" in day.text and "Cancelled" in day.text
    assert page.select_one(f".month a[href='#d{today().day}']")


@pytest.mark.parametrize("month", ["2026-13", "x", "9999-12", "0001-01", "2026-11-05", ""])
def test_an_odd_month_is_this_month(town, browser, month):
    page = browser.open("groups.find", view="calendar", month=month)
    assert page.find(id=f"d{today().day}")


def test_with_htmx_only_the_results_and_figures_change(groups, browser):
    page = browser.open("groups.find", target="results", words="Sofa")
    assert page.html is None and names(page) == ["Sofa"]
    assert page.find(id="language-sv-count").text == "1"


def test_the_page_takes_as_many_statements_however_many_groups(groups, browser, statements):
    def counted(**how):
        with statements() as seen:
            browser.open("groups.find", **how)
        return len(seen)

    before = counted(), counted(view="calendar")
    for number in range(15):
        group(f"More{number}", number % 7)
    assert (counted(), counted(view="calendar")) == before
    assert max(before) <= 12


def test_when_a_month_is_nearly_over_the_weeks_ahead_are_shown(town, browser, clock):
    clock(datetime(2026, 11, 28, 9).astimezone())
    page = browser.open("groups.find", view="calendar")
    assert "The next four weeks" in page.main.text
    days = [cell.text.strip() for cell in page.select(".month td")]
    assert (days[0], days[-1], len(days)) == ("23", "20", 28)


def test_those_who_find_nothing_are_led_on(town, browser):
    with unit_of_work():
        town.ours.contact_phone = "040 123 4567"
    page = browser.open("groups.find", words="xyzzy")
    for way in ("I'd like to start a group", "040 123 4567", "112"):
        assert way in page.main.text
