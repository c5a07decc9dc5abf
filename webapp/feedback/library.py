"""Feedback forms as files: what one must hold and, where it does not, on which line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from webapp.feedback.models import FeedbackForm
from webapp.feedback.occasions import Occasion
from webapp.feedback.question_types import QuestionType
from webapp.languages import LANGUAGES, PARTICIPANTS
from webapp.web import Refused

FORMS = Path(__file__).parent.parent.parent / "resources" / "feedback-forms"

Texts = dict[str, str]  # by language
FORM_TEXTS = FeedbackForm.text_fields


@dataclass(frozen=True)
class QuestionPlan:
    key: str
    type: QuestionType
    required: bool
    texts: dict[str, Texts]  # by field


@dataclass(frozen=True)
class FormPlan:
    key: str
    version: int
    occasion: Occasion
    texts: dict[str, Texts]
    questions: list[QuestionPlan]

    @property
    def digest(self) -> str:
        return sha256(repr(self).encode()).hexdigest()


def read(file: Path) -> FormPlan:
    """What a form's file says. An error in it is refused by file, line and what is wrong."""
    try:
        root = yaml.compose(file.read_text(encoding="utf-8"), yaml.SafeLoader)
        if root is None:
            raise _Wrong(1, "there is nothing in it")
        return _form(root)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Refused(f"{file}, line {line}: {error.problem}") from error
    except _Wrong as error:
        raise Refused(f"{file}, line {error.line}: {error}") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise Refused(f"{file}: it is not text in UTF-8") from error


class _Wrong(Exception):
    def __init__(self, where: Node | int, what: str) -> None:
        super().__init__(what)
        self.line = where if isinstance(where, int) else where.start_mark.line + 1


def _form(node: Node) -> FormPlan:
    parts = _parts(node, ["key", "version", "for", *FORM_TEXTS, "questions"])
    version = _word(parts["version"])
    if not version.isdecimal() or version == "0":
        raise _Wrong(parts["version"], "the version is not a whole number from 1 up")
    return FormPlan(
        key=_word(parts["key"]),
        version=int(version),
        occasion=Occasion(_one_of(list(Occasion), parts["for"])),
        texts={field: _texts(parts[field]) for field in FORM_TEXTS},
        questions=_questions(parts["questions"]),
    )


def _questions(node: Node) -> list[QuestionPlan]:
    questions: list[QuestionPlan] = []
    for item in _items(node):
        question = _question(item)
        if question.key in {earlier.key for earlier in questions}:
            raise _Wrong(item, f"there are two questions called “{question.key}”")
        questions.append(question)
    return questions


def _question(node: Node) -> QuestionPlan:
    parts = _parts(node, ["key", "type", "text"], ["hint", "steps", "required"])
    kind = QuestionType(_one_of(list(QuestionType), parts["type"]))
    texts: dict[str, Texts] = {
        field: _texts(parts[field]) for field in ("text", "hint") if field in parts
    }
    lines = kind.lines
    if (lines.start > 0) != ("steps" in parts):
        raise _Wrong(node, f"“{kind}” {'needs' if lines.start else 'has no'} steps")
    if "steps" in parts:
        texts["steps"] = _steps(parts["steps"], lines)
    required = "required" in parts and _one_of(["true", "false"], parts["required"]) == "true"
    return QuestionPlan(_word(parts["key"]), kind, required, texts)


def _steps(node: Node, lines: range) -> Texts:
    """In each language one word or more for every step, kept a step a line."""
    steps: Texts = {}
    for tag, listed in _parts(node, LANGUAGES, PARTICIPANTS).items():
        words = [_word(item) for item in _items(listed)]
        if len(words) not in lines:
            wanted = " to ".join(map(str, sorted({lines[0], lines[-1]})))
            raise _Wrong(listed, f"{wanted} steps are needed in “{tag}”, not {len(words)}")
        lines = range(len(words), len(words) + 1)  # as many in each language
        steps[tag] = "\n".join(words)
    return steps


def _one_of(words: Sequence[str], node: Node) -> str:
    written = _word(node)
    if written not in words:
        raise _Wrong(node, f"“{written}” is not one of {', '.join(words)}")
    return written


def _texts(node: Node) -> Texts:
    return {tag: _word(part) for tag, part in _parts(node, LANGUAGES, PARTICIPANTS).items()}


def _parts(node: Node, needed: list[str], allowed: Iterable[str] = ()) -> dict[str, Node]:
    """The parts of a mapping by name: all that are needed, none twice, none unknown."""
    if not isinstance(node, MappingNode):
        raise _Wrong(node, f"here should be {', '.join(needed)}")
    parts: dict[str, Node] = {}
    for name, part in node.value:
        if name.value not in {*needed, *allowed}:
            raise _Wrong(name, f"“{name.value}” is not known here")
        if name.value in parts:
            raise _Wrong(name, f"“{name.value}” is here twice")
        parts[name.value] = part
    if missing := [name for name in needed if name not in parts]:
        raise _Wrong(node, f"“{missing[0]}” is missing")
    return parts


def _items(node: Node) -> list[Node]:
    if not isinstance(node, SequenceNode) or not node.value:
        raise _Wrong(node, "here should be a list")
    return list(node.value)


def _word(node: Node) -> str:
    """A text as it is written (YAML's yes and no are words here too)."""
    if not isinstance(node, ScalarNode) or not node.value.strip():
        raise _Wrong(node, "here should be a text")
    return " ".join(node.value.split())
