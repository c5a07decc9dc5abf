"""Single-use slips: a sheet of codes to cut, each of which opens the form once."""

import re

import pytest

from webapp.db import db
from webapp.feedback import slips
from webapp.feedback.models import Answer
from webapp.feedback.slip_models import Slip


@pytest.fixture
def papers(room, town):
    browser = room.browser.sign_in(town.fanni)
    browser.send("feedback.slip_sheet", {"number": "3"}, meeting_id=town.meeting.id)
    db.session.expire_all()
    return [slips.address_of(given).partition("localhost")[2] for given in slips.unused(room.ask)]


def answer(room, paper, status=303):
    page = room.browser.get(f"{paper}/en")
    form = {tag["name"]: tag["value"] for tag in page.select("[type=hidden]")}
    form[room.questions["good"].field] = "5"
    return room.browser.post(f"{paper}/en", form, status=status), form


def test_each_slip_opens_the_form_once(room, papers):
    assert len(papers) == 3
    answer(room, papers[0])
    assert room.browser.follow().h1.text == "Thank you!"
    page = room.browser.get(f"{papers[0]}/en", status=410)
    assert "This paper has been used" in page.text
    answer(room, papers[1])
    assert room.count() == 2


def test_the_code_that_all_share_is_closed_meanwhile(room, papers, town):
    assert "a paper of your own" in room.open(status=403).text
    room.browser.send("feedback.slip_sheet", {"deed": "stop"}, meeting_id=town.meeting.id)
    room.open(status=200)
    room.browser.get(f"{papers[0]}/en", status=404)


def test_the_qr_page_shows_the_way_of_slips_and_the_way_back(room, papers, town):
    page = room.browser.open("feedback.show_qr", meeting_id=town.meeting.id)
    assert not page.select(".qr") and room.address[3:] not in page.text
    assert page.select_one("a[href$='/slips/sheet']")
    room.browser.send("feedback.slip_sheet", {"deed": "stop"}, meeting_id=town.meeting.id)
    page = room.browser.open("feedback.show_qr", meeting_id=town.meeting.id)
    assert page.select(".qr")


def test_a_new_sheet_makes_the_old_papers_useless(room, papers, town):
    room.browser.send("feedback.slip_sheet", {"number": "2"}, meeting_id=town.meeting.id)
    assert all(room.browser.get(f"{paper}/en", status=404) for paper in papers)


def test_two_who_use_the_same_slip_at_once_are_one_answer(room, papers):
    _page, form = answer(room, papers[0])
    room.browser.post(f"{papers[0]}/en", {**form, "key": "another"}, status=410)
    assert room.count() == 1


def test_words_that_come_by_a_used_slip_are_given_back(room, papers):
    _page, form = answer(room, papers[0])
    mine = {**form, "key": "another", room.questions["words"].field: "Kiitos\n<kahvista>"}
    page = room.browser.post(f"{papers[0]}/en", mine, status=410)
    assert page.blockquote.text == "Kiitos\n<kahvista>" and "copy them" in page.text
    assert not room.browser.get(f"{papers[0]}/en", status=410).select("blockquote")


def test_words_written_before_slips_came_into_use_are_given_back(room, town):
    form = room.form(good=5, words="Kiitos kahvista")
    room.browser.sign_in(town.fanni)
    room.browser.send("feedback.slip_sheet", {"number": "3"}, meeting_id=town.meeting.id)
    page = room.send(form, status=403)
    assert page.blockquote.text == "Kiitos kahvista" and room.count() == 0
    assert not room.open(status=403).select("blockquote")


def test_nothing_joins_a_slip_to_an_answer(room, papers):
    answer(room, papers[0])
    columns = {column.name for column in Slip.__table__.columns}
    assert columns == {"id", "ask_id", "is_used", "organisation_id"}
    assert "slip" not in " ".join(column.name for column in Answer.__table__.columns)


def test_the_sheet_has_a_code_for_each_slip(room, papers, town):
    page = room.browser.open("feedback.slips_on_paper", meeting_id=town.meeting.id)
    assert len(page.select(".slips svg")) == 3
    shown = page.select_one(".slips .address").text
    assert re.fullmatch(r"localhost/p/Q[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", shown)
    room.browser.get(shown.partition("localhost")[2])


@pytest.mark.parametrize("number", ["0", "61", "x", ""])
def test_an_odd_number_of_slips_is_refused_in_words(room, town, number):
    browser = room.browser.sign_in(town.fanni)
    browser.send("feedback.slip_sheet", {"number": number}, status=422, meeting_id=town.meeting.id)
    assert not room.ask.by_slips
