"""What a coordinator fills in to write a form: one question, or all texts in one language."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from webapp.feedback import shelf
from webapp.feedback.labels import KINDS
from webapp.feedback.models import FeedbackForm, Question
from webapp.feedback.question_types import QuestionType
from webapp.forms import Form, at_most, required, tidy
from webapp.i18n import language_name
from webapp.languages import FALLBACKS

LABELS = {
    "name": _("Name in the list of forms"),
    "about": _("When it is for"),
    "title": _("Heading that people see"),
    "dont_know": _("The words for “I don’t know”"),
    "text": _("Question"),
    "hint": _("Hint under the question"),
    "steps": _("Steps or choices, one on each line"),
}

USUAL = {
    QuestionType.FACES5: _("Not at all\nNot really\nIn between\nYes\nVery much"),
    QuestionType.FACES3: _("No\nMaybe\nYes"),
}
"""What is written beside the faces, if nothing else is."""


def lines(typed: str | None) -> str:
    """Without empty lines and the spaces around."""
    return "\n".join(filter(None, map(tidy, (typed or "").splitlines())))


def as_many_as(kind: QuestionType, steps: str) -> None:
    """Refuse another number of steps than this kind of question takes; none is no harm yet."""
    count = len(steps.splitlines())
    if not count or count in kind.lines or not kind.lines.start:
        return
    if kind.is_choice:
        raise ValidationError(_("Write 2 to 12 choices, one on each line"))
    message = _("Write %(num)s steps, one on each line")
    raise ValidationError(message % {"num": kind.lines.start})


def same_field() -> Any:
    """Is it still the same question? Other words are another question, unless someone says so."""
    return BooleanField(
        _("I only correct the wording: the figures go on together"),
        description=_(
            "If you change what is asked, leave this empty. "
            "The new question then gets figures of its own."
        ),
    )


class QuestionForm(Form):
    text = StringField(LABELS["text"], [required(_("Write the question")), at_most(300)], [tidy])
    hint = StringField(LABELS["hint"], [at_most(300)], [tidy])
    type = RadioField(
        _("How it is answered"),
        [required(_("Choose how it is answered"))],
        choices=[SelectChoice(kind.value, name) for kind, name in KINDS.items()],
        coerce=str,
    )
    steps = TextAreaField(
        LABELS["steps"],
        [at_most(1500)],
        [lines],
        description=_(
            "Faces: from worst to best, as many lines as faces. "
            "Left empty, they get the usual words. "
            "From 1 to 10: two lines, for 1 and for 10. Choices: from 2 to 12 lines."
        ),
        render_kw={"rows": 5, "wrap": "steps"},
    )
    required = BooleanField(_("An answer is needed"))
    same = same_field()

    def __init__(self, question: Question | None, tag: str) -> None:
        if question is None:
            super().__init__(type=QuestionType.FACES5)
            del self.same
            return
        known = {field: question.texts.get((field, tag)) for field in Question.text_fields}
        said = {field: text.body for field, text in known.items() if text}
        super().__init__(type=question.type.value, required=question.required, **said)
        if "text" not in said:
            del self.same

    def validate_steps(self, field: Any) -> None:
        if self.type.data in set(QuestionType):
            as_many_as(self.kind, field.data)

    @property
    def kind(self) -> QuestionType:
        return QuestionType(self.type.data)

    @property
    def said(self) -> dict[str, str]:
        steps = self.steps.data or USUAL.get(self.kind, "") if self.kind.lines.start else ""
        return {"text": self.text.data, "hint": self.hint.data, "steps": str(steps)}


class TextsForm(Form):
    """All that a form says in one language; see `texts_form`."""

    things: list[FeedbackForm | Question]
    same: BooleanField | None

    def said(self, thing: FeedbackForm | Question) -> dict[str, str]:
        fields = {field: _name(thing, field) for field in thing.text_fields}
        return {field: self[name].data for field, name in fields.items() if name in self}


def texts_form(form: FeedbackForm, tag: str) -> TextsForm:
    """A field for each text, with what it says in another language as its hint."""
    things = shelf.parts(form)
    parts: dict[str, Any] = {}
    known: dict[str, str] = {}
    for thing in things:
        for field in thing.text_fields:
            if field == "steps" and isinstance(thing, Question) and not thing.type.lines.start:
                continue
            name = _name(thing, field)
            parts[name] = _field(thing, field, tag)
            if text := thing.texts.get((field, tag)):
                known[name] = text.body
    parts["same"] = same_field() if any(name.endswith("-text") for name in known) else None
    made: type[TextsForm] = type("TextsForm", (TextsForm,), {**parts, "things": things})
    return made(**known)


def _field(thing: FeedbackForm | Question, field: str, tag: str) -> Any:
    number = f"{thing.position}. " if isinstance(thing, Question) else ""
    label = f"{number}{LABELS[field]}"
    others = (thing.texts.get((field, other)) for other in FALLBACKS[tag] if other != tag)
    source = next(filter(None, others), None)
    hint = f"{language_name(source.language)}: {source.body}" if source else ""
    written = {"lang": tag, "dir": "auto"}
    if field != "steps" or not isinstance(thing, Question):
        return StringField(label, [at_most(300)], [tidy], description=hint, render_kw=written)
    kind = thing.type

    def check(_form: Any, field: Any) -> None:
        as_many_as(kind, field.data)

    hint = hint.replace("\n", " / ")
    how = {"description": hint, "render_kw": {"rows": kind.lines.start, **written}}
    return TextAreaField(label, [at_most(1500), check], [lines], **how)


def _name(thing: FeedbackForm | Question, field: str) -> str:
    return f"q{thing.id}-{field}" if isinstance(thing, Question) else field
