"""An organisation makes a form its own: copied, written, tried, taken into use, changed again."""

from datetime import timedelta

import pytest

from tests.feedback.conftest import Room, rows, words_of
from webapp import texts
from webapp.audit import AuditEntry
from webapp.db import db, unit_of_work
from webapp.feedback import editing, operations, queries, shelf
from webapp.feedback.models import Answer, Ask, FeedbackForm, Question, Reply
from webapp.feedback.question_types import QuestionType
from webapp.meetings.models import Meeting
from webapp.texts import Text
from webapp.web import Refused

GOOD = {"type": "faces3", "text": "Was it warm?", "steps": " Cold \n\nSo-so\nWarm"}


@pytest.fixture
def kaisa(town, browser):
    with unit_of_work():
        operations.load_forms()
    return browser.sign_in(town.kaisa)


@pytest.fixture
def ours(town, kaisa):
    """A copy of the form after a meeting, still a draft."""
    kaisa.send("feedback.copy_form", form_id=queries.form("after-a-meeting").id)
    return db.session.scalars(db.select(FeedbackForm).filter_by(organisation_id=1)).one()


def fresh(form):
    db.session.expire_all()
    return db.session.get(FeedbackForm, form.id)


def asked(form):
    texts.load(fresh(form).questions)
    return [str(question.wording("text", "en")) for question in form.questions]


def take(kaisa, form):
    kaisa.send("feedback.publish_form", form_id=form.id)


def test_a_copy_says_the_same_in_every_language_and_the_library_stays(ours, kaisa):
    library = queries.form("after-a-meeting")
    assert asked(ours) == asked(library) and ours.is_draft and ours.key != library.key
    for one, other in zip(shelf.parts(ours), shelf.parts(library), strict=True):
        said = [{k: t.body for k, t in thing.texts.items()} for thing in (one, other)]
        assert said[0] == said[1]
    assert "Our own forms" in words_of(kaisa.open("feedback.forms"))
    page = kaisa.open("feedback.form", form_id=library.id)
    assert "Add a question" not in page.text and "Make a copy of our own" in page.text


def test_a_question_is_written_added_moved_and_removed(ours, kaisa):
    first = ours.questions[0]
    place = {"form_id": ours.id, "question_id": first.id}
    page = kaisa.open("feedback.edit_question", **place)
    assert page.select_one("[name=text]")["value"] == "Was it good to be here?"
    kaisa.send("feedback.edit_question", GOOD, **place)
    kaisa.send(
        "feedback.add_question",
        {"type": "yes_no", "text": "Again?", "required": "y"},
        form_id=ours.id,
    )
    assert asked(ours)[0] == "Was it warm?" and asked(ours)[-1] == "Again?"
    assert fresh(ours).questions[-1].required and fresh(ours).questions[0].steps[1] == "Cold"
    kaisa.send("feedback.place_question", {"position": "2"}, **place)
    assert asked(ours)[1] == "Was it warm?"
    kaisa.send("feedback.remove_question", **place)
    assert "Was it warm?" not in asked(ours)
    assert [q.position for q in fresh(ours).questions] == [1, 2, 3, 4]
    assert not [t for t in rows(Text) if t.kind == "question" and t.thing_id == first.id]


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ({"text": " "}, "Write the question"),
        ({"type": "stars"}, "Not a valid choice"),
        ({"steps": "Cold\nWarm"}, "Write 3 steps, one on each line"),
        ({"type": "ten"}, "Write 2 steps, one on each line"),
        ({"type": "many", "steps": "\n".join("abcdefghijklm")}, "Write 2 to 12 choices"),
        ({"text": "x" * 301}, "Shorten this to 300"),
    ],
)
def test_what_can_not_be_asked_is_told_and_nothing_is_lost(ours, kaisa, typed, what):
    page = kaisa.send("feedback.add_question", GOOD | typed, form_id=ours.id, status=422)
    assert what in page.select_one(".error-summary").text
    assert page.select_one("[name=text]")["value"].strip() == (GOOD | typed)["text"].strip()
    assert len(fresh(ours).questions) == 4


def test_the_whole_form_is_written_in_arabic_beside_its_finnish(ours, kaisa):
    page = kaisa.open("feedback.form_texts", form_id=ours.id, tag="ar")
    name = f"q{ours.questions[0].id}-text"
    assert "Was it good to be here?" in page.find(id=f"{name}-hint").text
    fields = {tag["name"]: "" for tag in page.select("main input, main textarea")}
    kaisa.send("feedback.form_texts", fields | {name: "هل كان جيدا؟"}, form_id=ours.id, tag="ar")
    page = kaisa.open("feedback.preview_form", form_id=ours.id, lang="ar")
    assert page.html["dir"] == "rtl" and page.legend.text == "هل كان جيدا؟"
    row = kaisa.open("feedback.form", form_id=ours.id)
    assert "8 texts missing" in row.find("a", string="Arabic").find_parent("li").text


def test_a_preview_is_checked_but_never_saved(ours, kaisa):
    page = kaisa.open("feedback.preview_form", form_id=ours.id)
    assert "Nothing is saved" in page.text and page.select_one(".preview .faces")
    kaisa.send("feedback.preview_form", {"q1": "9"}, form_id=ours.id, status=422)
    page = kaisa.send("feedback.preview_form", {"q1": "5"}, form_id=ours.id, status=200)
    assert "would have been saved" in page.text
    assert rows(Answer) == rows(Reply) == rows(Ask) == []


def test_an_unfinished_form_is_not_taken_into_use(ours, kaisa):
    kaisa.send("feedback.add_question", GOOD | {"type": "one", "steps": ""}, form_id=ours.id)
    page = kaisa.open("feedback.form", form_id=ours.id)
    assert "Question 5 lacks steps or choices." in page.text and "Take into use" not in page.text
    kaisa.send("feedback.publish_form", form_id=ours.id, status=409)
    assert fresh(ours).is_draft


def test_choices_are_as_many_in_each_language(ours):
    with unit_of_work():
        question = editing.add(ours, QuestionType.ONE)
        editing.word(question, "en", {"text": "Which?", "steps": "A\nB\nC"})
        editing.word(question, "sv", {"text": "Vilken?", "steps": "A\nB"})
    assert editing.missing(ours) == ["Question 5 lacks steps or choices."]
    with unit_of_work():
        editing.word(question, "sv", {"steps": "A\nB\nC"})
    assert editing.missing(ours) == []


def test_what_is_in_use_never_changes_and_its_next_version_does(ours, kaisa, town):
    take(kaisa, ours)
    assert [entry.action for entry in rows(AuditEntry)] == ["feedback_form.published"]
    place = {"form_id": ours.id, "question_id": ours.questions[0].id}
    for act in ("edit_question", "remove_question", "place_question"):
        kaisa.send(f"feedback.{act}", {**GOOD, "position": "2"}, **place, status=409)
    kaisa.send("feedback.discard_form", form_id=ours.id, status=409)
    kaisa.send("feedback.change_form", form_id=ours.id)
    kaisa.send("feedback.change_form", form_id=ours.id)
    draft, used = shelf.versions(ours.key)
    assert (draft.version, draft.is_draft, used.version) == (2, True, 1), "one draft, however asked"
    draft_place = {"form_id": draft.id, "question_id": draft.questions[0].id}
    kaisa.send("feedback.edit_question", GOOD | {"text": "New words"}, **draft_place)
    assert asked(used)[0] == "Was it good to be here?"
    assert queries.form(ours.key) == used
    take(kaisa, draft)
    assert queries.form(ours.key) == draft


def test_old_answers_keep_their_words_and_other_steps_start_another_line(ours, kaisa, town):
    take(kaisa, ours)
    room = Room(town.meeting, kaisa)
    with unit_of_work():
        room.ask.form = ours
    room.questions = {question.key: question for question in ours.questions}
    room.answers(*[{"good": 5, "again": 3}] * 5)
    kaisa.send("feedback.change_form", form_id=ours.id)
    draft = shelf.versions(ours.key)[0]
    by_key = {question.key: question for question in draft.questions}
    with unit_of_work():
        editing.word(by_key["heard"], "en", {"text": "Were you listened to!"}, same=True)
        editing.word(by_key["words"], "en", {"text": "What was bad?"})
        editing.word(by_key["good"], "en", {"steps": "1\n2\n3\n4\n5"})
        editing.word(by_key["good"], "ar", {"steps": "١\n٢\n٣\n٤\n٥"})
        editing.settle(by_key["again"], QuestionType.FACES5, required=False)
    keys = {question.key for question in draft.questions}
    assert keys & {"good", "heard", "again", "words"} == {"heard"}
    assert "steps" not in {field for field, _tag in by_key["again"].texts}
    assert room.figures("good").bars[0] == ("It was very good", 5)


@pytest.mark.parametrize(("typed", "goes_on"), [({}, False), ({"same": "y"}, True)])
def test_changed_words_are_another_question_unless_kaisa_says_they_are_not(
    ours, kaisa, typed, goes_on
):
    place = {"form_id": ours.id, "question_id": ours.questions[0].id}
    page = kaisa.open("feedback.edit_question", **place)
    shown = {tag["name"]: tag.get("value", "") for tag in page.select("main input[type=text]")}
    shown |= {"type": "faces5", "steps": page.select_one("[name=steps]").text}
    kaisa.send("feedback.edit_question", shown, **place)
    assert fresh(ours).questions[0].key == "good", "nothing was changed"
    kaisa.send("feedback.edit_question", shown | {"text": "Was it HARD?"} | typed, **place)
    assert (fresh(ours).questions[0].key == "good") == goes_on


def a_question_with_choices(form, kind=QuestionType.ONE):
    with unit_of_work():
        question = editing.add(form, kind)
        for tag in ("en", "sv"):
            editing.word(question, tag, {"text": "Which?", "steps": "A\nB\nC"})
    return question


@pytest.mark.parametrize(
    "written",
    [
        [("en", "A\nB"), ("sv", "A\nB")],
        [("sv", ""), ("en", ""), ("en", "A\nB")],
        [("en", "A\nB\nC\nD")],
        [("fi", "A\nB")],
    ],
)
def test_more_or_fewer_choices_are_another_question_whatever_kaisa_says(ours, written):
    question = a_question_with_choices(ours)
    before = question.key
    with unit_of_work():
        editing.word(question, "en", {"steps": "A\nB\nCee"}, same=True)
    assert question.key == before, "a word was mended"
    for tag, steps in written:
        with unit_of_work():
            editing.word(question, tag, {"steps": steps}, same=True)
    assert question.key != before


@pytest.mark.parametrize("kind", [QuestionType.ONE, QuestionType.MANY])
def test_answers_to_three_choices_are_never_counted_among_two(ours, kaisa, town, kind):
    """Not even where an earlier version of the site let the two go by one key."""
    key = a_question_with_choices(ours, kind).key
    take(kaisa, ours)
    room = Room(town.meeting, kaisa)
    with unit_of_work():
        room.ask.form = ours
    room.questions = {question.key: question for question in ours.questions}
    room.answers(*[{key: 3}] * 5)
    with unit_of_work():
        draft = editing.change(ours)
        question = draft.questions[-1]
        for tag in ("en", "sv"):
            editing.word(question, tag, {"steps": "A\nB"})
        question.key = key
        editing.publish(draft)
    earlier = _asked_a_week_before(town, draft, question)
    figures = queries.figures_of_the_year(town.group)
    of_both = {len(each.bars): each.chosen for each in figures if each.question.key == key}
    assert of_both == {3: 5, 2: 5} and earlier.is_open
    kaisa.sign_in(town.fanni)
    whole = {"circle_id": town.group.id}
    kaisa.open("feedback.circle_results", **whole)
    kaisa.open("feedback.circle_sheet", **whole)
    kaisa.open("feedback.circle_file", ending="csv", **whole)


def _asked_a_week_before(town, form, question):
    """Five who chose the second."""
    week = timedelta(weeks=1)
    times = {"starts_at": town.meeting.starts_at - week, "ends_at": town.meeting.ends_at - week}
    with unit_of_work():
        meeting = Meeting(organisation_id=1, circle=town.group, **times)
        db.session.add(meeting)
        ask = operations.start_asking(meeting)
        ask.form, ask.closes_at = form, ask.closes_at + week
        for number in range(5):
            operations.answer(ask, f"a key of its own {number}", {question.id: 2})
    return ask


def test_faces_without_words_get_the_usual_ones(ours, kaisa):
    kaisa.send("feedback.add_question", {"type": "faces3", "text": "Warm?"}, form_id=ours.id)
    assert fresh(ours).questions[-1].steps == {1: "No", 2: "Maybe", 3: "Yes"}


@pytest.mark.parametrize("lang", ["en", "fi-simple"])
@pytest.mark.parametrize("one", ["0", "1"])
def test_the_preview_of_a_form_without_questions_says_that_nothing_is_asked_yet(
    ours, kaisa, lang, one
):
    with unit_of_work():
        for question in list(ours.questions):
            editing.remove(question)
    at = {"form_id": ours.id, "lang": lang}
    pages = [
        kaisa.open("feedback.preview_form", one=one, **at),
        kaisa.send("feedback.preview_form", {"one": one, "at": "0"}, status=200, **at),
    ]
    told = {"en": "There are no questions yet.", "fi-simple": "Kysymyksiä ei ole vielä."}
    for page in pages:
        assert told[lang] in page.text and "toimii" not in page.text
        assert not page.select(".preview, main form[method=post]")


def test_a_preview_in_easy_finnish_is_read_a_question_at_a_time(ours, kaisa):
    page = kaisa.open("feedback.preview_form", form_id=ours.id, lang="fi-simple")
    assert page.select_one(".preview .progress").text == "1 / 4"
    form = {"one": "1", "deed": "next", "q1": "5", "at": "0"}
    at = {"form_id": ours.id, "lang": "fi-simple", "status": 200}
    page = kaisa.send("feedback.preview_form", form, **at)
    assert page.select_one(".preview .progress").text == "2 / 4"
    page = kaisa.send("feedback.preview_form", form | {"at": "3", "q4": ""}, **at)
    assert "Lomake toimii" in page.text and rows(Answer) == []


def test_a_form_in_use_with_a_draft_beside_it_says_so_in_one_badge(ours, kaisa):
    assert [badge.text for badge in kaisa.open("feedback.forms").select(".badge")] == ["Draft"]
    take(kaisa, ours)
    kaisa.send("feedback.change_form", form_id=ours.id)
    badges = [badge.text for badge in kaisa.open("feedback.forms").select(".badge")]
    assert badges == ["In use, with changes not yet published"]


def test_another_language_of_the_same_steps_is_the_same_line(ours):
    with unit_of_work():
        question = ours.questions[0]
        arabic = question.texts[("steps", "ar")]
        db.session.delete(arabic)
        del question.texts[("steps", "ar")]
    with unit_of_work():
        editing.word(question, "ar", {"steps": "١\n٢\n٣\n٤\n٥"})
    assert ours.questions[0].key == "good"


def test_a_draft_is_deleted_with_its_words(ours, kaisa):
    before = len(rows(Text))
    kaisa.send("feedback.discard_form", form_id=ours.id)
    assert [form for form in rows(FeedbackForm) if form.organisation_id] == []
    assert len(rows(Text)) < before
    assert {text.thing_id for text in rows(Text) if text.kind == "question"} == {
        question.id for question in rows(Question)
    }


def test_a_form_of_another_organisation_is_not_there(ours, town, browser):
    browser.sign_in(town.olli)
    for page in ("form", "preview_form", "add_question", "discard_form"):
        browser.open(f"feedback.{page}", form_id=ours.id, status=404)
    for act in ("copy_form", "change_form", "publish_form"):
        browser.send(f"feedback.{act}", form_id=ours.id, status=404)
    assert (
        ours.wording("name").body
        not in browser.open("feedback.forms").main.text.split("Library")[0]
    )


def test_a_question_of_another_form_is_not_there(ours, kaisa):
    other = queries.form("mentoring").questions[0]
    place = {"form_id": ours.id, "question_id": other.id}
    kaisa.open("feedback.edit_question", **place, status=404)
    kaisa.send("feedback.remove_question", **place, status=404)


def test_the_library_itself_is_not_written_by_anyone(kaisa):
    library = queries.form("mentoring")
    kaisa.send("feedback.change_form", form_id=library.id, status=403)
    with pytest.raises(Refused):
        editing.remove(library.questions[0])


def test_a_leader_reads_forms_and_tries_them_but_does_not_write(ours, town, browser):
    browser.sign_in(town.fanni)
    page = browser.open("feedback.form", form_id=ours.id)
    assert "Add a question" not in page.text and "Make a copy" not in page.text
    browser.open("feedback.add_question", form_id=ours.id, status=403)
    assert "THL" in browser.open("feedback.scales").text
