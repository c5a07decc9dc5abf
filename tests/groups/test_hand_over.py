"""A card to hand a person over with, and how people have heard of the groups."""

from datetime import timedelta

import pytest

from webapp.circles.models import CircleRole, Joining, Member
from webapp.db import db, now, unit_of_work
from webapp.groups import operations
from webapp.joining import operations as joining
from webapp.meetings.models import Meeting
from webapp.meetings.operations import Span, add, cancel

AT = {"organisation": "mielen", "group_slug": "grief-group"}


@pytest.fixture
def group(town):
    start = now() + timedelta(days=7)
    with unit_of_work():
        add(town.group, Span(start, start + timedelta(hours=1)))
        operations.present(town.ours, set(), contact_name="Kaisa", contact_phone="040 123 4567")
    return town.group


def test_a_card_tells_what_where_when_and_whom_to_call(browser, group):
    page = browser.open("groups.card", **AT)
    for told in ("Grief group", "Kirjasto, Oulu", "Kaisa", "040 123 4567", "Mielen ry", "/r/"):
        assert told in page.main.text
    assert page.select_one(".qr svg title").text == "Grief group"
    assert not any(name in page.text for name in ("Fanni", "Antti"))


def test_a_card_tells_that_a_meeting_is_cancelled(browser, group, town):
    with unit_of_work():
        cancel(group_meetings(group)[-1], "The house is closed")
    page = browser.open("groups.card", **AT)
    assert "CANCELLED" in page.main.text and page.select_one("li del")


def group_meetings(group):
    return db.session.query(Meeting).filter_by(circle_id=group.id).order_by("starts_at").all()


def test_the_card_of_a_sensitive_group_does_not_say_what_it_is_about(browser, group):
    with unit_of_work():
        group.is_sensitive = True
    page = browser.open("groups.card", **AT)
    assert "Grief" not in page.text and "Kirjasto, Oulu" in page.main.text


def test_the_square_leads_to_the_sign_up_when_there_is_one(browser, group):
    before = str(browser.open("groups.card", **AT).select_one(".qr svg"))
    with unit_of_work():
        joining.open_to(group, Joining.OPEN, None)
    assert str(browser.open("groups.card", **AT).select_one(".qr svg")) != before


def test_how_people_have_heard_is_shown_from_five_up(browser, town):
    answers = ["worker"] * 6 + ["friend"] * 4 + [""] * 9
    with unit_of_work():
        db.session.add_all(
            Member(
                organisation_id=1,
                circle=town.group,
                role=CircleRole.PARTICIPANT,
                name=f"No {number}",
                heard_from=answer,
            )
            for number, answer in enumerate(answers)
        )
    page = browser.sign_in(town.kaisa).open("groups.heard")
    (row,) = page.select("tbody tr")
    assert row.th.text == "A worker in health or social care told me" and row.td.text == "6"
    assert not browser.sign_in(town.olli).open("groups.heard").select("tbody tr")
