from datetime import timedelta

import pytest

from webapp.audit import AuditEntry
from webapp.circles.models import CircleRole, Member
from webapp.db import db, now, unit_of_work
from webapp.groups.models import Group
from webapp.meetings.models import Meeting, MeetingState


@pytest.fixture
def fanni(town, browser):
    return browser.sign_in(town.fanni)


def coming(town, days=7):
    meeting = Meeting(
        organisation_id=1,
        circle=town.group,
        starts_at=now() + timedelta(days=days),
        ends_at=now() + timedelta(days=days, hours=1),
    )
    with unit_of_work():
        db.session.add(meeting)
    return meeting


def names(page):
    return [li.a.text.strip() for li in page.select("#results li")]


def new_group(name, **facts):
    group = Group(organisation_id=1, name=name, slug=name.lower().replace(" ", "-"), **facts)
    with unit_of_work():
        db.session.add(group)
    return group


def test_a_coordinator_sees_all_groups_the_own_ones_first(town, browser):
    own = new_group("Zumba")
    new_group("Anonymous")
    with unit_of_work():
        leader = Member(organisation_id=1, name="Kaisa", user=town.kaisa, role=CircleRole.LEADER)
        own.members.append(leader)
    page = browser.sign_in(town.kaisa).open("groups.index")
    assert names(page) == ["Zumba", "Anonymous", "Grief group"]


def test_a_leader_sees_only_the_groups_he_or_she_leads(fanni, town):
    new_group("Anonymous")
    assert names(fanni.open("groups.index")) == ["Grief group"]
    assert names(fanni.sign_in(town.leo).open("groups.index")) == []


def test_another_organisations_groups_are_not_listed(town, browser):
    assert names(browser.sign_in(town.olli).open("groups.index")) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("grief", True),
        ("GRIEF oulu", True),
        ("kirjasto", True),
        ("grief turku", False),
        ("%", False),
    ],
)
def test_search_finds_by_name_and_place(fanni, words, found):
    page = fanni.open("groups.index", words=words, target="results")
    assert page.html is None and bool(names(page)) is found


def test_a_meeting_that_nobody_recorded_shows_in_the_list(fanni, town):
    with unit_of_work():
        town.meeting.ends_at = now() - timedelta(minutes=1)
    assert "1 not recorded" in fanni.open("groups.index").select_one("#results li").text


def test_the_list_takes_as_many_statements_however_many_groups(town, browser, statements):
    browser.sign_in(town.kaisa)
    with statements() as few:
        browser.open("groups.index")
    for number in range(12):
        new_group(f"Group {number}")
    coming(town)
    with statements() as many:
        assert len(names(browser.open("groups.index"))) == 13
    assert len(few) == len(many)


def test_a_groups_page_takes_as_many_statements_however_many_meetings(fanni, town, statements):
    coming(town)
    with unit_of_work():
        town.meeting.ends_at, town.meeting.state = now(), MeetingState.HELD
    fanni.open("groups.show", group_id=town.group.id)  # the test itself remembers the texts
    with statements() as few:
        fanni.open("groups.show", group_id=town.group.id)
    for days in (*range(-9, -1), *range(8, 20)):
        coming(town, days)
    with statements() as many:
        fanni.open("groups.show", group_id=town.group.id)
    assert len(few) == len(many)


def test_the_next_meeting_comes_first_and_attendance_is_one_tap_away(fanni, town):
    card = fanni.open("groups.show", group_id=town.group.id).select_one("#next")
    assert "Kirjasto, Oulu" in card.text
    assert card.select_one(f"a[href='/en/meetings/{town.meeting.id}/attendance']")
    assert card.select_one(f"a[href='/en/meetings/{town.meeting.id}/feedback']")


def test_attendance_is_not_offered_before_its_day(fanni, town):
    with unit_of_work():
        town.meeting.state = MeetingState.CANCELLED
    next_week = coming(town)
    card = fanni.open("groups.show", group_id=town.group.id).select_one("#next")
    assert not card.select_one("a[href$='/attendance']")
    assert card.select_one(f"a[href='/en/meetings/{next_week.id}']")


def test_past_meetings_tell_whether_they_were_recorded(fanni, town):
    for days, state in ((-2, "held"), (-3, "planned"), (-4, "not_held"), (-5, "cancelled")):
        meeting = coming(town, days)
        with unit_of_work():
            meeting.state, meeting.headcount = MeetingState(state), 6
    rows = fanni.open("groups.show", group_id=town.group.id).select("#past li")
    said = ["6 people there", "Not recorded", "Not held", "Cancelled"]
    assert all(words in row.text for words, row in zip(said, rows, strict=True))


def test_older_meetings_are_on_the_next_page(fanni, town):
    for days in range(-14, -1):
        coming(town, days)
    page = fanni.open("groups.show", group_id=town.group.id)
    assert len(page.select("#past li")) == 10
    older = fanni.open("groups.show", group_id=town.group.id, page=2, target="past")
    assert len(older.select("li")) == 3


def test_participants_are_put_on_the_list_renamed_and_taken_off(fanni, town):
    at = {"group_id": town.group.id}
    fanni.send("groups.members", {"name": "  Onni  Matias "}, **at)
    onni = town.group.participants[-1]
    assert onni.name == "Onni Matias" and onni.contact is None
    fanni.send("groups.rename", {"name": "Onni"}, member_id=onni.id, **at)
    assert "Onni" in fanni.follow().main.text
    fanni.send("groups.remove", member_id=onni.id, **at)
    assert "Onni" not in [member.name for member in town.group.participants]
    fanni.send("groups.remove", member_id=onni.id, **at)  # by a double tap


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_participant_without_a_name_or_with_a_huge_one_is_not_added(fanni, town, name):
    page = fanni.send("groups.members", {"name": name}, status=422, group_id=town.group.id)
    assert page.select_one(".error-summary a[href='#name']")
    assert len(town.group.participants) == 3


def test_a_group_that_keeps_no_names_has_no_list(fanni, town):
    with unit_of_work():
        town.group.keeps_names = False
    page = fanni.open("groups.members", group_id=town.group.id)
    assert "Hilkka" not in page.text and not page.select("#name")
    fanni.send("groups.members", {"name": "Onni"}, status=409, group_id=town.group.id)


def test_a_member_of_another_group_is_not_touched_through_this_one(fanni, town):
    other = new_group("Anonymous")
    with unit_of_work():
        stranger = Member(organisation_id=1, name="Ella", role=CircleRole.PARTICIPANT)
        other.members.append(stranger)
    at = {"group_id": town.group.id, "member_id": stranger.id}
    fanni.open("groups.rename", status=403, **at)
    fanni.send("groups.remove", status=403, **at)


def test_a_leader_is_not_taken_off_by_the_participants_page(fanni, town):
    leader = town.group.leaders[0]
    fanni.send("groups.remove", group_id=town.group.id, member_id=leader.id)
    assert town.group.leaders == [leader]


def test_the_group_ends_and_its_coming_meetings_with_it(fanni, town):
    next_week, at = coming(town), {"group_id": town.group.id}
    assert "can't be opened again" in fanni.open("groups.end", **at).main.text
    fanni.send("groups.end", **at)
    fanni.send("groups.end", **at)
    assert town.group.ended_at and next_week.state == "cancelled"
    assert town.meeting.state == "planned"
    page = fanni.follow()
    assert "Ended" in page.main.text and not page.select("a[href$='/meetings/new']")
    assert [entry.action for entry in db.session.query(AuditEntry)] == ["group.ended"]


PAGES = "show tasks about where privacy leaders members end"


@pytest.mark.parametrize("page", PAGES.split())
def test_only_those_who_lead_the_group_get_in(fanni, town, page):
    endpoint, at = f"groups.{page}", {"group_id": town.group.id}
    assert fanni.open(endpoint, **at).h1
    assert fanni.sign_in(town.kaisa).open(endpoint, **at).h1
    fanni.sign_in(town.leo).open(endpoint, status=403, **at)
    fanni.sign_in(town.olli).open(endpoint, status=404, **at)
    fanni.sign_in(None).open(endpoint, status=303, **at)


def test_taking_away_a_leader_tells_first_what_it_means(town, browser):
    page = browser.sign_in(town.kaisa).open("groups.leaders", group_id=town.group.id)
    asked = page.select_one("details")
    assert "Fanni can then no longer open the group" in asked.text and asked.select_one("form")


def test_a_coordinator_sees_what_a_leader_has_learned(town, browser):
    page = browser.sign_in(town.kaisa).open("groups.leaders", group_id=town.group.id)
    link = page.find("a", string=lambda said: said and "Courses taken" in said) or page.select_one(
        "li a.meta"
    )
    assert "Courses taken" in browser.get(link["href"]).h1.text
    own = browser.sign_in(town.fanni).open("groups.leaders", group_id=town.group.id)
    assert not own.select("li a.meta")
