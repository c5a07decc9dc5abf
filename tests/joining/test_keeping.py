"""For how long it is known who took part."""

from datetime import timedelta

import pytest

from webapp import sweeps
from webapp.agendas import operations as agendas
from webapp.agendas import queries as plans
from webapp.attendance import operations as attendance
from webapp.attendance.models import Attendance, Mark
from webapp.circles import operations as circles
from webapp.circles.models import Member
from webapp.db import db, now, unit_of_work
from webapp.joining import operations
from webapp.mail import Mail, post

YEAR = timedelta(days=366)


@pytest.fixture
def antti(town):
    """He has been there once."""
    antti = town.group.participants[-1]
    with unit_of_work():
        attendance.mark(town.meeting, antti, Mark.PRESENT, town.fanni)
    return antti.id


def name_of(member_id):
    db.session.rollback()
    return db.session.get(Member, member_id).name


def test_who_has_left_is_forgotten_when_the_time_is_over_and_the_visit_stays(town, antti, clock):
    with unit_of_work():
        operations.leave(db.session.get(Member, antti))
    clock(now() + YEAR - timedelta(days=10))
    sweeps.purge()
    assert name_of(antti) == "Antti"
    clock(now() + YEAR)
    sweeps.purge()
    assert name_of(antti) == ""
    assert db.session.scalars(db.select(Attendance.mark)).all() == [Mark.PRESENT]


def test_names_of_a_group_that_ended_are_forgotten_but_not_those_of_one_that_goes_on(
    town, antti, clock
):
    clock(now() + 3 * YEAR)
    sweeps.purge()
    assert name_of(antti) == "Antti"
    with unit_of_work():
        town.group.ended_at = now() - YEAR
    sweeps.purge()
    assert {m.name for m in town.group.members} == {"", "Fanni"}


def test_an_organisation_says_for_how_long(town, antti, browser, clock):
    browser.sign_in(town.aino)
    browser.send("joining.names_kept", {"months_kept": "5"}, status=422)
    browser.send("joining.names_kept", {"months_kept": "3"})
    with unit_of_work():
        operations.leave(db.session.get(Member, antti))
    clock(now() + timedelta(days=100))
    sweeps.purge()
    assert name_of(antti) == ""


def test_who_erases_everything_gets_no_letter_that_was_on_its_way(town, antti):
    member = db.session.get(Member, antti)
    with unit_of_work():
        member.contact = "antti@example.org"
        post("antti@example.org", "signed_up", group="", member=member, address="https://…")
        post("kaisa@example.org", "signed_up", group="", member=member, address="https://…")
    with unit_of_work():
        operations.forget(member)
    assert db.session.scalars(db.select(Mail.recipient)).all() == ["kaisa@example.org"]


@pytest.mark.parametrize("parts", ["one leaves", "no more names"])
def test_a_letter_of_a_group_one_has_parted_from_is_not_sent_but_those_of_others_are(
    town, antti, parts
):
    member = db.session.get(Member, antti)
    with unit_of_work():
        member.contact = "antti@example.org"
        operations.tell(member, "signed_up")
        post("antti@example.org", "signed_up", group="Walkers", member=member, address="https://…")
    with unit_of_work():
        if parts == "one leaves":
            operations.leave(member)
        else:
            circles.forget_names(town.group)
    (letter,) = db.session.query(Mail)
    assert "Walkers" in letter.subject


def test_a_leaders_own_words_of_a_meeting_are_kept_for_a_year(town, clock):
    with unit_of_work():
        agendas.write_note(town.meeting, "Ask how the trip was")
        agendas.look_back(town.meeting, town.fanni, 1, "It was hard", wants_call=False)
    clock(now() + YEAR)
    sweeps.purge()
    db.session.rollback()
    assert plans.note_of(town.meeting) is None
    talk = plans.talk_of(town.meeting, town.fanni)
    assert (talk.how, talk.heavy) == (1, "")
