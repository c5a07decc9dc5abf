"""Forms are files: loaded once, and read with care."""

import pytest

from webapp.db import db
from webapp.feedback import editing, library, operations
from webapp.feedback.models import FeedbackForm, Question
from webapp.languages import PARTICIPANTS
from webapp.texts import Text
from webapp.web import Refused

SHIPPED = library.FORMS / "after-a-meeting.yaml"


@pytest.fixture
def file(tmp_path):
    copy = tmp_path / "after-a-meeting.yaml"
    copy.write_bytes(SHIPPED.read_bytes())
    return copy


def changed(file, *pairs):
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    return file.parent


def test_the_shipped_forms_are_loaded_once(app):
    assert [form.key for form in operations.load_forms()] == [
        "after-a-meeting",
        "assignment-expert",
        "assignment-requester",
        "end-of-a-series",
        "end-of-the-group",
        "leaders-own-look-back",
        "mentoring",
        "peer-coaching",
        "sparring-event",
    ]
    rows = [db.session.query(model).count() for model in (FeedbackForm, Question, Text)]
    assert operations.load_forms() == []
    assert rows == [db.session.query(model).count() for model in (FeedbackForm, Question, Text)]


@pytest.mark.parametrize("tag", PARTICIPANTS)
def test_the_shipped_forms_are_whole_in_every_language_of_participants(app, tag):
    for form in operations.load_forms():
        assert editing.untold(form, tag) == 0, form.key
        hinted = [q for q in form.questions if q.wording("hint", tag)]
        assert {q.wording("hint", tag).language for q in hinted} <= {tag}, form.key
        for question in form.questions:
            steps = {
                text.body.count("\n") for (f, _t), text in question.texts.items() if f == "steps"
            }
            assert len(steps) <= 1, question.key


def test_two_forms_have_no_question_in_common_but_the_last_words(app):
    """What two forms call the same would be told together in figures."""
    keys = [question.key for form in operations.load_forms() for question in form.questions]
    assert {key for key in keys if keys.count(key) > 1} == {"words"}


def test_a_new_version_is_asked_from_then_on_and_the_old_keeps_its_words(town, file):
    old = operations.start_asking(town.meeting).form
    operations.load_forms(
        changed(file, ("version: 3", "version: 4"), ("Was it good", "Was it nice"))
    )
    newest = operations.queries.form("after-a-meeting")
    assert (old.version, newest.version) == (3, 4)
    assert str(old.questions[0].wording("text", "en")) == "Was it good to be here?"
    assert str(newest.questions[0].wording("text", "en")) == "Was it nice to be here?"


def test_words_changed_without_a_new_version_are_refused(app, file):
    operations.load_forms()
    with pytest.raises(Refused, match="Raise the version"):
        operations.load_forms(changed(file, ("Was it good", "Was it nice")))


def test_a_comment_is_no_new_version(app, file):
    operations.load_forms()
    assert operations.load_forms(changed(file, ("key: after", "# hello\nkey: after"))) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("key: after", "kye: after", 24, "“kye” is not known here"),
        ("version: 3", "version: one", 25, "whole number"),
        ("version: 3", "version: 0", 25, "whole number"),
        ("  sv: Hur var träffen?\n", "", 38, "“sv” is missing"),
        ("  sv: Hur var träffen?", "  fi: Kaksi", 40, "“fi” is here twice"),
        ("for: meeting", "for: fun", 26, "“fun” is not one of"),
        ("type: faces5", "type: faces7", 62, "“faces7” is not one of"),
        ("Not at all, Not really", "Not really", 78, "5 steps are needed in “en”, not 4"),
        ("key: heard", "key: good", 86, "two questions called “good”"),
        ("en: Was it good to be here?", "en: ", 67, "should be a text"),
        ("en: Was it good to be here?", "en: [no]", 67, "should be a text"),
        ("type: faces3", "type: ten", 125, "2 steps are needed in “fi”, not 3"),
        ("type: faces3", "type: yes_no", 111, "“yes_no” has no steps"),
        ("type: faces3\n", "type: faces3\n    required: maybe\n", 113, "not one of true, false"),
        ("type: words", "type: one", 136, "“one” needs steps"),
        ("key: after-a-meeting", "key: [after", 25, "expected ',' or ']'"),
        ("title:", "title: {}\nother:", 38, "“other” is not known here"),
    ],
)
def test_an_error_is_told_by_file_line_and_what_is_wrong(app, file, old, new, line, what):
    with pytest.raises(Refused) as refusal:
        operations.load_forms(changed(file, (old, new)))
    assert f"{file}, line {line}: " in str(refusal.value) and what in str(refusal.value)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"- a list", b"just words"])
def test_a_file_that_is_no_form_is_refused(app, file, content):
    file.write_bytes(content)
    with pytest.raises(Refused, match=r"after-a-meeting\.yaml"):
        operations.load_forms(file.parent)
