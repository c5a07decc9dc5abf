"""Pages on which an organisation keeps its forms: the library, copies, drafts and previews."""

from typing import Any

from flask import g, request, url_for
from flask_babel import gettext as _

from webapp import texts
from webapp.access import allow
from webapp.accounts.rules import belongs
from webapp.addresses import in_every_language
from webapp.feedback import by_one, editing, leaders, shelf
from webapp.feedback.blueprint import bp
from webapp.feedback.edit_forms import QuestionForm, texts_form
from webapp.feedback.forms import answer_form
from webapp.feedback.labels import KINDS
from webapp.feedback.models import FeedbackForm, Question
from webapp.feedback.rules import edits_form, reads_form, takes_form
from webapp.forms import tidy
from webapp.i18n import language
from webapp.languages import PARTICIPANTS
from webapp.web import done, go, page

ESIS = {
    "fi": "https://thl.fi/aiheet/hyvinvoinnin-ja-terveyden-edistamisen-johtaminen/"
    "osallisuuden-edistaminen/heikoimmassa-asemassa-olevien-osallisuus/"
    "osallisuusindikaattori-mittaa-osallisuuden-kokemusta",
    "en": "https://thl.fi/en/topics/management-of-health-and-wellbeing-promotion/"
    "promotion-of-inclusion/experiences-of-social-inclusion-scale-esis-",
}


@bp.get("/forms")
@allow(belongs)
def forms() -> Any:
    ours, shared = shelf.families(g.organisation.id), shelf.families(None)
    texts.load([form for family in ours + shared for form in family])
    told = leaders.look_backs(g.organisation) if g.user.coordinates else []
    return page("feedback/forms.html", ours=ours, shared=shared, look_backs=told)


@bp.get("/forms/scales")
@allow(belongs)
def scales() -> Any:
    """What others have made and measured, and how it is used beside one's own forms."""
    in_finnish = language() in {"fi", "fi-simple"}
    return page("feedback/scales.html", address=ESIS["fi" if in_finnish else "en"])


@bp.get("/forms/<int:form_id>")
@allow(reads_form, form=FeedbackForm)
def form(form: FeedbackForm) -> Any:
    texts.load(form.questions)
    return page(
        "feedback/form.html",
        shown=form,
        history=shelf.versions(form.key),
        problems=editing.missing(form),
        untold={tag: editing.untold(form, tag) for tag in PARTICIPANTS},
        may_edit=edits_form(g.user, form),
        may_take=takes_form(g.user, form),
        kinds=KINDS,
    )


@bp.post("/forms/<int:form_id>/copy")
@allow(takes_form, form=FeedbackForm)
def copy_form(form: FeedbackForm) -> Any:
    copied = editing.copy(form, g.organisation)
    return done(_("The form is yours now. Change what you like."), _address(copied))


@bp.post("/forms/<int:form_id>/change")
@allow(edits_form, form=FeedbackForm)
def change_form(form: FeedbackForm) -> Any:
    return go(_address(editing.change(form)))


@bp.post("/forms/<int:form_id>/publish")
@allow(edits_form, form=FeedbackForm)
def publish_form(form: FeedbackForm) -> Any:
    editing.publish(form)
    return done(_("The form is in use."), _address(form))


@bp.route("/forms/<int:form_id>/discard", methods=["GET", "POST"])
@allow(edits_form, form=FeedbackForm)
def discard_form(form: FeedbackForm) -> Any:
    if request.method == "POST":
        editing.discard(form)
        return done(_("The draft is deleted."), url_for("feedback.forms"))
    return page("feedback/discard_form.html", shown=form)


@bp.route("/forms/<int:form_id>/texts/<lang:tag>", methods=["GET", "POST"])
@allow(edits_form, form=FeedbackForm)
def form_texts(form: FeedbackForm, tag: str) -> Any:
    """The whole form in one language."""
    asked = texts_form(form, tag)
    if asked.accepted():
        for thing in asked.things:
            editing.word(thing, tag, asked.said(thing), same=bool(asked.same and asked.same.data))
        return done(_("Saved."), _address(form))
    return page("feedback/form_texts.html", form=asked, shown=form, tag=tag)


@bp.route("/forms/<int:form_id>/questions/new", methods=["GET", "POST"])
@allow(edits_form, form=FeedbackForm)
def add_question(form: FeedbackForm) -> Any:
    asked = QuestionForm(None, language())
    if asked.accepted():
        question = editing.add(form, asked.kind)
        return _save(asked, question)
    return page("feedback/question.html", form=asked, shown=form, question=None)


@bp.route("/forms/<int:form_id>/questions/<int:question_id>", methods=["GET", "POST"])
@allow(edits_form, form=FeedbackForm, question=Question)
def edit_question(form: FeedbackForm, question: Question) -> Any:
    asked = QuestionForm(question, language())
    if asked.accepted():
        return _save(asked, question)
    return page("feedback/question.html", form=asked, shown=form, question=question)


def _save(asked: QuestionForm, question: Question) -> Any:
    editing.settle(question, asked.kind, asked.required.data)
    editing.word(question, language(), asked.said, same=bool(asked.same and asked.same.data))
    return done(_("Saved."), f"{_address(question.form)}#question-{question.id}")


@bp.post("/forms/<int:form_id>/questions/<int:question_id>/place")
@allow(edits_form, form=FeedbackForm, question=Question)
def place_question(form: FeedbackForm, question: Question) -> Any:
    asked = tidy(request.form.get("position"))
    wanted = int(asked) if asked.isdecimal() and len(asked) < 4 else question.position
    editing.place(question, wanted)
    return go(f"{_address(form)}#question-{question.id}")


@bp.post("/forms/<int:form_id>/questions/<int:question_id>/remove")
@allow(edits_form, form=FeedbackForm, question=Question)
def remove_question(form: FeedbackForm, question: Question) -> Any:
    editing.remove(question)
    return done(_("The question is removed."), _address(form))


@bp.route("/forms/<int:form_id>/preview", methods=["GET", "POST"])
@allow(reads_form, form=FeedbackForm)
@in_every_language
def preview_form(form: FeedbackForm) -> Any:
    """The participants' page as they will see it; what is sent there is checked, not kept."""
    asked = answer_form(form)
    if not asked.asked:
        return page("feedback/preview.html", form=asked, shown=form)
    if not by_one.is_asked():
        return page("feedback/preview.html", form=asked, shown=form, sent=asked.accepted())
    at = by_one.step(asked)
    sent, at = at == len(asked.asked), at % len(asked.asked)
    how = by_one.of(asked, at)
    return page("feedback/preview.html", form=asked, shown=form, sent=sent, at=at, **how)


def _address(form: FeedbackForm) -> str:
    return url_for("feedback.form", form_id=form.id)
