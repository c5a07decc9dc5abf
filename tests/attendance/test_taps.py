"""Taps that come from a phone's queue: late, twice, out of turn, or wrong."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import before_render_template

from webapp.attendance import forgetting, queries
from webapp.attendance.models import AttendanceChange, Mark
from webapp.db import db, now, unit_of_work
from webapp.meetings.models import MeetingState

MINUTE = 60_000


@pytest.fixture
def phone(town, browser):
    return Phone(browser.sign_in(town.fanni), town)


class Phone:
    def __init__(self, browser, town):
        self.browser, self.meeting, self.group = browser, town.meeting, town.group
        self.hilkka, self.sini, self.antti = (m.id for m in town.group.participants)

    def send(self, *taps, status=200):
        answer = self.browser.client.post(
            f"/en/meetings/{self.meeting.id}/attendance/taps",
            json=list(taps),
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        db.session.rollback()
        assert answer.status_code == status, answer.text
        return answer.json if status == 200 else None

    def marks(self):
        return queries.marks(self.meeting)

    def history(self):
        return [
            (c.member_id, c.mark or c.headcount)
            for c in db.session.scalars(queries.history(self.meeting))
        ]


def tap(row, said, ago=0, id=None):
    return {"id": id or str(uuid4()), "ago": ago, "row": row, "said": said}


def test_the_answer_tells_how_things_stand(phone):
    answer = phone.send(tap(phone.hilkka, "present"), tap("headcount", 7))
    assert answer["marks"] == {str(phone.hilkka): "present"} and answer["headcount"] == 7
    assert phone.meeting.state == MeetingState.HELD


def test_what_is_sent_twice_counts_once(phone):
    sent = [tap(phone.hilkka, "present", 5 * MINUTE), tap("headcount", 7, 5 * MINUTE)]
    phone.send(*sent)
    phone.send(*sent)
    phone.send(sent[0], sent[0])
    assert len(phone.history()) == 2


def test_the_later_tap_holds_though_it_is_received_first(phone):
    phone.send(tap(phone.hilkka, "absent", 5 * MINUTE))
    phone.send(tap(phone.hilkka, "present", 10 * MINUTE), tap("headcount", 3, 10 * MINUTE))
    phone.send(tap("headcount", 9, 20 * MINUTE))
    assert phone.marks() == {phone.hilkka: Mark.ABSENT}
    assert phone.meeting.headcount == 3
    assert phone.history() == [
        (phone.hilkka, "absent"), (None, 3), (phone.hilkka, "present"), (None, 9)
    ]  # fmt: skip


def test_a_tap_in_one_of_many_sent_together_holds_by_its_own_time(phone):
    phone.send(tap(phone.hilkka, "present", MINUTE), tap(phone.hilkka, "excused", 9 * MINUTE))
    assert phone.marks() == {phone.hilkka: Mark.PRESENT}


def test_a_tap_from_the_future_is_a_tap_of_now(phone):
    phone.send(tap(phone.hilkka, "present", -60 * MINUTE))
    phone.send(tap(phone.hilkka, "absent"))
    assert phone.marks() == {phone.hilkka: Mark.ABSENT}


def test_the_rest_are_absent_but_for_those_whom_another_phone_has_marked(phone, town):
    with unit_of_work():
        for member in town.group.members:
            member.joined_at = now() - timedelta(days=1)
    phone.send(tap(phone.hilkka, "present"))
    phone.send(tap("rest", "absent", MINUTE), tap(phone.antti, "excused", 2 * MINUTE))
    assert phone.marks() == {
        phone.hilkka: Mark.PRESENT, phone.sini: Mark.ABSENT, phone.antti: Mark.EXCUSED
    }  # fmt: skip


def test_whoever_joined_after_the_tap_is_not_among_the_rest(phone):
    phone.send(tap("rest", "absent", 5 * MINUTE))
    assert phone.marks() == {}


def test_nonsense_is_left_out(phone):
    sense = tap(phone.hilkka, "present")
    nonsense = [
        "tap", None, [], {}, {**sense, "id": "1"}, {**sense, "id": None}, {**sense, "ago": "now"},
        tap(phone.antti, "perhaps"), tap(True, "present"), tap("headcount", -1),
        tap("headcount", "9"), tap("headcount", 10**9), tap(999_999, "present"),
        tap(10**30, "present"), tap(phone.sini, ["present"]),
        {**sense, "ago": float("nan"), "row": 0},
    ]  # fmt: skip
    phone.send(*nonsense, sense)
    assert phone.history() == [(phone.hilkka, "present")]


def test_a_cancelled_meeting_takes_nothing_and_says_so(phone):
    with unit_of_work():
        phone.meeting.state = MeetingState.CANCELLED
    assert "cancelled" in phone.send(tap(phone.hilkka, "present"))["refused"]
    assert phone.history() == []


def test_a_tap_before_we_did_not_meet_does_not_undo_it(phone):
    phone.browser.send("attendance.not_held", {"reason": "ill"}, meeting_id=phone.meeting.id)
    phone.send(tap(phone.hilkka, "present", MINUTE))
    assert phone.meeting.state == MeetingState.NOT_HELD and phone.marks() == {}
    assert phone.history() == [(phone.hilkka, "present")]
    phone.send(tap(phone.hilkka, "present"))
    assert phone.meeting.state == MeetingState.HELD


def test_a_group_that_keeps_no_names_takes_only_the_headcount(phone, town):
    with unit_of_work():
        town.group.keeps_names = False
    phone.send(tap(phone.hilkka, "present"), tap("rest", "absent"), tap("headcount", 4))
    assert phone.marks() == {} and phone.meeting.headcount == 4


def test_a_session_that_has_ended_is_told_apart_from_an_answer(phone):
    phone.browser.sign_in(None)
    headers = {"Sec-Fetch-Site": "same-origin", "HX-Request": "true", "HX-Target": "notices"}
    path = f"/en/meetings/{phone.meeting.id}/attendance/taps"
    answer = phone.browser.client.post(path, json=[], headers=headers)
    assert "/sign-in" in answer.headers["HX-Redirect"]


def test_an_evening_is_received_in_a_few_statements(phone, statements):
    taps = [tap(m.id, "present") for m in phone.group.participants] + [tap("headcount", 9)]
    with statements() as seen:
        phone.send(*taps)
    assert len(seen) <= 16, "\n".join(s[:150] for s in seen)


def test_the_phones_ids_are_forgotten_and_then_the_history(phone, clock):
    phone.send(tap(phone.hilkka, "present"))
    clock(now() + timedelta(days=31))
    with unit_of_work():
        forgetting.purge()
    assert queries.received(phone.meeting) == {None}
    clock(now() + timedelta(days=91))
    with unit_of_work():
        forgetting.purge()
    assert db.session.scalars(db.select(AttendanceChange)).all() == []
    assert phone.marks() == {phone.hilkka: Mark.PRESENT}


def test_a_page_on_its_way_while_a_tap_is_saved_does_not_claim_to_know_it(phone):
    """Else the phone would trust the page's old tick more than the answer to its own tap."""
    answers = []

    def tap_meanwhile(_app, template, context):
        before_render_template.disconnect(tap_meanwhile)
        answers.append(phone.send(tap(phone.hilkka, "present")))

    address = f"/en/meetings/{phone.meeting.id}/attendance"
    before_render_template.connect(tap_meanwhile)
    late = phone.browser.get(address)
    assert made(late) < answers[0]["at"] < made(phone.browser.get(address))


def made(page):
    return float(page.select_one("[data-made]")["data-made"])
