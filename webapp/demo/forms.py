"""A feedback form that an organisation has made its own, and is writing a new version of."""

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from webapp.demo.town import Town, say
from webapp.feedback import changes, editing, made_up, planning, queries
from webapp.feedback.models import FeedbackForm
from webapp.feedback.plan_models import AFTER_A_MEETING
from webapp.feedback.question_types import QuestionType
from webapp.i18n import today

FORMS = Path(__file__).parent.parent.parent / "resources" / "demo" / "forms.yaml"

CHANGE = {
    "fi": "Toivoitte lisää aikaa jutella. Nyt alussa on puoli tuntia kahvia ilman ohjelmaa.",
    "fi-simple": "Te halusitte jutella enemmän. Nyt juomme alussa kahvia puoli tuntia.",
    "sv": "Ni ville ha mer tid att prata. Nu börjar vi med en halvtimmes kaffe utan program.",
    "en": "You wanted more time to talk. Now we begin with half an hour of coffee.",
}


def add(town: Town) -> None:
    planning.plan(town.groups["aallonpohja"], 1, AFTER_A_MEETING, "end-of-the-group")
    six_weeks_ago = today() - timedelta(weeks=6)
    made_up.answers_at_the_end(town.groups["selva-suunta"], six_weeks_ago, 12, Random(3))
    made_up.answers_of_leaders(town.organisations["vertaistupa"], 9, Random(5))
    change = changes.tell(town.groups["aallonpohja"], "fi", CHANGE["fi"])
    for tag in ("fi-simple", "sv", "en"):
        changes.say(change, tag, CHANGE[tag])
    for told in yaml.safe_load(FORMS.read_text(encoding="utf-8")):
        library = queries.form(told["from"])
        assert library, "the library is loaded before"
        form = editing.copy(library, town.organisations[told["organisation"]])
        say(form, told)
        editing.publish(form)
        _go_on(editing.change(form), told["questions"])


def _go_on(draft: FeedbackForm, questions: list[dict[str, Any]]) -> None:
    for told in questions:
        question = editing.add(draft, QuestionType(told["type"]))
        for tag, text in told["text"].items():
            steps = "\n".join(told["steps"][tag])
            editing.word(question, tag, {"text": text, "steps": steps})
        editing.place(question, told["place"])
