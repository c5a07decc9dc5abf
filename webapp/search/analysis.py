"""From text to the terms that are searched: base forms, parts of compounds, families of words.

Terms are folded (å and ä are a, ö is o). A family, marked ~, is what related words share:
"ohjaaja", "ohjaaminen" and "ohjaus" are all of the family "~ohj".
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from flask import current_app

from webapp.search import words
from webapp.search.grammar import DERIVATIONS, STEMMERS
from webapp.search.words import Lexicon, Part

WORD = re.compile(r"\w+(?:['’]\w+)?")
LONGEST = 60  # of a term, in characters

AS_RUSSIAN = str.maketrans("іїєґ", "ииег")  # Ukrainian vowels, for the Russian stemmer

# How much of an occurrence a word is of what it holds, or is related to.
PART_HELD, FAMILY_HELD, PARTS_FAMILY_HELD = 0.6, 0.6, 0.3


class Term(NamedTuple):
    """What a text may be found by."""

    term: str
    share: float
    """How much of an occurrence it is."""
    spelled: str = ""
    """If it is a word, how it is written."""


class Analysis(NamedTuple):
    """What one word may be found by."""

    base: str
    family: str
    known: bool
    """Whether the language's dictionary knows it, or its parts."""
    compounds: tuple[str, ...] = ()
    """Smaller compounds in it: "vertaisryhmä" in "vertaisryhmätoiminta"."""
    parts: tuple[str, ...] = ()
    parts_families: tuple[str, ...] = ()
    spelled: Mapping[str, str] = {}
    """The terms that are words, as people write them: with their dots."""


def folder(data: str) -> Path:
    """Where the dictionaries are kept."""
    return Path(data).absolute() / "words"


def tokens(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFC", text).lower())


def fold(word: str) -> str:
    """Without dots and accents; in other alphabets they are letters of their own."""
    if word.isascii() or not unicodedata.name(word[0], "").startswith("LATIN"):
        return word[:LONGEST]
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))[:LONGEST]


def analyse(word: str, language: str) -> Analysis:
    """The terms of one word, in lower case, as a word of the language."""
    return _analyse(word[:LONGEST], language.split("-")[0], current_app.config["DATA"])


@lru_cache(20_000)
def _analyse(word: str, language: str, data: str) -> Analysis:
    if language in words.LANGUAGES:
        return _by_dictionary(word, words.lexicon(language, folder(data)))
    return _by_stem(word, language)


def _by_dictionary(word: str, lexicon: Lexicon) -> Analysis:
    base = lexicon.base_of_any(word)
    parts = lexicon.split(base or word)
    if not base and not parts:
        return _by_stem(word, lexicon.language)
    base = base or _joined(parts)
    compounds = [_joined(run) for run in _runs(parts)]
    whole = [base, *compounds, *(part.base for part in parts)]
    return Analysis(
        fold(base),
        _family(base, lexicon.language),
        known=True,
        compounds=tuple(map(fold, compounds)),
        parts=tuple(fold(part.base) for part in parts),
        parts_families=tuple(_family(part.base, lexicon.language) for part in parts),
        spelled={fold(word): word for word in whole},
    )


def _by_stem(word: str, language: str) -> Analysis:
    return Analysis(fold(word), _stem(word, language), known=False, spelled={fold(word): word})


def _joined(parts: tuple[Part, ...]) -> str:
    return "".join(part.written for part in parts[:-1]) + parts[-1].base


def _runs(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """Two or more parts in a row, but not all."""
    for length in range(2, len(parts)):
        for start in range(len(parts) - length + 1):
            yield parts[start : start + length]


def _family(base: str, language: str) -> str:
    return "~" + fold(_root(base)) if language == "fi" else _stem(base, language)


def _root(base: str) -> str:
    """What is left of a Finnish base form when what derives it is taken off: "ohj", "kuntout"."""
    ending = next((e for e in DERIVATIONS if base.endswith(e) and len(base) - len(e) > 2), "")
    root = base.removesuffix(ending)
    while len(root) > 3 and (root[-1] in "aeiouyäö" or root[-2:] in ("pp", "tt", "kk")):
        root = root[:-1]
    return root


def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    if language == "uk":
        word = word.translate(AS_RUSSIAN)
    return "~" + fold(stemmer.stemWord(word) if stemmer else word)


def _stemmer(language: str) -> Any:
    """One for each word: a stemmer keeps its word inside, and threads would share it."""
    if language not in STEMMERS:
        return None
    import snowballstemmer

    return snowballstemmer.stemmer(STEMMERS[language])


def terms(text: str, language: str) -> Iterator[Term]:
    """Every term of a text."""
    data = current_app.config["DATA"]
    for word in tokens(text):
        yield from _terms(word[:LONGEST], language.split("-")[0], data)


@lru_cache(5_000)  # the common ones; `_analyse` remembers more
def _terms(word: str, language: str, data: str) -> tuple[Term, ...]:
    found = _analyse(word, language, data)
    shares = dict.fromkeys(found.parts_families, PARTS_FAMILY_HELD)
    shares |= dict.fromkeys((*found.compounds, *found.parts), PART_HELD)
    shares[found.family] = FAMILY_HELD
    shares[found.base] = 1.0
    return tuple(Term(term, share, found.spelled.get(term, "")) for term, share in shares.items())
