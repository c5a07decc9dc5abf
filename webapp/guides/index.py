"""What the search is told of a guide, and what each part of it is worth."""

from collections.abc import Iterable
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
    },
)


def put(guides: Iterable[Guide]) -> None:
    GUIDES.put({guide.id: _document(guide) for guide in guides})


def _document(guide: Guide) -> dict[str, dict[str, str]]:
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
    }


@cache  # guides are of few sorts
def _sort(kind: GuideKind, language: str, contents: frozenset[str], locale: str) -> str:
    """What sort of a guide it is, as its page says it in one language."""
    with force_locale(locale):
        names = (str(name) for key, name in CONTENTS.items() if key in contents)
        return " ".join((str(KINDS[kind]), language_name(language), *names))
