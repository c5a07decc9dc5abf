"""From 1 to 10, one or many of several choices, yes or no: asked, checked and counted."""

from pathlib import Path
from secrets import token_hex

import pytest

from tests.feedback.conftest import rows, words_of
from webapp import texts
from webapp.db import unit_of_work
from webapp.feedback import operations, queries
from webapp.feedback.models import Reply, as_one

FILE = Path(__file__).parent / "every_kind.yaml"
LIKED_COFFEE, LIKED_TALK = 1, 2
ON_FOOT = {"came": 1, "words": "Fine"}


@pytest.fixture
def asked(room):
    """A room where every kind of question is asked."""
    with unit_of_work():
        operations.load_forms(FILE.parent)
        room.ask.form = queries.form("every-kind")
    room.questions = {question.key: question for question in room.ask.form.questions}
    return room


def stored(asked, key):
    return [r.step for r in rows(Reply) if r.question_id == asked.questions[key].id]


def results(asked, town):
    asked.browser.sign_in(town.fanni)
    return asked.browser.open("feedback.results", meeting_id=town.meeting.id)


def test_every_kind_of_question_can_be_answered(asked):
    form = asked.form(mood=10, came=2, safe=1, words="Good")
    asked.send(form | {"q3": ["1", "3"]})
    assert stored(asked, "mood") == [10] and stored(asked, "came") == [2]
    assert stored(asked, "liked") == [as_one([1, 3])] and stored(asked, "safe") == [1]


def test_the_ends_of_a_scale_from_1_to_10_are_told_to_all(asked):
    scale = asked.open().select_one("#q1")
    assert [p.text for p in scale.select(".ends span")] == ["1 Low", "10 High"]
    labels = [" ".join(label.text.split()) for label in scale.select("label")]
    assert labels == ["1 Low", *"23456789", "10 High", "I don’t know"]


def test_without_a_required_answer_nothing_is_sent_and_nothing_lost(asked):
    assert "You may leave out" not in asked.open().text
    page = asked.send(asked.form(mood=3, words=" ") | {"q3": "2"}, status=422)
    links = {link["href"]: link.text for link in page.select(".error-summary a")}
    assert links == {"#q2": "Answer this question", "#q5": "Answer this question"}
    assert [box["value"] for box in page.select(":checked")] == ["3", "2"]
    assert rows(Reply) == []


@pytest.mark.parametrize(
    ("name", "sent"),
    [("q1", "11"), ("q1", "-1"), ("q2", "0"), ("q2", "4"), ("q3", "4"), ("q3", "x"), ("q4", "3")],
)
def test_what_was_not_offered_is_refused(asked, name, sent):
    page = asked.send(asked.form(**ON_FOOT) | {name: sent}, status=422)
    assert page.select_one(".error-summary a").text == "Choose one of these"
    assert rows(Reply) == []


def test_a_choice_sent_twice_is_one_choice(asked):
    asked.send(asked.form(**ON_FOOT) | {"q3": ["2", "2"]})
    assert stored(asked, "liked") == [as_one([2])]


def test_many_choices_are_the_choices_of_few_people_and_wait_for_five(asked, town):
    all_three = as_one([1, 2, 3])
    asked.answers(*[{**ON_FOOT, "liked": all_three}] * 4)
    assert asked.figures("liked").chosen == 0, "twelve choices, but four people"
    asked.answers({**ON_FOOT, "liked": as_one([LIKED_COFFEE])})
    figures = asked.figures("liked")
    assert dict(figures.bars) == {"The coffee": 5, "The talk": 4, "The silence": 4}
    assert figures.chosen == 5 and figures.mean is None
    page = results(asked, town)
    assert "5 people answered. One could choose several." in words_of(page)
    shares = [row.select("td")[1].text for row in page.select("tbody tr")]
    assert {"100", "80"} <= {*shares}, "shares of people, not of choices"


def test_only_a_scale_has_a_mean(asked, town):
    asked.answers(*[{**ON_FOOT, "mood": n, "safe": 2} for n in (1, 2, 10, 10, 10)])
    assert asked.figures("mood").mean == pytest.approx(6.6)
    assert asked.figures("came").mean is asked.figures("safe").mean is None
    assert asked.figures("came").bars == [("On foot", 5), ("By bus", 0), ("By car", 0)]
    assert asked.figures("safe").bars == [("Yes", 5), ("No", 0)]
    text = words_of(results(asked, town))
    assert "Mean 6.6 on a scale from 1 to 10." in text and text.count("Mean ") == 1
    assert [curve.question.key for curve in queries.curves(town.group)] == ["mood"]


def test_a_question_that_lacks_the_readers_language_says_in_which_it_is(asked):
    lose(asked, safe="text")
    for page in asked.open("/sv"), at_question(asked, "/sv", 4):
        [other] = page.select("form [lang=fi]")
        assert other.text == "Oliko turvallista?" and other["dir"] == "auto"
        assert other.find_parent("legend") and "På detta språk: Finska" in page.main.text


def test_steps_a_hint_and_a_heading_without_a_translation_say_so_too(asked):
    lose(asked, liked="steps", words="text")
    with unit_of_work():
        texts.write(asked.ask.form, "title", "sv", "")
        texts.write(asked.questions["mood"], "steps", "sv", "")
    page = asked.open("/sv")
    assert page.h1.span["lang"] == "fi"
    assert page.main.text.count("På detta språk: Finska") == 4
    assert page.select_one("#q3 .choices [lang=fi]").text == "Kahvi"
    ends = page.select_one("#q1 .ends")
    assert [part.text for part in ends.select("[lang=fi]")] == ["Huono", "Hyvä"]
    form = asked.form(came=1, words="Hej till Pekka")
    noticed = asked.send(form, "/sv", status=422)
    assert "På detta språk: Finska" in noticed.main.text


def test_yes_and_no_are_said_in_somali(asked):
    labels = [" ".join(label.text.split()) for label in asked.open("/so").select("#q4 label")]
    assert labels[:2] == ["Maya", "Haa"]


def test_each_kind_of_question_has_a_picture_of_its_own(asked):
    pictures = [
        str(at_question(asked, "/fi-simple", n).select_one(".picture")) for n in range(1, 6)
    ]
    assert len(set(pictures)) == 5


def lose(asked, **fields):
    """Take the Swedish of these questions away."""
    with unit_of_work():
        for key, field in fields.items():
            texts.write(asked.questions[key], field, "sv", "")
        asked.ask.form.digest = token_hex(8)  # its classes are kept by it


def at_question(asked, path, number):
    """The page of one question of several, the earlier ones answered."""
    said = {"q1": "5", "q2": "1", "q3": "1", "q4": "1"}
    turn = {"one": "1", "at": str(number - 2), "deed": "next"}
    return asked.send(said | turn, path, status=200) if number > 1 else asked.open(f"{path}?one=1")


def test_over_the_year_choices_are_bars_even_where_nothing_has_a_mean(asked, town):
    year = {"circle_id": town.group.id}
    asked.answers(*[{"came": 1, "liked": as_one([1, 3]), "safe": 2}] * 4)
    asked.browser.sign_in(town.fanni)
    page = asked.browser.open("feedback.circle_results", **year)
    assert "No feedback to show yet" in page.text and not page.select("svg.chart")
    asked.answers({"came": 2, "liked": as_one([1]), "safe": 1})
    page = asked.browser.open("feedback.circle_results", **year)
    assert "No feedback to show yet" not in page.text
    shown = [section.h2.text for section in page.select("section") if section.select("svg.chart")]
    assert shown == [str(asked.questions[key].wording("text")) for key in ("came", "liked", "safe")]
    counts = [row.td.text for row in page.select("tbody tr")]
    assert counts[:2] == ["4", "1"]
    asked.answers(*[{"mood": 7}] * 5)
    page = asked.browser.open("feedback.circle_results", **year)
    assert page.select_one("section h2").text == str(asked.questions["mood"].wording("text"))
    assert len(page.select("svg.chart")) == 4
