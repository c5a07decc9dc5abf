"""The languages that Rinki speaks, and how far each translation is to be trusted."""

from dataclasses import dataclass

from webapp.catalogues import native_reader
from webapp.languages import LANGUAGES, LOCALES, NAMES

WRITTEN_HERE = "fi", "en"  # by those who make Rinki: the others are made from these


@dataclass(frozen=True)
class Translation:
    tag: str
    name: str
    is_whole: bool
    """False: only what participants read is in this language."""
    is_written_here: bool
    reader: str
    """Who has read it as a native, and when; empty: nobody yet."""


def languages() -> list[Translation]:
    return [
        Translation(tag, NAMES[tag], tag in LANGUAGES, tag in WRITTEN_HERE, native_reader(locale))
        for tag, locale in LOCALES.items()
    ]
