"""Attendance by an address: a substitute for one evening, and a leader who comes from a mail."""

from datetime import timedelta

import pytest

from tests.browser import Browser
from webapp import passes
from webapp.attendance import forgetting, operations, queries, substitutes
from webapp.attendance.models import Attendance, Mark
from webapp.circles import operations as circles
from webapp.circles.models import CircleRole
from webapp.db import db, now, unit_of_work
from webapp.meetings.models import MeetingState
from webapp.passes import Purpose


@pytest.fixture
def fanni(browser, town):
    browser.sign_in(town.fanni)
    return browser


@pytest.fixture
def stranger(app, town):
    """The phone of someone who has only the link."""
    return Browser(app.test_client())


def asks_a_substitute(fanni, town):
    fanni.send("attendance.substitute", {"deed": "ask"}, meeting_id=town.meeting.id)
    fanni.follow()
    return substitutes.address_of(town.meeting).partition("localhost")[2]


def people(town):
    return {member.name: member for member in town.group.participants}


def marks(town):
    db.session.rollback()
    names = {member.id: name for name, member in people(town).items()}
    return {names[id]: str(mark) for id, mark in queries.marks(town.meeting).items()}


def test_a_substitute_takes_attendance_without_an_account(fanni, stranger, town):
    page = stranger.get(f"{asks_a_substitute(fanni, town)}/en")
    assert "Hilkka" in page.text and "tell them to nobody" in page.text
    hilkka, antti = (people(town)[name].id for name in ("Hilkka", "Antti"))
    form = {f"was-{m.id}": "" for m in people(town).values()}
    form |= {f"here-{hilkka}": "1", f"excused-{antti}": "1", "newcomers": "Onni\n\nhilkka"}
    page = stranger.post(at(town, Purpose.SUBSTITUTE), form, status=200)
    assert "Attendance is saved." in page.text
    assert marks(town) == {
        "Hilkka": "present", "Antti": "excused", "Sinitiainen": "absent", "Onni": "present"
    }  # fmt: skip
    assert town.meeting.state == MeetingState.HELD


def at(town, purpose):
    return f"/p/{passes.issue(purpose, town.meeting.id, 1).token}/en"


def test_the_link_opens_nothing_when_it_is_closed_or_old(fanni, stranger, town, clock):
    asks_a_substitute(fanni, town)
    address = at(town, Purpose.SUBSTITUTE)
    stranger.get(address)
    fanni.send("attendance.substitute", {"deed": "close"}, meeting_id=town.meeting.id)
    assert "Hilkka" not in stranger.get(address, status=404).text
    asks_a_substitute(fanni, town)
    assert at(town, Purpose.SUBSTITUTE) != address, "a closed address does not come back"
    clock(town.meeting.ends_at + timedelta(hours=25))
    stranger.get(at(town, Purpose.SUBSTITUTE), status=404)


def test_a_link_from_a_mail_is_for_one_use(stranger, town, clock):
    with unit_of_work():
        passes.issue(Purpose.UNRECORDED, town.meeting.id, 1)
    address = at(town, Purpose.UNRECORDED)
    clock(town.meeting.ends_at + timedelta(hours=12))
    for _look in range(2):  # a mail program looks first: that uses nothing up
        assert "Hilkka" in stranger.get(address).text
    form = {f"was-{m.id}": "" for m in people(town).values()} | {"headcount": "4"}
    stranger.post(address, form, status=200)
    assert town.meeting.headcount == 4
    page = stranger.get(address)
    assert "Somebody has already told" in page.text and "Hilkka" not in page.text


def test_a_meeting_that_did_not_happen_is_told_by_the_link_too(stranger, town, clock):
    with unit_of_work():
        passes.issue(Purpose.UNRECORDED, town.meeting.id, 1)
    clock(town.meeting.ends_at + timedelta(hours=12))
    page = stranger.post(at(town, Purpose.UNRECORDED), {"reason": "ill"}, status=200)
    assert "reported as not held" in page.text
    assert town.meeting.state == MeetingState.NOT_HELD


def test_odd_input_keeps_what_was_typed(fanni, stranger, town):
    asks_a_substitute(fanni, town)
    form = {"headcount": "-4", "newcomers": "Onni"}
    page = stranger.post(at(town, Purpose.SUBSTITUTE), form, status=422)
    assert "Enter a number from 0 to 1000" in page.text
    assert page.select_one("[name=newcomers]").text.strip() == "Onni"
    assert "Onni" not in people(town)


def test_where_no_names_are_kept_a_number_is_all_that_is_asked(fanni, stranger, town):
    with unit_of_work():
        forgetting.forget_names(town.group)
        circles.forget_names(town.group)
    asks_a_substitute(fanni, town)
    page = stranger.get(at(town, Purpose.SUBSTITUTE))
    assert not page.select("[name=newcomers], [type=checkbox]")
    assert "Enter how many" in stranger.post(at(town, Purpose.SUBSTITUTE), {}, status=422).text
    stranger.post(at(town, Purpose.SUBSTITUTE), {"headcount": "7"}, status=200)
    assert town.meeting.headcount == 7


def test_one_who_only_takes_attendance_sees_nothing_else(browser, town):
    with unit_of_work():
        circles.appoint(town.group, town.leo, CircleRole.ASSISTANT)
    browser.sign_in(town.leo)
    page = browser.open("home.today")
    page = browser.get(page.select_one("a[href*='attendance']")["href"])
    assert "Hilkka" in page.text
    browser.open("groups.show", status=403, group_id=town.group.id)
    browser.open("agendas.show", status=403, meeting_id=town.meeting.id)
    assert "Plan" not in [link.text.strip() for link in browser.open("home.today").select("a")]


def test_names_become_numbers_for_good(town):
    hilkka, sini, _antti = town.group.participants
    with unit_of_work():
        operations.mark(town.meeting, hilkka, Mark.PRESENT)
        operations.mark(town.meeting, sini, Mark.PRESENT)
    assert forgetting.names_of(town.group) == forgetting.Names(people=3, marks=2)
    with unit_of_work():
        forgetting.forget_names(town.group)
        circles.forget_names(town.group)
    assert town.meeting.headcount == 2
    assert db.session.query(Attendance).count() == 0
    assert {member.name for member in town.group.members} == {"Fanni", ""}


def test_leaders_notice_who_is_new_and_who_has_been_away(fanni, town, clock):
    hilkka, sini, _antti = town.group.participants
    begun = now()
    with unit_of_work():
        for week in range(4, 0, -1):
            when = begun - timedelta(weeks=week)
            past = type(town.meeting)(
                organisation_id=1, circle=town.group, starts_at=when, ends_at=when
            )
            db.session.add(past)
            db.session.flush()
            operations.mark(past, hilkka, Mark.PRESENT)
            operations.mark(past, sini, Mark.PRESENT if week == 4 else Mark.ABSENT)
    page = fanni.open("attendance.take", meeting_id=town.meeting.id)
    rows = {row.select_one("[translate=no]").text: row.text for row in page.select("li.toggle")}
    assert "last here" in rows["Sinitiainen"]
    assert "new" in rows["Antti"]
    assert "last here" not in rows["Hilkka"] and "new" not in rows["Hilkka"]
