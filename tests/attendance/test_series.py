"""A whole series on a page, on paper and in a file."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from webapp import audit
from webapp.attendance import operations, queries, series
from webapp.attendance.models import Mark
from webapp.attendance.terms import Term, between
from webapp.circles.models import MemberStatus
from webapp.db import db, now, unit_of_work
from webapp.meetings.models import Meeting, MeetingState


@pytest.fixture
def fanni(town, browser):
    with unit_of_work():
        town.meeting.starts_at = datetime(2026, 9, 7, 15, tzinfo=UTC)
        town.meeting.ends_at = town.meeting.starts_at + timedelta(hours=1)
    return browser.sign_in(town.fanni)


def another(town, starts_at, **values):
    meeting = Meeting(
        organisation_id=town.group.organisation_id,
        circle=town.group,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        **values,
    )
    with unit_of_work():
        db.session.add(meeting)
    return meeting


def marked(town, meeting, **names):
    people = {member.name: member for member in town.group.participants}
    with unit_of_work():
        for name, mark in names.items():
            operations.mark(meeting, people[name], Mark(mark))


def series_page(browser, town, **query):
    return browser.open("attendance.whole", circle_id=town.group.id, **query)


def rows(page):
    return [
        [cell.get_text(" ", strip=True) for cell in line.select("th, td")]
        for line in page.select("tbody tr")
    ]


def test_a_series_is_seen_at_a_glance_and_read_aloud(fanni, town):
    marked(town, town.meeting, Hilkka="present", Antti="excused")
    another(town, datetime(2026, 9, 14, 15, tzinfo=UTC), state=MeetingState.CANCELLED)
    assert rows(series_page(fanni, town, term="2026-autumn")) == [
        ["Antti", "e Told us beforehand", "", "0"],
        ["Hilkka", "✓ There", "", "1"],
        ["Sinitiainen", "", "", "0"],
        ["People", "1", "", ""],
    ]
    assert "Cancelled" in series_page(fanni, town, term="2026-autumn").select_one("thead").text


def test_a_series_is_paged_by_terms(fanni, town):
    another(town, datetime(2026, 3, 2, 15, tzinfo=UTC))
    page = series_page(fanni, town)
    chips = [a.text for a in page.select(".chips a")]
    assert chips == ["Autumn 2026", "Spring 2026", "All meetings"]
    spring = series_page(fanni, town, term="2026-spring")
    assert len(spring.select("thead a")) == 1
    for odd in ("2026-winter", "1999-spring", "9999-autumn", "x" * 500):
        assert series_page(fanni, town, term=odd).select_one("[aria-current=page]")


def test_all_terms_are_on_one_page_and_in_one_file(fanni, town):
    spring = another(town, datetime(2026, 3, 2, 15, tzinfo=UTC))
    marked(town, spring, Hilkka="present")
    marked(town, town.meeting, Hilkka="present")
    page = series_page(fanni, town)
    page = fanni.get(page.find("a", string="All meetings")["href"])
    assert page.select_one(".chips [aria-current=page]").text == "All meetings"
    assert ["Hilkka", "✓ There", "✓ There", "2"] in rows(page)
    assert page.select("a[href*='attendance.xlsx?term=all']")
    assert "Hilkka;✓;✓;2" in file_of(fanni, town, "csv", term="all", names=1)


def test_the_new_years_night_is_of_the_new_year():
    spring, autumn = Term(2026, False), Term(2026, True)
    assert spring.span[1] == autumn.span[0] and autumn.next == Term(2027, False)
    assert Term.of(date(2026, 7, 31)) == spring and Term.of(date(2026, 8, 1)) == autumn
    assert between(spring, Term(2027, False)) == [spring, autumn, Term(2027, False)]


def test_whoever_has_left_is_seen_where_they_came(fanni, town):
    marked(town, town.meeting, Hilkka="present")
    with unit_of_work():
        for member in town.group.participants:
            member.status = MemberStatus.LEFT
    page = series_page(fanni, town, term="2026-autumn")
    assert [row[0] for row in rows(page)] == ["Hilkka", "People"]


def test_a_group_without_names_has_only_its_numbers(fanni, town):
    with unit_of_work():
        operations.count(town.meeting, 7)
        town.group.keeps_names = False
    page = series_page(fanni, town, term="2026-autumn")
    assert rows(page) == [["People", "7"]]
    assert "Hilkka" not in page.text and "With names" not in page.text
    assert "Hilkka" not in file_of(fanni, town, "csv", names=1)
    assert "Hilkka" not in fanni.open("attendance.sheet", circle_id=town.group.id).text
    assert "Hilkka" not in fanni.open("attendance.fill", circle_id=town.group.id).text


def test_a_series_takes_as_many_statements_however_long(fanni, town, statements):
    series_page(fanni, town)
    with statements() as few:
        series_page(fanni, town, term="2026-autumn")
    for week in range(1, 8):
        meeting = another(town, town.meeting.starts_at + timedelta(weeks=week))
        marked(town, meeting, Hilkka="present", Antti="absent")
    db.session.expire_all()
    with statements() as many:
        assert len(series_page(fanni, town, term="2026-autumn").select("thead a")) == 8
    assert len(few) == len(many) <= 12


def file_of(browser, town, ending, **query):
    values = {"circle_id": town.group.id, "ending": ending, **query}
    answer = browser.client.get(browser.url("attendance.export_file", "en", values))
    db.session.rollback()
    assert answer.status_code == 200 and answer.headers["Cache-Control"].endswith("no-store")
    data = answer.get_data()
    return data.decode("utf-8-sig") if ending == "csv" else load_workbook(BytesIO(data))


def test_a_file_without_names_holds_numbers_only(fanni, town):
    marked(town, town.meeting, Hilkka="present", Antti="excused")
    lines = csv.reader(StringIO(file_of(fanni, town, "csv")), delimiter=";")
    assert list(lines) == [
        ["Day", "How it went", "People", "There", "Absent", "Told us beforehand"],
        ["2026-09-07", "Held", "1", "1", "0", "1"],
    ]
    assert file_of(fanni, town, "xlsx").sheetnames == ["Meetings"]
    assert db.session.scalars(audit.entries(town.ours.id)).all() == []


def test_a_file_with_names_is_remembered_in_the_log(fanni, town):
    with unit_of_work():
        town.group.participants[0].name = "=cmd|' /C calc'!A0"
    marked(town, town.meeting, Antti="present")
    text = file_of(fanni, town, "csv", names=1)
    assert "'=cmd" in text and "Antti;✓;1" in text
    book = file_of(fanni, town, "xlsx", names=1)
    assert book.sheetnames == ["Names", "Meetings"]
    assert (
        book["Names"]["A2"].value == "=cmd|' /C calc'!A0" and book["Names"]["A2"].data_type == "s"
    )
    actions = [(e.action, e.actor_id) for e in db.session.scalars(audit.entries(town.ours.id))]
    assert actions == [("attendance.exported", town.fanni.id)] * 2


def test_a_sheet_is_printed_for_the_next_meetings(fanni, town):
    for week in range(1, 7):
        another(town, now() + timedelta(weeks=week))
    page = fanni.open("attendance.sheet", circle_id=town.group.id)
    assert len(page.select("thead th")) == 1 + 4
    names = [th.text for th in page.select("tbody th")]
    assert names == ["Antti", "Hilkka", "Sinitiainen", "How many in all"]
    assert len(page.select("tbody tr")) == 3 + 8 + 1
    one = fanni.open("attendance.sheet", circle_id=town.group.id, first=town.meeting.id, meetings=1)
    assert "7 Sep" in one.thead.text and len(one.select("thead th")) == 2
    fanni.open("attendance.sheet", circle_id=town.group.id, first="x", meetings=10**12)
    with unit_of_work():
        town.meeting.starts_at = now() + timedelta(days=1)
        town.meeting.ends_at = now() + timedelta(days=2)
        town.meeting.state = MeetingState.CANCELLED
    page = fanni.open("attendance.sheet", circle_id=town.group.id)
    assert "CANCELLED" in page.thead.text and page.select_one("th del")


def test_a_printed_sheet_is_entered_for_many_meetings_at_once(fanni, town):
    people = {member.name: member.id for member in town.group.participants}
    first = town.meeting
    second = another(town, now() - timedelta(days=7))
    empty = another(town, now() - timedelta(days=1))
    form = {
        f"here-{people['Hilkka']}-{first.id}": "1",
        f"here-{people['Antti']}-{first.id}": "1",
        f"count-{second.id}": "5",
    }
    with unit_of_work():
        for member in town.group.members:
            member.joined_at = now() - timedelta(days=99)
    fanni.send("attendance.fill", form, circle_id=town.group.id)
    assert queries.marks(first) == {
        people["Hilkka"]: "present", people["Antti"]: "present", people["Sinitiainen"]: "absent"
    }  # fmt: skip
    assert second.headcount == 5 and second.state == MeetingState.HELD
    assert empty.state == MeetingState.PLANNED
    assert series.to_fill(town.group) == [empty]


def test_newcomers_and_the_excused_are_entered_from_the_sheet(fanni, town):
    antti = next(member for member in town.group.participants if member.name == "Antti")
    at = town.meeting.id
    page = fanni.open("attendance.fill", circle_id=town.group.id)
    assert page.select_one("[name=new0]") and page.select_one(f"[name=excused-{antti.id}-{at}]")
    form = {f"excused-{antti.id}-{at}": "1", "new0": " Uusi  Ulla ", f"here-new0-{at}": "1"}
    page = fanni.send("attendance.fill", {"new0": "Ulla"}, circle_id=town.group.id, status=422)
    assert "Tick when Ulla came" in page.select_one(".error-summary").text
    assert page.select_one("[name=new0]")["value"] == "Ulla"
    fanni.send("attendance.fill", form, circle_id=town.group.id)
    names = {member.id: member.name for member in town.group.members}
    marks = {names[id_]: str(mark) for id_, mark in queries.marks(town.meeting).items()}
    assert marks == {
        "Antti": "excused", "Uusi Ulla": "present", "Hilkka": "absent", "Sinitiainen": "absent"
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["-1", "many", "1001", "²"])
def test_a_strange_number_on_the_sheet_is_pointed_out_and_nothing_is_lost(fanni, town, typed):
    tick = f"here-{town.group.participants[0].id}-{town.meeting.id}"
    form = {tick: "1", f"count-{town.meeting.id}": typed}
    page = fanni.send("attendance.fill", form, circle_id=town.group.id, status=422)
    assert "Enter a number from 0 to 1000" in page.select_one(".error-summary").text
    assert page.select_one(f"[name={tick}]").has_attr("checked")
    assert page.select_one(f"[name=count-{town.meeting.id}]")["value"] == typed
    assert queries.marks(town.meeting) == {}


def test_the_history_tells_who_marked_what(fanni, town):
    fanni.send(
        "attendance.mark",
        {f"here-{town.ids['member_id']}": "1"},
        status=200,
        target="tally",
        meeting_id=town.meeting.id,
        member_id=town.ids["member_id"],
    )
    page = fanni.open("attendance.history", meeting_id=town.meeting.id)
    assert "Antti: There" in page.text and "Fanni" in page.select_one(".rows").text
