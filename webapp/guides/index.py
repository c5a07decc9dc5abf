"""What the search is told of a guide, and what each part of it is worth."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from flask_babel import force_locale

from webapp.guides.labels import CONTENTS, KINDS
from webapp.guides.models import Guide, GuideKind
from webapp.i18n import language_name
from webapp.languages import LANGUAGES, LOCALES
from webapp.search import Field, Index

GUIDES = Index(
    "guide",
    {
        "title": Field(3.0, usual=8),
        "summary": Field(2.0, usual=30),
        "topics": Field(2.0),
        "synonyms": Field(0.7),
        "sort": Field(0.5),
        "publisher": Field(1.0),
        "body": Field(1.0, usual=120),
    },
)

Bodies = Callable[[Iterable[int]], Mapping[int, dict[str, str]]]
BODIES: list[Bodies] = []
"""What else is told of some guides, by the guide's id and the language. Features that describe
guides of their own add theirs."""


def put(guides: Iterable[Guide]) -> None:
    guides = list(guides)
    found = [bodies([guide.id for guide in guides]) for bodies in BODIES]
    bodies = {id: body for some in found for id, body in some.items()}
    GUIDES.put({guide.id: _document(guide, bodies.get(guide.id, {})) for guide in guides})


def _document(guide: Guide, body: dict[str, str]) -> dict[str, dict[str, str]]:
    spoken = "fi" if guide.language == "mul" else guide.language
    return {
        "title": {spoken: guide.title},
        "publisher": {"fi": guide.publisher},
        "summary": {tag: text.body for (_field, tag), text in guide.texts.items()},
        "topics": {tag: " ".join(topic.names[tag] for topic in guide.topics) for tag in LANGUAGES},
        "synonyms": {"fi": " ".join(topic.synonyms for topic in guide.topics)},
        "sort": {
            tag: _sort(guide.kind, guide.language, frozenset(guide.contents), LOCALES[tag])
            for tag in LANGUAGES
        },
        "body": body,
    }


@cache  # guides are of few sorts
def _sort(kind: GuideKind, language: str, contents: frozenset[str], locale: str) -> str:
    """What sort of a guide it is, as its page says it in one language."""
    with force_locale(locale):
        names = (str(name) for key, name in CONTENTS.items() if key in contents)
        return " ".join((str(KINDS[kind]), language_name(language), *names))
