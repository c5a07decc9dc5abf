from datetime import timedelta

import pytest

from webapp.attendance import operations, queries
from webapp.attendance.history import Tap
from webapp.attendance.models import Mark
from webapp.db import db, now, unit_of_work
from webapp.i18n import local
from webapp.joining import absences
from webapp.meetings.models import MeetingState


@pytest.fixture
def fanni(town, browser):
    """Fanni's phone on the attendance page of tonight's meeting."""
    return Evening(browser.sign_in(town.fanni), town)


class Evening:
    def __init__(self, browser, town):
        self.browser, self.meeting = browser, town.meeting
        self.people = {member.name: member for member in town.group.participants}

    def page(self):
        return self.browser.open("attendance.take", meeting_id=self.meeting.id)

    def tap(self, name, *ticks, **how):
        member = self.people[name]
        data = {f"{tick}-{member.id}": "1" for tick in ticks}
        ids = {"meeting_id": self.meeting.id, "member_id": member.id}
        return self.browser.send(
            "attendance.mark", data, target="tally", **{"status": 200, **how}, **ids
        )

    def save_all(self, **rows):
        """Send the list as a browser without JavaScript does: (shown before, ticked now)."""
        data = {}
        for name, (was, tick) in rows.items():
            member = self.people[name]
            data[f"was-{member.id}"] = was
            if tick:
                data[f"{tick}-{member.id}"] = "1"
        self.browser.send("attendance.take", data, meeting_id=self.meeting.id)

    def marks(self):
        marked = queries.marks(self.meeting)
        return {
            name: marked[member.id] for name, member in self.people.items() if member.id in marked
        }


def test_one_tap_marks_a_participant_and_answers_with_the_running_total(fanni):
    answer = fanni.tap("Hilkka", "here")
    assert fanni.marks() == {"Hilkka": Mark.PRESENT}
    assert answer.html is None and "1" in answer.select_one("#tally").text
    assert fanni.meeting.state == MeetingState.HELD


def test_tapping_twice_by_accident_harms_nothing(fanni):
    fanni.tap("Hilkka", "here")
    fanni.tap("Hilkka", "here")
    assert fanni.marks() == {"Hilkka": Mark.PRESENT}


def test_a_mark_can_be_corrected_later(fanni):
    fanni.tap("Hilkka", "here")
    fanni.tap("Hilkka")
    fanni.tap("Antti", "excused")
    assert fanni.marks() == {"Hilkka": Mark.ABSENT, "Antti": Mark.EXCUSED}


def test_without_javascript_the_whole_list_is_saved_by_one_button(fanni):
    fanni.save_all(Hilkka=("", "here"), Antti=("", "excused"), Sinitiainen=("", None))
    assert fanni.marks() == {
        "Hilkka": Mark.PRESENT, "Antti": Mark.EXCUSED, "Sinitiainen": Mark.ABSENT
    }  # fmt: skip


def test_two_leaders_saving_at_once_lose_nothing(fanni):
    fanni.tap("Hilkka", "here")  # on one phone
    fanni.save_all(Hilkka=("", None), Antti=("", "here"))  # on another, opened earlier
    assert fanni.marks()["Hilkka"] == Mark.PRESENT
    assert fanni.marks()["Antti"] == Mark.PRESENT


def test_a_correction_by_another_leader_stands_when_the_list_is_saved(fanni):
    fanni.tap("Hilkka", "here")
    fanni.tap("Hilkka")  # the other leader saw that she had left
    fanni.save_all(Hilkka=("present", "here"))
    assert fanni.marks()["Hilkka"] == Mark.ABSENT


def test_a_walk_in_becomes_a_participant_who_is_present(fanni, town):
    fanni.browser.send(
        "attendance.walk_in", {"name": "  Uusi   Ulla "}, meeting_id=fanni.meeting.id
    )
    newcomer = town.group.participants[-1]
    assert newcomer.name == "Uusi Ulla"
    assert queries.marks(fanni.meeting) == {newcomer.id: Mark.PRESENT}


def test_after_one_newcomer_the_field_is_empty_and_waits_for_the_next(fanni, town):
    at = {"meeting_id": fanni.meeting.id, "target": "people", "status": 200}
    page = fanni.browser.send("attendance.walk_in", {"name": "Seppo"}, **at)
    field = page.select_one("#name")
    assert field.get("value", "") == "" and field.has_attr("autofocus")
    assert "Seppo is on the list and marked there." in page.text


def test_a_name_twice_is_asked_about_before_there_are_two(fanni, town):
    at = {"meeting_id": fanni.meeting.id}
    fanni.browser.send("attendance.walk_in", {"name": "Seppo"}, **at)
    page = fanni.browser.send("attendance.walk_in", {"name": "seppo"}, status=422, **at)
    assert "seppo is on the list already. Is this another person?" in page.text
    names = [member.name for member in town.group.participants]
    assert names.count("Seppo") == 1 and "seppo" not in names
    form = page.find("button", string="Add another").parent
    sent = {field["name"]: field["value"] for field in form.select("input")}
    fanni.browser.send("attendance.walk_in", sent, **at)
    assert "seppo" in [member.name for member in town.group.participants]


def test_a_newcomer_added_by_a_slip_is_taken_back(fanni, town):
    fanni.browser.send("attendance.walk_in", {"name": "Sepo"}, meeting_id=fanni.meeting.id)
    page = fanni.browser.follow()
    undo = page.find("button", string="Undo").parent["action"]
    fanni.browser.post(undo)
    assert "Sepo" not in fanni.page().text
    assert queries.tally(fanni.meeting).total == 0
    antti = {"meeting_id": fanni.meeting.id, "member_id": fanni.people["Antti"].id}
    fanni.tap("Antti", "here")
    with unit_of_work():
        fanni.people["Antti"].joined_at = now() - timedelta(days=9)
    fanni.browser.send("attendance.undo_walk_in", status=409, **antti)


def test_done_saves_the_number_that_was_typed_and_says_so(fanni, town):
    with unit_of_work():
        town.group.keeps_names = False
    button = fanni.page().find("button", string="Done")
    assert (button["form"], button["name"]) == ("count", "done")
    at = {"meeting_id": fanni.meeting.id}
    page = fanni.browser.send("attendance.count", {"headcount": "", "done": "1"}, status=422, **at)
    assert "Enter how many were there" in page.select_one(".error-summary").text
    fanni.browser.send("attendance.count", {"headcount": "6", "done": "1"}, **at)
    page = fanni.browser.follow()
    assert "Saved: 6 people." in page.text
    assert fanni.meeting.headcount == 6 and fanni.meeting.state == MeetingState.HELD


def test_who_said_they_cannot_come_is_excused_when_the_leader_finishes(fanni, town):
    with unit_of_work():
        day = local(fanni.meeting.starts_at).date()
        for name in "Antti", "Hilkka":
            absences.away_between(fanni.people[name], day, day)
    page = fanni.page()
    ticks = {tick["id"] for tick in page.select(".aside input[checked]")}
    assert ticks == {f"excused-{fanni.people[name].id}" for name in ("Antti", "Hilkka")}
    assert "Some have said that they can't come." in page.text
    fanni.save_all(Hilkka=("", "here"), Antti=("", "excused"), Sinitiainen=("", None))
    assert fanni.marks() == {
        "Hilkka": Mark.PRESENT, "Antti": Mark.EXCUSED, "Sinitiainen": Mark.ABSENT
    }  # fmt: skip


def test_a_phone_that_finishes_the_list_excuses_them_too(fanni):
    with unit_of_work():
        day = local(fanni.meeting.starts_at).date()
        absences.away_between(fanni.people["Antti"], day, day)
        operations.receive(fanni.meeting, [Tap(now(), mark=Mark.ABSENT, tap="x" * 36)])
    assert fanni.marks()["Antti"] == Mark.EXCUSED
    assert fanni.marks()["Hilkka"] == Mark.ABSENT


def test_a_leader_enters_the_days_when_a_participant_is_away(fanni, town):
    at = {"circle_id": town.group.id, "member_id": fanni.people["Antti"].id}
    day = local(fanni.meeting.starts_at).date()
    days = {"first_day": day, "last_day": day + timedelta(days=9)}
    fanni.browser.send("joining.away", days, **at)
    assert "can't come: Antti" in fanni.page().text
    fanni.browser.send("joining.away", {**days, "there": "1"}, **at)
    assert "can't come" not in fanni.page().text


def test_a_walk_in_without_a_name_is_asked_for_one(fanni):
    page = fanni.browser.send(
        "attendance.walk_in", {"name": " "}, meeting_id=fanni.meeting.id, status=422
    )
    assert page.select_one(".error-summary a")["href"] == "#name"
    assert queries.tally(fanni.meeting).total == 0


def test_a_headcount_alone_is_enough(fanni):
    fanni.browser.send("attendance.count", {"headcount": "9"}, meeting_id=fanni.meeting.id)
    assert queries.tally(fanni.meeting).total == 9
    assert fanni.meeting.state == MeetingState.HELD


@pytest.mark.parametrize("typed", ["-1", "many", "1001", "9" * 40])
def test_a_strange_headcount_is_kept_on_the_page_and_not_saved(fanni, typed):
    page = fanni.browser.send(
        "attendance.count", {"headcount": typed}, meeting_id=fanni.meeting.id, status=422
    )
    assert page.select_one("#headcount")["value"] == typed
    assert fanni.meeting.headcount is None


def test_a_group_without_names_shows_no_list_and_takes_no_walk_ins(fanni, town):
    with unit_of_work():
        town.group.keeps_names = False
    page = fanni.page()
    assert "Hilkka" not in page.text and page.select_one("#headcount")
    fanni.browser.send(
        "attendance.walk_in", {"name": "Uusi"}, meeting_id=fanni.meeting.id, status=409
    )


def test_did_not_meet_counts_as_reported_and_can_be_taken_back(fanni):
    fanni.tap("Hilkka", "here")
    fanni.browser.send("attendance.not_held", {"reason": "ill"}, meeting_id=fanni.meeting.id)
    assert (fanni.meeting.state, fanni.meeting.reason) == (MeetingState.NOT_HELD, "ill")
    assert fanni.marks() == {} and fanni.meeting.reported_at
    assert "The leader was ill" in fanni.page().text

    fanni.browser.send("attendance.met_after_all", meeting_id=fanni.meeting.id)
    assert fanni.meeting.state == MeetingState.PLANNED


def test_did_not_meet_wants_a_reason(fanni):
    page = fanni.browser.send("attendance.not_held", {}, meeting_id=fanni.meeting.id, status=422)
    assert "Choose a reason" in page.select_one(".error-summary").text


def test_nobody_is_marked_before_the_day(fanni):
    with unit_of_work():
        fanni.meeting.starts_at = now() + timedelta(days=3)
    fanni.tap("Hilkka", "here", status=409)
    assert fanni.marks() == {}


def test_a_stranger_from_another_group_cannot_be_marked(fanni, town):
    ids = {"meeting_id": town.meeting.id, "member_id": 999_999}
    fanni.browser.send("attendance.mark", {}, status=404, **ids)


def test_another_organisations_meeting_does_not_exist(town, browser):
    browser.sign_in(town.olli).open("attendance.take", meeting_id=town.meeting.id, status=404)


def test_a_leader_of_another_group_is_not_let_in(town, browser):
    browser.sign_in(town.leo).open("attendance.take", meeting_id=town.meeting.id, status=403)


def test_someone_who_left_stays_on_the_list_where_they_were_marked(fanni, town):
    fanni.tap("Hilkka", "here")
    with unit_of_work():
        fanni.people["Hilkka"].status = "left"
    assert "Hilkka" in fanni.page().text
    db.session.expire_all()
