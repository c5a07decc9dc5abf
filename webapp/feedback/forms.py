from functools import lru_cache
from secrets import token_urlsafe
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf, Optional

from webapp import texts
from webapp.db import db
from webapp.feedback.models import DONT_KNOW, FeedbackForm, Question
from webapp.forms import Form, at_most
from webapp.i18n import language, language_name

LONGEST = 2000


class AnswerForm(Form):
    """What a participant fills in; a field for each question is added by `answer_form`.

    `key` is made when the form is shown and comes back with it: so a form sent twice is known.
    """

    title: str
    scales: dict[str, int]  # which field answers which question
    texts: dict[str, int]
    key = HiddenField(default=lambda: token_urlsafe(16))

    @property
    def said(self) -> dict[int, int | str]:
        """A step or words by the question's id. No face chosen says nothing; no words do."""
        steps = {id_: int(self[name].data) for name, id_ in self.scales.items() if self[name].data}
        return steps | {id_: self[name].data for name, id_ in self.texts.items()}

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if valid and not any(said != "" for said in self.said.values()):
            self["q1"].errors = [_("Choose a face or write a few words")]
            return False
        return valid


def answer_form(form: FeedbackForm) -> AnswerForm:
    return _made_of(form.id, form.digest, language())()


@lru_cache
def _made_of(form_id: int, digest: str, tag: str) -> type[AnswerForm]:
    """A form as a class, in one language; its words never change, so it is made once."""
    form = db.session.get_one(FeedbackForm, form_id)
    texts.load(form.questions)
    unsure = str(form.wording("dont_know", tag) or "")
    parts: dict[str, Any] = {q.field: _field(q, unsure) for q in form.questions}
    parts["title"] = str(form.wording("title", tag))
    parts["scales"] = {q.field: q.id for q in form.questions if q.type.top}
    parts["texts"] = {q.field: q.id for q in form.questions if not q.type.top}
    return type("AnswerForm", (AnswerForm,), parts)


def _field(question: Question, unsure: str) -> Any:
    asked, hint = question.wording("text"), str(question.wording("hint") or "")
    label = str(asked or "")
    if asked and not asked.is_translated:
        told = _("In this language: %(language)s") % {"language": language_name(asked.language)}
        hint = f"{told} {hint}".strip()
    if not question.type.top:
        return TextAreaField(
            label,
            [at_most(LONGEST)],
            filters=[as_written],
            description=hint,
            render_kw={"rows": 4, "maxlength": False},  # a browser would cut what is pasted
        )
    steps = {str(step): words for step, words in {**question.steps, DONT_KNOW: unsure}.items()}
    return RadioField(
        label,
        [Optional(), AnyOf(steps, _("Choose one of the faces"))],
        choices=[SelectChoice(*step) for step in steps.items()],
        validate_choice=False,
        description=hint,
        render_kw={"faces": question.type.top},
    )


def as_written(text: str | None) -> str:
    """Lines end as on paper; no database takes a character that is no character."""
    return (text or "").replace("\r\n", "\n").replace("\0", "").strip()
