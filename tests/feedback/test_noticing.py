"""What a writer may not have meant to tell is pointed out; and a leader can hide a text."""

import pytest
from flask import g

from webapp.audit import AuditEntry
from webapp.db import db
from webapp.feedback.noticing import notice


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("Kiitos Pekka kahvista", ["Pekka"]),
        ("Soita minulle 040 123 4567.", ["040 123 4567"]),
        ("+358 (0)40-1234567", ["+358 (0)40-1234567"]),
        ("anna@example.org on osoitteeni", ["anna@example.org"]),
        ("Oli hyvä. Tulen uudestaan! Kiitos.", []),
        ("Meitä oli 12 ja kello oli 17.30", []),
        ("HIENO ILTA", []),
        ("Jag träffade Anna-Liisa", ["Anna-Liisa"]),
        ("Спасибо, Ольга!", ["Ольга"]),
        ("شكرا جزيلا", []),
        ("شكرا فاطمة", ["فاطمة"]),
        ("رقمي ٠٤٠١٢٣٤٥٦٧", ["٠٤٠١٢٣٤٥٦٧"]),
        ("MAIJA AUTTOI MINUA", ["MAIJA"]),
        ("Thank you for the coffee. Nice evening.", []),
    ],
)
def test_what_may_tell_who_somebody_is_is_noticed(app, text, noticed):
    assert notice(text).all == noticed


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("Maija auttoi minua", ["Maija"]),
        ("kiitos pekalle", ["pekalle"]),
        ("Oli hyvä. Ullan kanssa on kiva jutella.", ["Ullan"]),
        ("Xhevdete lauloi hienosti", ["Xhevdete"]),
        ("Anna enemmän aikaa. Tosi kivaa oli. Mä tykkäsin. Vertaisryhmä auttoi.", []),
        ("Viihdyin tosi hyvin! Kuuntelijat olivat parasta. Olis kiva tulla uudestaan.", []),
        ("Kahvi oli hyvää. Ohjaajat kuuntelivat. Rauhallinen paikka. Kiitti!", []),
    ],
)
def test_in_finnish_the_first_word_of_a_sentence_is_looked_at_too(app, text, noticed):
    g.language = "fi"
    assert notice(text).all == noticed


def test_the_writer_is_asked_and_decides(room):
    form = room.form(good=5, words="Kiitos Pekka")
    page = room.send(form, status=422)
    assert "There may be a name in your text:" in page.text and "Pekka" in page.text
    assert page.select_one("textarea").text.strip() == "Kiitos Pekka"
    assert page.select_one(f"[name={room.questions['good'].field}]")["value"] == "5"
    assert room.count() == 0
    room.send({**form, "sure": "1"})
    assert room.count() == 1


def test_who_reads_a_question_at_a_time_sees_the_words_alone_and_goes_on(room):
    turn = {"one": "1", "at": "3", "deed": "next", "key": "k", "q1": "5"}
    page = room.send(turn | {"q4": "Kiitos Pekka"}, "/fi-simple", status=422)
    assert not page.select(".faces") and len(page.select("textarea")) == 1
    form = {tag["name"]: tag["value"] for tag in page.select("[type=hidden]")}
    room.send(form | {"q4": "Kiitos"}, "/fi-simple")
    assert room.count() == 1


def test_a_million_letters_are_kept_and_answered_in_words(room):
    page = room.send(room.form(words="Kiitos Pekka " * 80_000), status=422)
    assert "2000" in page.text
    assert room.count() == 0


def test_a_leader_hides_a_text_and_it_is_remembered_who_did(room, town):
    room.answers(*({"good": 4, "words": f"Thing number {n}"} for n in range(5)))
    browser = room.browser.sign_in(town.fanni)
    page = browser.open("feedback.results", meeting_id=town.meeting.id)
    assert "Thing number 3" in page.text
    number = room.figures("words").words[0][0]
    hidden = dict(room.figures("words").words)[number]
    browser.send("feedback.hide", meeting_id=town.meeting.id, reply_id=number)
    page = browser.open("feedback.results", meeting_id=town.meeting.id)
    assert hidden not in page.text and "Thing number" in page.text
    [row] = db.session.query(AuditEntry).filter_by(action="feedback.hidden")
    assert row.actor_id == town.fanni.id and hidden not in row.detail


def test_a_text_of_another_meeting_is_not_hidden(room, town):
    room.answers(*({"good": 4, "words": f"Thing {n}"} for n in range(5)))
    number = room.figures("words").words[0][0]
    other = town.meeting.id + 1
    browser = room.browser.sign_in(town.fanni)
    browser.send("feedback.hide", status=404, meeting_id=other, reply_id=number)
    assert len(room.figures("words").words) == 5
