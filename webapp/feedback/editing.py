"""An organisation's own forms: copied from the library, changed as drafts, taken into use.

What has been taken into use never changes: to change it is to write its next version.
"""

from collections.abc import Mapping
from secrets import token_hex

from flask_babel import gettext as _

from webapp import audit, texts
from webapp.accounts.models import Organisation
from webapp.db import db, now
from webapp.feedback import shelf
from webapp.feedback.models import FeedbackForm, Question
from webapp.feedback.question_types import QuestionType
from webapp.web import Refused

MOST_QUESTIONS = 30


def copy(form: FeedbackForm, organisation: Organisation) -> FeedbackForm:
    """A form of the organisation's own, with the same words to begin with."""
    return _like(form, organisation.id, f"{form.key[:40]}-{token_hex(4)}", 1)


def change(form: FeedbackForm) -> FeedbackForm:
    """The draft of the form's next version; made when it is first asked for."""
    newest = shelf.versions(form.key)[0]
    if newest.is_draft:
        return newest
    return _like(form, form.organisation_id, form.key, newest.version + 1)


def _like(form: FeedbackForm, owner: int | None, key: str, version: int) -> FeedbackForm:
    like = FeedbackForm(organisation_id=owner, key=key, version=version, digest=token_hex(32))
    like.occasion = form.occasion
    like.questions = [
        Question(key=q.key, type=q.type, required=q.required, position=q.position)
        for q in form.questions
    ]
    db.session.add(like)
    db.session.flush()
    texts.load(form.questions)
    _copy_texts(form, like)
    for question, another in zip(form.questions, like.questions, strict=True):
        _copy_texts(question, another)
    return like


def _copy_texts(old: texts.Worded, new: texts.Worded) -> None:
    source_first = sorted(old.texts.items(), key=lambda item: item[0][1] != old.source_language)
    for (field, tag), text in source_first:
        texts.write(new, field, tag, text.body)


def add(form: FeedbackForm, kind: QuestionType) -> Question:
    """A question after the others, without words yet."""
    _touch(form)
    if len(form.questions) >= MOST_QUESTIONS:
        raise Refused(_("A form holds at most %(most)s questions.", most=MOST_QUESTIONS))
    question = Question(key=token_hex(8), type=kind, position=len(form.questions) + 1)
    form.questions.append(question)
    db.session.flush()
    return question


def settle(question: Question, kind: QuestionType, required: bool) -> None:
    """Say how it is answered. Answered in another way it is another question in figures."""
    _touch(question.form)
    question.required = required
    if kind == question.type:
        return
    question.type, question.key = kind, token_hex(8)
    for (field, tag), text in list(question.texts.items()):
        if field == "steps" and len(text.body.splitlines()) not in kind.lines:
            texts.write(question, field, tag, "")
    db.session.flush()  # others may be written in their places


def word(
    thing: FeedbackForm | Question, tag: str, said: Mapping[str, str], *, same: bool = False
) -> None:
    """Say it in one language.

    With other words or steps than before it is another question in figures, unless it is said to
    be the `same`; a language that it lacked makes no difference. Among more or fewer choices it is
    another whatever is said.
    """
    _touch(thing.form if isinstance(thing, Question) else thing)
    if isinstance(thing, Question) and (
        _chooses_otherwise(thing, tag, said) or (not same and _asks_otherwise(thing, tag, said))
    ):
        thing.key = token_hex(8)
    for field, body in said.items():
        texts.write(thing, field, tag, body)


def _asks_otherwise(question: Question, tag: str, said: Mapping[str, str]) -> bool:
    before = {field: question.texts.get((field, tag)) for field in ("text", "steps")}
    return any(text and text.body != said.get(field, text.body) for field, text in before.items())


def _chooses_otherwise(question: Question, tag: str, said: Mapping[str, str]) -> bool:
    """Whether the choices will be more or fewer than they are: their figures can't go on."""
    if not question.type.is_choice:
        return False
    before = _steps_by_language(question)
    after = before | ({tag: said["steps"]} if "steps" in said else {})
    return _numbers(before) != _numbers(after)


def place(question: Question, position: int) -> None:
    """Ask it as the first (1), second … of the form; the others make room."""
    _touch(question.form)
    others = [other for other in question.form.questions if other is not question]
    others.insert(max(0, position - 1), question)
    _number(others)


def remove(question: Question) -> None:
    form = question.form
    _touch(form)
    texts.erase(question)
    form.questions.remove(question)
    _number(form.questions)


def discard(form: FeedbackForm) -> None:
    """A draft that nobody needs."""
    _touch(form)
    for thing in shelf.parts(form):
        texts.erase(thing)
    db.session.delete(form)


def publish(form: FeedbackForm) -> None:
    """From now on it is asked wherever its earlier version was."""
    _touch(form)
    if problems := missing(form):
        raise Refused(problems[0])
    form.in_use_since = now()
    audit.record("feedback_form.published", form, organisation_id=form.organisation_id)


def missing(form: FeedbackForm) -> list[str]:
    """What has to be done before the form can be used, in the order of its questions."""
    problems = [] if form.wording("title") else [_("The form has no heading yet.")]
    if not form.questions:
        problems.append(_("There are no questions yet."))
    for question in form.questions:
        what = {"number": question.position}
        if not question.wording("text"):
            problems.append(_("Question %(number)s has no text yet.", **what))
        if not _steps_are_whole(question):
            problems.append(_("Question %(number)s lacks steps or choices.", **what))
    return problems


def untold(form: FeedbackForm, tag: str) -> int:
    """How many texts the form lacks in a language."""
    told = [(field, tag) in form.texts for field in ("title", "dont_know")]
    for question in form.questions:
        told.append(("text", tag) in question.texts)
        told.append(("steps", tag) in question.texts or not question.type.lines.start)
    return told.count(False)


def _steps_are_whole(question: Question) -> bool:
    """As many in every language as are needed, in one language at least."""
    counts = _numbers(_steps_by_language(question)) or {0}
    return len(counts) == 1 and counts.pop() in question.type.lines


def _steps_by_language(question: Question) -> dict[str, str]:
    return {tag: text.body for (field, tag), text in question.texts.items() if field == "steps"}


def _numbers(steps: Mapping[str, str]) -> set[int]:
    """How many there are, language by language; of one that has none, nothing."""
    return {len(body.splitlines()) for body in steps.values() if body}


def _number(questions: list[Question]) -> None:
    for number, question in enumerate(questions, 1):
        question.position = number


def _touch(form: FeedbackForm) -> None:
    if not form.is_draft:
        raise Refused(_("This version is in use. Change the form as a new version."))
    form.digest = token_hex(32)
