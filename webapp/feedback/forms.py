from functools import lru_cache
from secrets import token_urlsafe
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf, Optional, ValidationError

from webapp import texts
from webapp.db import db
from webapp.feedback.models import FeedbackForm, Question, as_one
from webapp.feedback.occasions import Occasion
from webapp.feedback.question_types import DONT_KNOW, QuestionType
from webapp.forms import Form, at_most, required
from webapp.i18n import language

LONGEST = 2000
QUOTE = _("My words may be quoted in public, without a name")


class AnswerForm(Form):
    """What a participant fills in; a field for each question is added by `answer_form`.

    `key` is made when the form is shown and comes back with it: so a form sent twice is known.
    """

    title: texts.Wording | None
    asked: dict[str, tuple[int, QuestionType]]  # which field answers which question
    spoken: dict[str, list[str]]  # in which languages a question is, where not in the reader's
    keys: dict[str, str]  # what figures call the question of each field
    ticks: dict[str, str]  # beside which words there is a tick that lets them be quoted
    must: bool  # whether some questions have to be answered
    key = HiddenField(default=lambda: token_urlsafe(16))

    @property
    def said(self) -> dict[int, int | str]:
        """A step or words by the question's id."""
        said: dict[int, int | str] = {}
        for name, (id_, kind) in self.asked.items():
            data = self[name].data
            if kind == QuestionType.WORDS:
                said[id_] = data
            elif data:
                said[id_] = as_one(map(int, data)) if kind == QuestionType.MANY else int(data)
        return said

    @property
    def quotable(self) -> set[int]:
        """The questions whose words may be quoted in public."""
        return {self.asked[name][0] for name, tick in self.ticks.items() if self[tick].data}

    @property
    def written(self) -> str:
        """All that is in the writer's own words."""
        return "\n".join(field.data for field in self.worded)

    @property
    def worded(self) -> list[Any]:
        """The fields in which something is written."""
        words = [self[name] for name, (_id, k) in self.asked.items() if k == QuestionType.WORDS]
        return [field for field in words if field.data]

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if valid and not any(said != "" for said in self.said.values()):
            self["q1"].errors = [_("Answer at least one question")]
            return False
        return valid


def answer_form(form: FeedbackForm) -> AnswerForm:
    return _made_of(form.id, form.digest, language())()


@lru_cache
def _made_of(form_id: int, digest: str, tag: str) -> type[AnswerForm]:
    """A form as a class, in one language; its words never change, so it is made once."""
    form = db.session.get_one(FeedbackForm, form_id)
    texts.load(form.questions)
    unsure = _marked(form.wording("dont_know", tag))
    worded = [q for q in form.questions if q.type == QuestionType.WORDS]
    quoted = worded if form.occasion != Occasion.LEADER else []  # of leaders nobody tells in public
    ticks = {q.field: f"{q.field}_quote" for q in quoted}
    parts: dict[str, Any] = {"ticks": ticks}
    for q in form.questions:
        parts[q.field] = _field(q, unsure)
        if q.field in ticks:
            parts[ticks[q.field]] = BooleanField(QUOTE)
    parts["title"] = form.wording("title", tag)
    parts["asked"] = {q.field: (q.id, q.type) for q in form.questions}
    parts["spoken"] = {q.field: _others(q) for q in form.questions}
    parts["keys"] = {q.field: q.key for q in form.questions}
    parts["must"] = any(q.required for q in form.questions)
    return type("AnswerForm", (AnswerForm,), parts)


def _others(question: Question) -> list[str]:
    said = filter(None, map(question.wording, question.text_fields))
    return list(dict.fromkeys(words.language for words in said if not words.is_translated))


def _marked(words: texts.Wording | None, body: str | None = None) -> str:
    """Words as they stand on the page: in another language than the page's, marked as such."""
    if words is None or words.is_translated:
        return (words.body if words else "") if body is None else body
    shown = words.body if body is None else body
    return Markup('<span lang="{}" dir="auto">{}</span>').format(words.language, shown)


def _steps(question: Question) -> dict[str, str]:
    """What can be chosen; of a number that has words beside it, the words are marked alone."""
    words, steps = question.wording("steps"), {}
    for step, body in question.steps.items():
        number, _space, rest = (
            body.partition(" ") if question.type == QuestionType.TEN else ("", "", body)
        )
        said = _marked(words, rest) if rest else ""
        steps[str(step)] = Markup("{} {}").format(number, said).strip() if number else said
    return steps


def _field(question: Question, unsure: str) -> Any:
    label = _marked(question.wording("text"))
    kind = question.type
    first = required(_("Answer this question")) if question.required else Optional()
    how: dict[str, Any] = {"label": label, "description": _hints(question)}
    if kind == QuestionType.WORDS:
        # a browser would cut what is pasted
        rows = {"rows": 4, "maxlength": False}
        checks = [*([first] if question.required else []), at_most(LONGEST)]
        return TextAreaField(validators=checks, filters=[as_written], render_kw=rows, **how)
    steps = _steps(question)
    if not kind.is_choice:
        steps[str(DONT_KNOW)] = unsure
    how["choices"] = [SelectChoice(*step) for step in steps.items()]
    if kind == QuestionType.MANY:
        return SelectMultipleField(validators=[first, _all_of(steps)], validate_choice=False, **how)
    wrong = _("Choose one of the faces") if kind.faces else _("Choose one of these")
    return RadioField(
        validators=[first, AnyOf(steps, wrong)],
        validate_choice=False,
        render_kw={"faces" if kind.faces else "scale": kind.top} if kind.top else None,
        **how,
    )


def _hints(question: Question) -> str:
    hints = [_marked(question.wording("hint"))]
    if question.required:
        hints.append(gettext("This needs an answer."))
    if question.type == QuestionType.WORDS:
        hints.append(gettext("At most %(max)s characters.", max=LONGEST))
    return Markup(" ").join(filter(None, hints))


def _all_of(steps: dict[str, str]) -> Any:
    def check(_form: Any, field: Any) -> None:
        if {*field.data} - {*steps}:
            raise ValidationError(_("Choose one of these"))

    return check


def as_written(text: str | None) -> str:
    """Lines end as on paper; no database takes a character that is no character."""
    return (text or "").replace("\r\n", "\n").replace("\0", "").strip()
