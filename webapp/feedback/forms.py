from secrets import token_urlsafe
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf, Optional

from webapp import texts
from webapp.feedback.models import DONT_KNOW, FeedbackForm, Question
from webapp.forms import Form, at_most

LONGEST = 2000


class AnswerForm(Form):
    """What a participant fills in; a field for each question is added by `answer_form`.

    `key` is made when the form is shown and comes back with it: so a form sent twice is known.
    """

    questions: list[Question]
    key = HiddenField(default=lambda: token_urlsafe(16))

    @property
    def said(self) -> dict[int, int | str]:
        """A step or words by the question's id. No face chosen says nothing; no words do."""
        steps = {
            question.id: int(self[question.field].data)
            for question in self.questions
            if question.type.top and self[question.field].data
        }
        words = {q.id: self[q.field].data for q in self.questions if not q.type.top}
        return steps | words

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if valid and not any(said != "" for said in self.said.values()):
            first = self[self.questions[0].field]
            first.errors = [_("Choose a face or write a few words")]
            return False
        return valid


def answer_form(form: FeedbackForm) -> AnswerForm:
    texts.load([form])
    texts.load(form.questions)
    unsure = str(form.wording("dont_know") or "")
    fields = {question.field: _field(question, unsure) for question in form.questions}
    made: AnswerForm = type("AnswerForm", (AnswerForm,), {**fields, "questions": form.questions})()
    return made


def _field(question: Question, unsure: str) -> Any:
    label, hint = str(question.wording("text") or ""), str(question.wording("hint") or "")
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
