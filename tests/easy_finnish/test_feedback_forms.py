"""The forms that come with Rinki are as easy as they promise to be."""

from pathlib import Path

import pytest
import yaml

from webapp.easy_finnish.limits import EASIEST, broken_limits
from webapp.easy_finnish.measures import measure

FORMS = sorted(Path("resources/feedback-forms").glob("*.yaml"))
TEXTS = "name", "about", "title", "dont_know"
LANGUAGES = {"fi", "fi-simple", "sv", "en"}


@pytest.fixture(params=FORMS, ids=lambda path: path.stem)
def form(request):
    return yaml.safe_load(request.param.read_text(encoding="utf-8"))


def test_every_text_is_in_every_language(form):
    texts = [form[part] for part in TEXTS]
    for question in form["questions"]:
        texts += [question[part] for part in ("text", "hint", "steps") if part in question]
    assert [text for text in texts if set(text) < LANGUAGES] == []


def test_every_step_has_its_words(form):
    for question in form["questions"]:
        steps = question.get("steps", {}).values()
        words = {"faces5": 5, "faces3": 3, "ten": 2, "words": 0, "yes_no": 0}
        wanted = words.get(question["type"], steps and len(question["steps"]["fi"]))
        assert bool(steps) == bool(wanted)
        assert {len(set(said)) for said in steps} <= {wanted}
        assert all(isinstance(step, str) for said in steps for step in said), "YAML reads Yes as so"


def test_easy_finnish_is_of_the_easiest_level(form):
    simple = [form[part]["fi-simple"] for part in TEXTS]
    for question in form["questions"]:
        simple += [question[part]["fi-simple"] for part in ("text", "hint") if part in question]
        simple += [f"- {step}" for step in question.get("steps", {}).get("fi-simple", [])]
    assert broken_limits(measure("\n\n".join(simple)), EASIEST) == []
