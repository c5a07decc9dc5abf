"""A circle may hold five hundred people: its pages open and save as those of a small one do."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from webapp.attendance import queries
from webapp.attendance.models import Absence, Attendance, Mark
from webapp.attendance.terms import Term
from webapp.circles.models import CircleRole, Joining, Member
from webapp.circles.operations import MOST_MEMBERS
from webapp.db import db, now, unit_of_work
from webapp.i18n import local, today
from webapp.meetings.models import Meeting, MeetingState

PAGES = {
    "groups.show": "group_id",
    "groups.members": "group_id",
    "joining.places": "circle_id",
    "attendance.take": "meeting_id",
    "attendance.history": "meeting_id",
    "attendance.whole": "circle_id",
    "attendance.sheet": "circle_id",
    "attendance.fill": "circle_id",
    "home.today": "",
}


@pytest.fixture
def circle(town):
    """Three come; it has met a fortnight ago, and of last week nobody has told."""
    return Circle(town.group)


class Circle:
    def __init__(self, group):
        self.group = group
        with unit_of_work():
            group.joining = Joining.OPEN
            self.held, self.waits = (
                Meeting(organisation_id=1, circle=group, starts_at=at, ends_at=at, state=state)
                for at, state in (
                    (now() - timedelta(weeks=2), MeetingState.HELD),
                    (now() - timedelta(weeks=1), MeetingState.PLANNED),
                )
            )
            db.session.add_all([self.held, self.waits])

    def grows_to(self, number):
        """So many come: all the new ones were there a fortnight ago, and can't come today."""
        mine = {"organisation_id": 1}
        with unit_of_work():
            comers = [
                Member(
                    circle=self.group,
                    role=CircleRole.PARTICIPANT,
                    name=f"Person {n:03}",
                    contact=f"person{n}@example.org",
                    **mine,
                )
                for n in range(len(self.group.participants), number)
            ]
            db.session.add_all(comers)
            db.session.flush()
            held, day = self.held.id, today()
            for id_ in [member.id for member in comers]:
                absence = Absence(member_id=id_, first_day=day, last_day=day, **mine)
                came = Attendance(meeting_id=held, member_id=id_, mark=Mark.PRESENT, **mine)
                db.session.add_all([absence, came])
        db.session.expire_all()


@pytest.mark.parametrize("endpoint", PAGES)
def test_each_page_of_a_full_circle_asks_as_much_as_that_of_a_small_one(
    browser, town, circle, statements, endpoint
):
    at = {PAGES[endpoint]: town.ids[PAGES[endpoint]]} if PAGES[endpoint] else {}
    browser.sign_in(town.fanni)
    circle.grows_to(50)
    browser.open(endpoint, **at)
    with statements() as few:
        browser.open(endpoint, **at)
    circle.grows_to(MOST_MEMBERS)
    with statements() as many:
        browser.open(endpoint, **at)
    assert len(few) == len(many) <= 1 + 12, "it begins, and asks no more than a page may"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_holds_all_of_a_full_circle(browser, town, circle, statements, ending):
    browser.sign_in(town.fanni)
    term = Term.of(local(circle.held.starts_at).date()).key
    address = browser.url(
        "attendance.export_file",
        "en",
        {"circle_id": circle.group.id, "ending": ending, "names": 1, "term": term},
    )
    asked = []
    for number in 50, MOST_MEMBERS:
        circle.grows_to(number)
        with statements() as seen:
            answer = browser.client.get(address)
        db.session.rollback()
        asked.append(len(seen))
    told = answer.data.decode("utf-8-sig") if ending == "csv" else all_cells(answer.data)
    assert told.count("Person ") == MOST_MEMBERS - 3
    assert asked[0] == asked[1]


def test_the_list_of_a_full_circle_is_saved_in_one_go(browser, town, circle):
    circle.grows_to(MOST_MEMBERS)
    browser.sign_in(town.fanni)
    people = queries.participants(town.meeting)
    ticks = {f"here-{member.id}": "1" for member in people}
    sent = ticks | {f"was-{member.id}": "" for member in people}
    browser.send("attendance.take", sent, meeting_id=town.meeting.id)
    assert queries.tally(town.meeting).named == MOST_MEMBERS


def test_a_full_sheet_is_filled_in_in_one_go(browser, town, circle):
    circle.grows_to(MOST_MEMBERS)
    browser.sign_in(town.fanni)
    people = queries.participants(circle.waits)
    ticks = {f"here-{member.id}-{circle.waits.id}": "1" for member in people}
    browser.send("attendance.fill", ticks, circle_id=circle.group.id)
    assert queries.tally(circle.waits).named == MOST_MEMBERS


def all_cells(data):
    sheets = load_workbook(BytesIO(data))
    return "\n".join(str(cell) for sheet in sheets for row in sheet.values for cell in row)
