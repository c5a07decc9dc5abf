"""Nothing tells in which language people type: a word is read in each that its letters allow."""

import unicodedata

from webapp.search.analysis import Analysis, analyse

LATIN, CYRILLIC, ARABIC = ("fi", "sv", "en", "et"), ("ru", "uk"), ("ar",)


def readings(word: str) -> dict[str, Analysis]:
    """What the word is in each language it may be of."""
    script = unicodedata.name(word[0], "").split(" ")[0]
    languages = {"CYRILLIC": CYRILLIC, "ARABIC": ARABIC}.get(script, LATIN)
    return {language: analyse(word, language) for language in languages}


def likeliest(word: str) -> Analysis:
    """What it is in the first language whose dictionary knows it."""
    found = list(readings(word).values())
    return next((reading for reading in found if reading.known), found[-1])
