"""The participant's side: a phone, no account, half a minute."""

from base64 import b64encode
from datetime import timedelta
from gzip import compress
from hashlib import sha256

import pytest

from tests.feedback.conftest import rows
from webapp import create_app, passes
from webapp.db import db, unit_of_work
from webapp.feedback import planning
from webapp.feedback.models import Answer, Reply
from webapp.i18n import today
from webapp.kit import static_url
from webapp.meetings import operations as meetings
from webapp.meetings.models import MeetingState
from webapp.meetings.operations import Span


def test_a_participant_answers_without_signing_in(room):
    page = room.open()
    assert page.h1.text == "How was the meeting?" and "Grief group" in page.text
    assert not page.select(":checked"), "nothing is chosen beforehand"
    room.send(room.form(good=5, words="Thank you for the coffee"))
    assert room.browser.follow().h1.text == "Thank you!"
    assert room.count() == 1


def test_no_cookie_is_set_and_no_script_is_needed(room):
    answers = [room.open(), room.send(room.form(good=5)), room.browser.follow()]
    for page in answers:
        scripts = {tag["src"] for tag in page.select("script")}
        assert scripts <= {static_url("js/read-aloud.js")}, "it only reads aloud"
    for path in ("", "/fi", "/fi/thanks"):
        room.open(path)
        assert "Set-Cookie" not in room.browser.answer.headers
    room.send(room.form(good=4))
    assert "Set-Cookie" not in room.browser.answer.headers


def test_a_form_sent_twice_counts_once(room):
    form = room.form(good=5, words="Twice")
    for _tap in range(3):
        room.send(form)
        assert room.browser.follow().h1.text == "Thank you!"
    assert room.count() == 1
    assert [reply.words for reply in rows(Reply) if reply.words] == ["Twice"]


def test_a_form_opened_anew_is_a_new_answer(room):
    room.answers({"good": 5}, {"good": 5})
    assert room.count() == 2


def test_the_page_opens_in_the_phones_language(room):
    swedish = room.open("", **{"Accept-Language": "sv-FI,sv;q=0.9,en;q=0.5"})
    assert swedish.html["lang"] == "sv" and "Hur var träffen?" in swedish.text
    assert "Accept-Language" in room.browser.answer.headers["Vary"]


@pytest.mark.parametrize("tag", ["fi", "fi-simple", "sv", "en"])
def test_another_language_is_chosen_by_a_link_and_kept(room, tag):
    link = room.open().select_one(f"nav a[lang={tag}]")
    page = room.browser.get(link["href"], **{"Accept-Language": "sv"})
    assert page.html["lang"] == tag
    room.send(room.form(good=3), f"/{tag}")
    assert room.browser.follow().html["lang"] == tag


def test_an_address_typed_as_it_is_read_opens(room):
    shown = passes.find(room.address[3:]).shown
    for typed in (shown, shown.lower(), shown.replace("0", "o").replace("1", "I")):
        room.browser.get(f"/p/{typed}")


def test_i_do_not_know_is_an_answer_and_so_are_words_alone(room):
    room.answers({"good": 0}, {"words": "Only this"})
    assert room.count() == 2


def test_an_empty_form_is_asked_for_something(room):
    page = room.send(room.form(words="  \r\n "), status=422)
    assert page.select_one(".error-summary a")["href"] == "#q1"
    assert page.title.text.startswith("Error:") and room.count() == 0


def test_how_much_fits_is_told_beside_the_words(room):
    assert "At most 2000 characters." in room.open().find(id="q4-hint").text


def test_thanks_have_a_warm_face_and_lead_to_the_groups_own_page(room, town):
    room.send(room.form(good=5))
    page = room.browser.follow()
    assert page.select_one(".picture svg") and page.find("a", string="The group's page")


def test_words_too_long_stay_on_the_page_and_nothing_is_saved(room):
    long = "äö " * 700
    form = room.form(good=4, words=long)
    page = room.send(form, status=422)
    assert page.textarea.text.strip() == long.strip()
    assert page.select_one("#q1 :checked")["value"] == "4"
    assert room.count() == 0 and rows(Reply) == []
    room.send(form | {"q4": "äö " * 600})
    assert room.count() == 1, "the corrected form is the same form"


def test_a_line_break_is_one_character_wherever_it_was_typed(room):
    room.send(room.form(words="a\r\n" * 999 + "ab"))
    assert room.count() == 1


def test_a_megabyte_of_words_is_answered_kindly(room):
    page = room.send(room.form(words="x" * 1_000_000), status=422)
    assert "2000" in page.select_one(".error-summary").text
    page = room.send(room.form(words="ä" * 1_000_000), status=413)
    assert "Your text is too long" in page.text and "file" not in page.main.text
    assert room.count() == 0


@pytest.mark.parametrize("step", ["6", "-1", "4.5", "five", "١", "9" * 40, "\0"])
def test_a_step_that_is_not_on_the_scale_is_refused(room, step):
    page = room.send(room.form(good=4, again=step), status=422)
    assert "Choose one of the faces" in page.text and room.count() == 0


def test_forged_questions_say_nothing(room):
    room.send(room.form(good=4) | {"q99": "5", "question": "1", "good": "1", "published": "1"})
    assert {reply.step for reply in rows(Reply)} == {4}  # a blank is no reply
    assert not any(reply.published for reply in rows(Reply))


def test_a_key_that_is_missing_or_huge_breaks_nothing(room):
    form = room.form(good=4)
    room.send({name: value for name, value in form.items() if name != "key"})
    room.send(form | {"key": "k" * 100_000})
    assert room.count() == 2


def test_a_character_that_no_database_takes_is_left_out(room):
    room.send(room.form(words="nul\0l 😀"))
    assert "null 😀" in {reply.words for reply in rows(Reply)}


@pytest.mark.parametrize(
    "typed",
    ["f000000000000", "F0000-0000-0000", "f123", "x", "%00", "f" * 300],
)
def test_a_wrong_address_says_so_kindly(room, typed):
    for tail in ("", "/sv"):
        page = room.browser.get(f"/p/{typed}{tail}", status=404, **{"Accept-Language": "en"})
        assert "Grief group" not in page.text
        assert page.html["lang"] == (tail[1:] or "en")
        assert page.h1.text == (
            "Den här adressen öppnas inte" if tail else "This address does not open"
        )


def test_a_withdrawn_address_opens_nothing(room):
    with unit_of_work():
        passes.revoke(passes.find(room.address[3:]))
    room.open(status=404)
    room.open("/en/thanks", status=404)
    room.send({"q1": "5"}, status=404)


def test_a_week_later_it_is_closed(room, clock):
    form = room.form(good=5)
    clock(room.meeting.ends_at + timedelta(days=7))
    page = room.open(status=410)
    assert page.h1.text == "This feedback has closed"
    page = room.send(form | {"q4": "I have <b>more</b> to say"}, status=410)
    assert page.blockquote.text == "I have <b>more</b> to say" and "not saved" in page.text
    assert room.count() == 0
    assert not room.open("/se", status=410).main.p.text.endswith("..")


def test_before_the_day_it_is_not_open(room, clock):
    clock(room.meeting.starts_at - timedelta(days=2))
    page = room.open(status=410)
    assert page.h1.text == "This feedback is not open yet"


def test_a_meeting_that_is_moved_takes_its_address_along(room):
    with unit_of_work():
        room.meeting.state = MeetingState.PLANNED
        later = timedelta(weeks=3)
        span = Span(room.meeting.starts_at + later, room.meeting.ends_at + later)
        meetings.change(room.meeting, span, "")
    assert room.open(status=410).h1.text == "This feedback is not open yet"


def test_a_meeting_that_is_moved_is_asked_about_for_as_long_as_it_was_to_be(room, town):
    with unit_of_work():
        room.meeting.state = MeetingState.PLANNED
        planning.settle(town.ours, threshold=5, days_open=30)
    for later in (timedelta(weeks=3), timedelta(weeks=20, hours=1), timedelta(hours=-5)):
        start, end = room.meeting.starts_at + later, room.meeting.ends_at + later
        with unit_of_work():
            meetings.change(room.meeting, Span(start, end), "")
        assert room.ask.closes_at == end + timedelta(days=7)
    for week in range(2):  # past midnight, too
        start = room.meeting.starts_at + timedelta(weeks=week)
        end = start + timedelta(hours=23)
        with unit_of_work():
            meetings.change(room.meeting, Span(start, end), "")
        assert room.ask.closes_at == end + timedelta(days=7)


def test_what_is_kept_tells_neither_who_nor_when_nor_in_which_order(room):
    for number in range(12):
        room.send(room.form(good=1 + number % 5, words=f"{number:02}"))
    assert set(Answer.__table__.columns.keys()) == {"form_hash", "ask_id", "day", "organisation_id"}
    assert set(Reply.__table__.columns.keys()) == {
        "id", "ask_id", "question_id", "step", "words",
        "quotable", "hidden", "published", "organisation_id",
    }  # fmt: skip
    assert {answer.day for answer in rows(Answer)} == {today()}
    for table, order in (("reply", "id"), ("answer", "form_hash")):
        stored = db.session.execute(db.text(f"SELECT * FROM {table}")).all()
        assert (
            stored == db.session.execute(db.text(f"SELECT * FROM {table} ORDER BY {order}")).all()
        )
    in_order = [r.words for r in sorted(rows(Reply), key=lambda r: r.id) if r.words]
    assert in_order != sorted(in_order)


def test_a_room_behind_one_wifi_may_answer_at_once_but_not_without_end(tmp_path):
    app = create_app(DATA=str(tmp_path), RATELIMIT_ENABLED=True)
    with app.app_context():
        db.create_all()
    phone, here = app.test_client(), {"headers": {"Sec-Fetch-Site": "same-origin"}}
    statuses = [phone.post("/p/f000000000002", **here).status_code for _ in range(121)]
    assert statuses == [404] * 120 + [429]
    other = phone.post("/p/f000000000003", **here)
    assert other.status_code == 404, "another meeting's page is not slowed down"


def test_the_first_visit_weighs_less_than_15_kilobytes_and_waits_for_no_other_file(room):
    page = room.open()
    assert not page.select("img, link[rel=stylesheet], script:not([defer])")
    scripts = [room.browser.client.get(tag["src"]).data for tag in page.select("script")]
    form = room.browser.client.get(room.address, headers={"Accept-Encoding": "gzip"})
    assert form.headers["Content-Encoding"] == "gzip"
    assert len(form.data) + sum(len(compress(script)) for script in scripts) < 15_000


def test_the_style_in_the_page_is_the_one_that_the_policy_lets_in(room):
    style = room.open().select_one("style").text
    mark = b64encode(sha256(style.encode()).digest()).decode()
    policy = room.browser.answer.headers["Content-Security-Policy"]
    assert f"style-src 'self' 'sha256-{mark}'" in policy


def test_a_forms_page_takes_as_many_statements_however_many_have_answered(room, statements):
    with statements() as before:
        room.open()
    room.answers(*[{"good": 4}] * 6)
    with statements() as after:
        room.open()
    assert len(after) == len(before) <= 6
    form = room.form(good=4, words="Yes")
    with statements() as posting:
        room.send(form)
    assert len(posting) <= 9
