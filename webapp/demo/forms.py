"""A feedback form that an organisation has made its own, and is writing a new version of."""

from pathlib import Path
from typing import Any

import yaml

from webapp.demo.town import Town, say
from webapp.feedback import editing, planning, queries
from webapp.feedback.models import FeedbackForm, QuestionType
from webapp.feedback.plan_models import AFTER_A_MEETING

FORMS = Path(__file__).parent.parent.parent / "resources" / "demo" / "forms.yaml"


def add(town: Town) -> None:
    planning.plan(town.groups["aallonpohja"], 1, AFTER_A_MEETING, "end-of-the-group")
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
