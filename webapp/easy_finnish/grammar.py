"""What makes a word heavy, by its grammar (Voikko) and by how often it is met (wordfreq).

Exact, and heavy itself: 350 MB. It is for development and for servers that have both and the
memory (see VOIKKO in config); `endings` does without. Where either is missing `known()` says so,
no word is heavy, and only lengths and abbreviations are judged.
"""

import re
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any

from webapp.easy_finnish.sentences import WORD
from webapp.easy_finnish.words import COMMON_PART, RARE, Trait, Traits, follows_be

EVERYDAY = 4.4  # so common that its form no longer matters: "tuttu", "seuraava"

_INFINITIVES = {"A-infinitive", "MA-infinitive", "MINEN-infinitive"}
_NOBODY = "4"  # the person of the passive

_PASSIVE = {Trait.FINITE, Trait.PASSIVE}
_ENDINGS = [  # of words that Voikko doesn't know
    (re.compile(r"..([aeiouyäötdlrn][td]|ll|rr|nn)(aa|ää)n$|...tiin$|t[aä]isiin$", re.I), _PASSIVE),
    (re.compile(r"(t[aä]|d)ess[aä]$|dess(aa|ää)n$"), {Trait.HARD}),
    (re.compile(r"...mi([ns]en|set|sten|seen|seksi|sell[eaä]|s(es)?[st][aä])$"), {Trait.NOMINAL}),
]


def known() -> bool:
    """Whether this machine can tell words apart."""
    return bool(_voikko() and _wordfreq())


def traits(sentence: str) -> Traits:
    """The words of a sentence, each with what makes it heavy."""
    found, after_be = [], False
    for place, word in enumerate(WORD.findall(sentence)):
        rare = {Trait.RARE} if known() and _is_rare(word, first=place == 0) else set()
        found.append((word, _form(word, after_be) | rare))
        after_be = follows_be(word, after_be)
    return found


def _form(word: str, after_be: bool) -> frozenset[Trait]:
    readings = _readings(word)
    if not readings:
        return _guess(word) if known() else frozenset()
    found = _verb(readings) or _participle(word, readings, after_be)
    if all(reading.MOOD == "E-infinitive" for reading in readings):
        found = found | {Trait.HARD}
    if any(reading.MOOD == "MINEN-infinitive" for reading in readings):
        found = found | {Trait.NOMINAL}
    return frozenset(found)


def _guess(word: str) -> frozenset[Trait]:
    """A word that Voikko doesn't know is judged by its ending."""
    guesses = (guess for ending, guess in _ENDINGS if ending.search(word))
    return frozenset().union(*guesses)


def _verb(readings: tuple[Any, ...]) -> set[Trait]:
    """A word counts as a finite verb unless it is more often something else."""
    finite = [r for r in readings if r.CLASS == "teonsana" and r.PERSON]
    passive = all(r.PERSON == _NOBODY for r in finite)
    if not finite or (passive and _infinitive(readings)):
        return set()
    if len(finite) < len(_plain(readings)):
        return set()
    return _PASSIVE if passive else {Trait.FINITE}


def _participle(word: str, readings: tuple[Any, ...], after_be: bool) -> set[Trait]:
    """A passive in "on tehty", a plain verb in "on tehnyt"; elsewhere a clause of its own."""
    participles = [r for r in readings if r.PARTICIPLE and r.CLASS == "laatusana"]
    if not participles or _plain(readings) or _infinitive(readings):
        return set()
    first = participles[0]
    nominative = first.SIJAMUOTO in (None, "nimento")
    if nominative and after_be and first.PARTICIPLE == "past_passive":
        return _PASSIVE
    if nominative and first.PARTICIPLE == "past_active":
        return set()
    everyday = max(_zipf(word), _zipf(first.BASEFORM or word)) >= EVERYDAY
    return set() if everyday else {Trait.HARD}


def _infinitive(readings: tuple[Any, ...]) -> bool:
    return any(r.CLASS == "teonsana" and r.MOOD in _INFINITIVES for r in readings)


def _plain(readings: tuple[Any, ...]) -> list[Any]:
    """The readings as an ordinary noun, adjective or particle."""
    return [r for r in readings if r.CLASS != "teonsana" and not r.PARTICIPLE]


@lru_cache(5_000)
def _is_rare(word: str, *, first: bool) -> bool:
    """Names are never rare: a capital inside a sentence, or one that Voikko doesn't know."""
    if word[0].isupper() and not (first and _readings(word)):
        return False
    if max(_zipf(word), _zipf(_base_form(word))) >= RARE:
        return False
    parts = _parts(word)
    return not (len(parts) == 2 and min(map(_zipf, parts)) >= COMMON_PART)


def _base_form(word: str) -> str:
    forms = (reading.BASEFORM for reading in _readings(word) if reading.BASEFORM)
    return next(forms, word).replace("=", "")


def _parts(word: str) -> list[str]:
    for reading in _readings(word):
        if reading.COMPOUND_PARTS:
            return [(p.BASEFORM or p.FORM).replace("=", "") for p in reading.COMPOUND_PARTS]
    return word.split("-")


def _zipf(word: str) -> float:
    """How often a word is met: 3 is once in a million words, 6 once in a thousand."""
    wordfreq = _wordfreq()
    return float(wordfreq.zipf_frequency(word.lower(), "fi")) if wordfreq else 0.0


@lru_cache(5_000)
def _readings(word: str) -> tuple[Any, ...]:
    """All that a word can be, as Voikko sees it."""
    voikko = _voikko()
    return tuple(voikko.analyse(word) or voikko.analyse(word.lower())) if voikko else ()


@cache
def _voikko() -> ModuleType | None:
    return _optional("pyvoikko")


@cache
def _wordfreq() -> ModuleType | None:
    return _optional("wordfreq")


def _optional(name: str) -> ModuleType | None:
    try:
        return import_module(name)
    except ImportError:
        return None
