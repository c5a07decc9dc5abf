"""Which groups a coordinator is asked to call, and why."""

from datetime import timedelta

import pytest

from webapp.agendas import operations as agendas
from webapp.agendas.models import ClosingTalk
from webapp.db import db, now, unit_of_work
from webapp.feedback import operations as feedback
from webapp.groups.calls import call, needed
from webapp.meetings.models import Meeting, MeetingState


@pytest.fixture
def kaisa(town, browser):
    return browser.sign_in(town.kaisa)


def met(town, came, weeks=1):
    """Meetings that were held, the last one so many weeks ago, with how many came to each."""
    with unit_of_work():
        meetings = [_meeting(town, number, weeks + back) for back, number in enumerate(came[::-1])]
    return meetings[::-1]


def _meeting(town, number, weeks):
    start = now() - timedelta(weeks=weeks)
    meeting = Meeting(
        organisation_id=1,
        circle=town.group,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        state=MeetingState.HELD,
        headcount=number,
    )
    db.session.add(meeting)
    return meeting


def reasons(town):
    return [reason.words for each in needed(town.ours) for reason in each.reasons]


@pytest.mark.parametrize(
    ("came", "words"),
    [
        ([9, 9, 8, 4, 4, 3], ["Fewer people come: about 4, and 9 before."]),
        ([2, 2, 3], ["Few people have come: about 2."]),
        ([9, 9, 8, 5, 5, 5], []),
        ([8, 8, 3], []),
        ([1, 1], []),
    ],
)
def test_groups_to_which_few_come_are_listed(town, came, words):
    met(town, came)
    assert reasons(town) == words


def test_a_group_that_stopped_meeting_long_ago_is_let_be(town):
    met(town, [9, 9, 9, 1, 1, 1], weeks=8)
    assert reasons(town) == []


@pytest.mark.parametrize(("last", "fallen"), [(3, True), (4, False)])
def test_answers_that_have_fallen_are_a_reason(town, last, fallen):
    for meeting, step in zip(met(town, [9] * 5), [4, 4, 4, last, last], strict=True):
        with unit_of_work():
            ask = feedback.start_asking(meeting)
            ask.closes_at = now() + timedelta(days=1)
            for person in range(5):
                feedback.answer(ask, f"{meeting.id} {person}", {ask.form.questions[0].id: step})
    words = "Answers have fallen: “Was it good to be here?”"
    assert reasons(town) == ([words] if fallen else [])


def test_a_coordinator_learns_that_an_evening_was_heavy_and_nothing_else(kaisa, town):
    with unit_of_work():
        agendas.look_back(town.meeting, town.fanni, 1, "Somebody wept", wants_call=False)
    text = kaisa.open("home.today").text
    assert "Fanni had a heavy evening" in text and "fanni@example.org" in text
    assert "wept" not in text
    kaisa.send("groups.called", group_id=town.group.id)
    assert "heavy evening" not in kaisa.open("home.today").text
    assert "heavy evening" not in kaisa.sign_in(town.leo).open("home.today").text


@pytest.mark.parametrize("how", [2, 3, 5])
def test_other_faces_are_told_to_nobody(town, how):
    with unit_of_work():
        agendas.look_back(town.meeting, town.fanni, how, "Hard", wants_call=False)
    assert reasons(town) == []


def test_what_was_said_under_the_old_promise_is_kept(town):
    with unit_of_work():
        agendas.look_back(town.meeting, town.fanni, 1, "", wants_call=False)
        db.session.execute(db.update(ClosingTalk).values(is_told=False))
    assert reasons(town) == []


def test_a_called_group_comes_back_after_another_poor_meeting(town):
    met(town, [9, 9, 9, 4, 4, 4], weeks=0.2)
    with unit_of_work():
        call(town.group)
    assert reasons(town) == []
    with unit_of_work():
        _meeting(town, 3, 0).starts_at = now()
    assert reasons(town)
