"""Nothing tells in which language people type: a word is read in each that its letters allow."""

import unicodedata

from webapp.search.analysis import Analysis, analyse

LATIN, CYRILLIC, ARABIC = ("fi", "sv", "en", "et"), ("ru",), ("ar",)
FAMILY = 0.7  # how well a relative says a word


def readings(word: str) -> list[Analysis]:
    script = unicodedata.name(word[0], "").split(" ")[0]
    languages = {"CYRILLIC": CYRILLIC, "ARABIC": ARABIC}.get(script, LATIN)
    return [analyse(word, language) for language in languages]


def likeliest(word: str) -> Analysis:
    """As the first language that knows the word reads it."""
    found = readings(word)
    return next((reading for reading in found if reading.known), found[-1])


def family(word: str) -> str:
    return likeliest(word).family
