"""Easy Finnish: one question a page, forward and back without JavaScript, nothing lost."""

import pytest

from webapp.db import db
from webapp.feedback.models import Reply


@pytest.fixture
def walk(room):
    return Walk(room)


class Walk:
    """A participant's way through the questions."""

    def __init__(self, room, path="/fi-simple"):
        self.room, self.path = room, path
        self.page = room.open(path)

    def turn(self, deed, answer=None, status=200):
        form = {tag["name"]: tag["value"] for tag in self.page.select("[type=hidden]")}
        shown = self.page.select_one("fieldset input, textarea")["name"]
        if answer is not None:
            form[shown] = answer
        elif kept := self.page.select_one("input:checked"):
            form[shown] = kept["value"]
        path = self.path.partition("?")[0]
        self.page = self.room.send({**form, "deed": deed}, path, status=status)
        return self.page

    @property
    def progress(self):
        return self.page.select_one(".progress").text.strip()


def said(room):
    return {(r.question_id, r.step, r.words) for r in db.session.query(Reply) if r.step or r.words}


def test_one_question_a_page_forward_and_back_and_nothing_is_lost(room, walk):
    assert walk.progress == "1 / 4" and len(walk.page.select("fieldset")) == 1
    walk.turn("next", "5")
    walk.turn("next", "4")
    assert walk.progress == "3 / 4"
    walk.turn("back")
    assert walk.progress == "2 / 4"
    assert walk.page.select_one("input:checked")["value"] == "4"
    walk.turn("next", "2")
    walk.turn("next", "3")
    assert walk.page.select_one("textarea")
    walk.turn("back")
    walk.turn("next")
    walk.turn("next", "Kiitos kahvista", status=303)
    keys = {q.id: key for key, q in room.questions.items()}
    assert {(keys[id_], step, words) for id_, step, words in said(room)} == {
        ("good", 5, ""), ("heard", 2, ""), ("again", 3, ""), ("words", None, "Kiitos kahvista")
    }  # fmt: skip


def test_a_question_may_be_left_out(room, walk):
    for answer in (None, "4", None):
        walk.turn("next", answer)
    walk.turn("next", "", status=303)
    assert [step for _id, step, _words in said(room)] == [4]


def test_who_says_nothing_is_asked_to_answer_something(room, walk):
    for _question in range(3):
        walk.turn("next")
    walk.turn("next", status=422)
    assert walk.progress == "1 / 4" and walk.page.select_one(".error")
    assert room.count() == 0


def test_forged_steps_and_places_lead_back_to_the_question(room, walk):
    walk.turn("next", "99", status=422)
    assert walk.progress == "1 / 4" and walk.page.select_one(".error")
    for at in ("-1", "1000000", "x", "999"):
        status = 422 if at == "999" else 200  # the last, where something must have been said
        page = room.send({"one": "1", "at": at, "deed": "next"}, "/fi-simple", status=status)
        assert page.select_one(".progress")


def test_all_languages_may_read_a_question_at_a_time_and_easy_finnish_all_at_once(room):
    assert len(room.open("/en").select("fieldset")) == 3
    assert len(room.open("/en?one=1").select("fieldset")) == 1
    assert len(room.open("/fi-simple?one=0").select("fieldset")) == 3
    walk = Walk(room, "/ar?one=1")
    for answer in ("5", "5", "3"):
        walk.turn("next", answer)
    walk.turn("next", "شكرا", status=303)
    assert room.count() == 1


def test_the_page_has_a_picture_for_each_question(room, walk):
    assert walk.page.select_one(".picture svg")
