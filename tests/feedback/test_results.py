"""The leader's side: what is shown of the answers, and what is not."""

from datetime import timedelta
from io import BytesIO
from random import Random

import pytest
from openpyxl import load_workbook

from tests.feedback.conftest import Room, words_of
from webapp.db import unit_of_work
from webapp.feedback import made_up, operations, queries
from webapp.feedback.models import Reply
from webapp.i18n import local
from webapp.meetings.models import Meeting


@pytest.fixture
def fanni(room, town):
    """Fanni's phone beside the room's."""
    room.browser.sign_in(town.fanni)
    return room


def results(room, **how):
    return room.browser.open("feedback.results", meeting_id=room.meeting.id, **how)


def circle(room, **how):
    return room.browser.open("feedback.circle_results", circle_id=room.meeting.circle_id, **how)


def test_leader_shows_a_code_that_opens_the_participants_page(fanni):
    page = fanni.browser.open("feedback.show_qr", meeting_id=fanni.meeting.id)
    assert page.select_one(".qr svg[role=img] title").text == "How was the meeting?"
    shown = page.select_one(".qr .address").text
    assert shown.startswith("localhost/p/F") and shown.count("-") == 2
    fanni.browser.get(
        page.select_one("[data-address]")["data-address"].removeprefix("http://localhost")
    )
    assert (
        fanni.browser.get(shown.removeprefix("localhost") + "/en").h1.text == "How was the meeting?"
    )


def test_an_address_is_made_when_the_code_is_first_shown_and_then_stays(town, browser):
    browser.sign_in(town.fanni)
    assert queries.ask_about(town.meeting) is None
    first = browser.open("feedback.show_qr", meeting_id=town.meeting.id)
    again = browser.open("feedback.show_qr", meeting_id=town.meeting.id)
    assert first.select_one(".qr .address") == again.select_one(".qr .address")


def test_before_anyone_was_asked_the_results_offer_the_code(town, browser):
    page = browser.sign_in(town.fanni).open("feedback.results", meeting_id=town.meeting.id)
    assert "0 answers so far" in words_of(page)
    assert "Show the QR code" in page.text


def test_four_answers_are_only_counted(fanni):
    fanni.answers(*[{"good": 5, "words": "secret"}] * 4)
    page = results(fanni)
    assert "4 answers so far" in words_of(page)
    assert not page.select("table") and "secret" not in page.text
    assert "No feedback to show yet" in circle(fanni).text


def test_the_fifth_answer_opens_the_results(fanni):
    fanni.answers(*[{"good": n, "words": f"said {n}"} for n in (5, 5, 4, 4, 2)])
    assert fanni.figures("good").counts == {1: 0, 2: 1, 3: 0, 4: 2, 5: 2}
    page = results(fanni)
    assert "Mean 4 on a scale from 1 to 5" in words_of(page)
    assert {quote.text for quote in page.select("blockquote")} == {f"said {n}" for n in (2, 4, 5)}


def test_sixth_to_ninth_stay_hidden_until_the_tenth(fanni):
    fanni.answers(*[{"good": 5, "words": "early"}] * 5)
    for number in range(6, 10):
        fanni.answers({"good": 1, "words": "late"})
        page = results(fanni)
        assert f"{number} answers so far" in words_of(page)
        assert fanni.figures("good").chosen == 5 and "late" not in page.text
    fanni.answers({"good": 1, "words": "late"})
    assert fanni.figures("good").chosen == 10 and "late" in results(fanni).text


def test_a_question_that_few_answered_waits_for_its_own_five(fanni):
    fanni.answers(*[{"good": 5, "heard": 1}] * 4, {"good": 5})
    assert fanni.figures("good").chosen == 5 and fanni.figures("heard").chosen == 0
    assert "Too few have answered this question yet" in results(fanni).text
    fanni.answers({"heard": 5})
    assert fanni.figures("heard").mean == pytest.approx((4 * 1 + 5) / 5)
    assert fanni.figures("good").chosen == 5


def test_i_do_not_know_is_counted_apart_and_is_no_part_of_the_five(fanni):
    fanni.answers(*[{"good": 0}] * 3, *[{"good": 4}] * 4)
    assert fanni.figures("good").unsure == fanni.figures("good").chosen == 0
    fanni.answers({"good": 5})
    figures = fanni.figures("good")
    assert (figures.chosen, figures.unsure) == (5, 3) and figures.mean == pytest.approx(4.2)
    assert "3 people did not know" in words_of(results(fanni))


def test_words_are_shown_as_they_were_written(fanni):
    fanni.answers(*[{"good": 3, "words": "<b>Bold</b> & brave\nTwo lines"}] * 5)
    page = results(fanni)
    assert page.blockquote.text == "<b>Bold</b> & brave\nTwo lines"


def test_an_organisation_may_want_more_answers_but_never_fewer_than_three(fanni):
    from sqlalchemy.exc import IntegrityError

    with unit_of_work():
        fanni.ask.threshold = 6
    fanni.answers(*[{"good": 5}] * 5)
    assert "5 answers so far" in words_of(results(fanni)) and fanni.figures("good").chosen == 0
    with pytest.raises(IntegrityError, match="threshold"), unit_of_work():
        fanni.ask.threshold = 2


def test_the_circles_curve_is_made_of_what_each_meeting_has_published(fanni, town):
    fanni.answers(*[{"good": 4}] * 5)
    earlier = _room_of_an_earlier_meeting(fanni, town, weeks=1)
    earlier.answers(*[{"good": 2}] * 5, *[{"good": 5}] * 4)
    quiet = _room_of_an_earlier_meeting(fanni, town, weeks=2)
    quiet.answers(*[{"good": 1}] * 4)
    page = circle(fanni)
    assert [cell.text for cell in page.select("tbody td")] == ["2", "4"]
    assert page.select_one("section h2").text == "Was it good to be here?"


def test_the_circles_curve_is_taken_out_as_a_table(fanni, town):
    fanni.answers(*[{"good": 4}] * 5)
    earlier = _room_of_an_earlier_meeting(fanni, town, weeks=1)
    earlier.answers(*[{"good": 2}] * 4, {"good": 5}, *[{"good": 1}] * 4)
    links = [link["href"] for link in circle(fanni).select("a[href*='table=meetings']")]
    fanni.browser.get(links[0])
    head, *lines = fanni.browser.answer.data.decode("utf-8-sig").splitlines()
    days = [str(local(room.meeting.starts_at).date()) for room in (earlier, fanni)]
    assert head == "Question;Day;Mean"
    assert [line.split(";")[1:] for line in lines] == [[days[0], "2,6"], [days[1], "4,0"]]
    address = fanni.browser.url(
        "feedback.circle_file", "en", {"circle_id": town.group.id, "ending": "xlsx"}
    )
    book = load_workbook(BytesIO(fanni.browser.client.get(address).data))
    assert book.sheetnames == ["Answers", "Means", "Words", "Means by meeting"]
    assert [row[2] for row in book["Means by meeting"].values] == ["Mean", 2.6, 4]


def _room_of_an_earlier_meeting(room, town, weeks):
    with unit_of_work():
        ago = timedelta(weeks=weeks)
        meeting = Meeting(
            organisation_id=1,
            circle_id=town.group.id,
            starts_at=town.meeting.starts_at - ago,
            ends_at=town.meeting.ends_at - ago,
        )
        operations.db.session.add(meeting)
        operations.db.session.flush()
    earlier = Room(meeting, room.browser)
    with unit_of_work():
        earlier.ask.closes_at = room.ask.closes_at
    return earlier


def test_two_pages_subtracted_never_tell_of_fewer_than_five(fanni):
    """Whatever comes, each published figure grows by nothing or by a whole batch."""
    dice = Random(5)
    before = {}
    for _number in range(60):
        said = {"good": dice.choice([0, 1, 5, ""]), "heard": dice.choice(["", "", 3]), "again": 2}
        fanni.answers({key: value for key, value in said.items() if value != ""})
        for key in ("good", "heard", "again"):
            chosen = fanni.figures(key).chosen
            assert chosen - before.get(key, 0) not in {1, 2, 3, 4}
            before[key] = chosen
    assert before["again"] == 60 and 0 < before["heard"] < before["good"] < 60


def test_a_demo_evening_has_answers_to_look_at(town):
    made_up.answers(town.meeting, 12, Random(7))
    ask = queries.ask_about(town.meeting)
    assert 5 <= queries.answers(ask) <= 12
    assert all(f.chosen >= 5 for f in queries.figures(ask) if f.question.type.top)


def test_another_organisations_leader_finds_nothing(town, browser):
    browser.sign_in(town.olli)
    for page in ("show_qr", "results"):
        browser.open(f"feedback.{page}", meeting_id=town.meeting.id, status=404)
    browser.open("feedback.circle_results", circle_id=town.group.id, status=404)


def test_a_leader_of_another_group_is_not_let_in(town, browser):
    browser.sign_in(town.leo)
    for page in ("show_qr", "results"):
        browser.open(f"feedback.{page}", meeting_id=town.meeting.id, status=403)
    browser.open("feedback.circle_results", circle_id=town.group.id, status=403)


def test_results_take_as_many_statements_however_many_answered(fanni, statements):
    fanni.answers(*[{"good": 4, "heard": 3, "words": "few"}] * 5)
    results(fanni)  # tests share the session, and with it what has been read
    with statements() as few:
        results(fanni)
    fanni.answers(*[{"good": 5, "heard": 1, "words": "many"}] * 10)
    with statements() as many:
        results(fanni)
    assert len(many) == len(few) <= 14


def test_a_circles_page_takes_as_many_statements_however_many_meetings(fanni, town, statements):
    fanni.answers(*[{"good": 4}] * 5)
    circle(fanni)
    with statements() as one:
        circle(fanni)
    _room_of_an_earlier_meeting(fanni, town, weeks=1).answers(*[{"good": 3}] * 5)
    with statements() as two:
        circle(fanni)
    assert len(one) == len(two) <= 16


def test_one_text_among_blanks_waits_until_five_have_written(fanni):
    fanni.answers(*[{"good": 5}] * 4, {"good": 5, "words": "mine alone"})
    page = results(fanni)
    assert "mine alone" not in page.text
    assert "Words are shown when at least 5 people have written." in words_of(page)
    fanni.answers(*[{"words": f"also {n}"} for n in range(4)])
    assert "mine alone" in results(fanni).text


def test_publishing_gives_replies_new_numbers(fanni):
    with unit_of_work():
        made = {f"a key of its own {n}": {fanni.questions["good"].id: 4} for n in range(4)}
        for key, said in made.items():
            operations.answer(fanni.ask, key, said)
    before = set(operations.db.session.scalars(operations.select(Reply.id)))
    fanni.answers({"good": 4})
    after = set(operations.db.session.scalars(operations.select(Reply.id)))
    assert len(after) == 5 and not before & after


def test_results_are_taken_out_as_tables_with_every_step(fanni):
    said = [{"good": step, "words": f"=said {step}"} for step in (5, 5, 4, 4, 2)]
    fanni.answers(*said, {"good": 1, "words": "waits"})
    at = {"meeting_id": fanni.meeting.id}
    fanni.browser.open("feedback.file", ending="csv", **at)
    lines = fanni.browser.answer.data.decode("utf-8-sig").splitlines()
    assert lines[0] == "Question;Answer;Number"
    assert [line.rpartition(";")[2] for line in lines[1:6]] == ["2", "2", "0", "1", "0"]
    fanni.browser.open("feedback.file", ending="csv", table="words", **at)
    text = fanni.browser.answer.data.decode("utf-8-sig")
    assert "'=said 5" in text and "waits" not in text
    book = fanni.browser.client.get(
        fanni.browser.url("feedback.file", "en", {**at, "ending": "xlsx"})
    )
    assert book.status_code == 200 and book.data[:2] == b"PK"
    paper = fanni.browser.open("feedback.sheet", **at)
    assert not paper.select("details") and len(paper.select("tbody tr")) == 5
    whole = {"circle_id": fanni.meeting.circle_id}
    assert "=said 5" in fanni.browser.open("feedback.circle_sheet", **whole).text
    assert "=said 5" in circle(fanni).text
    fanni.browser.open("feedback.circle_file", ending="csv", table="means", **whole)
    assert ";4,0;5;5;0" in fanni.browser.answer.data.decode()


def test_a_writer_lets_the_words_be_quoted(fanni):
    field = fanni.questions["words"].field
    fanni.send(fanni.form(words="Tule mukaan") | {f"{field}_quote": "y"})
    fanni.send(fanni.form(words="Vain meille"))
    replies = {r.words: r.quotable for r in operations.db.session.scalars(operations.select(Reply))}
    assert replies == {"Tule mukaan": True, "Vain meille": False}
