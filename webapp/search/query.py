"""From what a reader types to weighted terms.

Each word asked becomes a *concept*: the terms that would say it, each with how well it does.
A part of a compound is a concept of its own, and a smaller one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import count, pairwise
from typing import NamedTuple

from webapp.search.analysis import WORD, fold, tokens
from webapp.search.grammar import STOPWORDS
from webapp.search.reading import likeliest, readings
from webapp.search.synonyms import Thesaurus, of

MOST_LETTERS, MOST_WORDS = 300, 12  # of a query; the rest is not read
SAME = 1  # the first letters of a mistyped word are believed
OFF = 2  # how many letters may be missing, or be too many
CLOSE = 0.8  # how much of a word and its correction must be the same

# How well a term says the word that was typed.
COMPOUND, FAMILY, SYNONYM, JOINED, BEGUN, MISTYPED = 0.8, 0.7, 0.8, 2.0, 0.4, 0.5
# How much a part of a compound counts beside the whole; and when nothing has the whole.
PART, PART_ALONE = 0.5, 0.8

GRAMMAR = frozenset(fold(word) for word in STOPWORDS)


class Known(NamedTuple):
    """A term that the index has."""

    number: int
    """In how many documents."""
    rarity: float
    """BM25's inverse document frequency."""
    spelled: str
    """How it is written, if it is a word."""


@dataclass
class Asked:
    """One word of a query: the terms that say it, and its parts if it is a compound."""

    typed: str
    word: str
    terms: dict[str, float] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)
    synonyms: frozenset[str] = frozenset()
    is_last: bool = False
    """Whether more letters may come."""
    is_word: bool = False
    """Whether a dictionary knows it, or the thesaurus."""
    meant: str = ""
    """If it looks mistyped: the word of the index that is closest to it."""

    def all_terms(self) -> set[str]:
        return {*self.terms, *self.parts, *self.synonyms}

    def may_be_unfinished(self, known: Collection[str]) -> bool:
        return self.is_last and len(self.word) > 1 and not self._is_whole(known)

    def may_be_mistyped(self, known: Collection[str]) -> bool:
        return len(self.word) > 4 and not any(term in known for term in self.terms)

    def _is_whole(self, known: Collection[str]) -> bool:
        return any(term in known for term, weight in self.terms.items() if weight >= 1)


class Wanted(NamedTuple):
    """A term to look for in the index."""

    concept: int
    share: float
    """How much of the query its concept is."""
    term: str
    weight: float


def read(query: str, thesaurus: Thesaurus) -> list[Asked]:
    """The words asked, without those that only bind others."""
    query = query[:MOST_LETTERS]
    typed = tokens(query)
    telling = [word for word in typed if not _only_binds(word)] or typed
    telling = list(dict.fromkeys(telling))[:MOST_WORDS]
    asked = [_asked(word, thesaurus) for word in telling]
    for (first, one), (second, two) in pairwise(zip(telling, asked, strict=True)):
        joined = fold(first + likeliest(second).base)  # "vertais ryhmä" is one word
        one.terms[joined] = two.terms[joined] = JOINED
    if asked and query[-1].isalnum() and typed[-1] == telling[-1]:
        asked[-1].is_last = True
    return asked


def _only_binds(word: str) -> bool:
    return fold(word) in GRAMMAR or likeliest(word).base in GRAMMAR


def _asked(word: str, thesaurus: Thesaurus) -> Asked:
    asked = Asked(word, fold(word), synonyms=of(word, thesaurus))
    found_in = readings(word).values()
    asked.is_word = bool(asked.synonyms) or any(found.known for found in found_in)
    for found in found_in:
        own = {found.family: FAMILY, **dict.fromkeys(found.compounds, COMPOUND), found.base: 1.0}
        for term, weight in own.items():
            asked.terms[term] = max(asked.terms.get(term, 0), weight)
        asked.parts.update(found.parts)
    return asked


def complete(asked: list[Asked], near: Collection[str]) -> None:
    """Let an unfinished word mean all that it begins."""
    for word in asked:
        for term in near:
            if term.startswith(word.word):
                word.terms.setdefault(term, BEGUN)


def correct(asked: list[Asked], near: Mapping[str, Known]) -> None:
    """Let a mistyped word mean what is closest to it."""
    for word in asked:
        alike = [term for term in near if term[:SAME] == word.word[:SAME]]
        closest = get_close_matches(word.word, alike, n=3, cutoff=CLOSE)
        word.terms.update(dict.fromkeys(closest, MISTYPED))
        if closest and not word.is_word:
            word.meant = near[closest[0]].spelled


def corrected(query: str, asked: Iterable[Asked]) -> str:
    """The query with its mistyped words as they may have been meant; empty if none is."""
    meant = {word.typed: word.meant for word in asked if word.meant}
    if not meant:
        return ""
    return WORD.sub(lambda found: meant.get(found[0].lower(), found[0]), query[:MOST_LETTERS])


def weigh(asked: list[Asked], known: Mapping[str, Known]) -> Iterator[Wanted]:
    """The terms that exist, weighed by how well they say what was asked and how rare they are."""
    concepts = count(1)
    for word in asked:
        whole = _with_synonyms(word, known)
        yield from _wanted(next(concepts), 1, whole, known)
        share = PART if whole else PART_ALONE
        for part in sorted(word.parts & known.keys()):
            yield from _wanted(next(concepts), share, {part: 1}, known)


def _wanted(
    concept: int, share: float, terms: Mapping[str, float], known: Mapping[str, Known]
) -> Iterator[Wanted]:
    for term, weight in sorted(terms.items()):
        yield Wanted(concept, share, term, share * weight * known[term].rarity)


def _with_synonyms(asked: Asked, known: Mapping[str, Known]) -> dict[str, float]:
    """The terms of a word that exist. A synonym, however rare, isn't worth more than the word."""
    terms = {term: weight for term, weight in asked.terms.items() if term in known}
    others = asked.synonyms & known.keys()
    own = [known[term].rarity for term, weight in terms.items() if weight >= 1]
    most = min(own or (known[term].rarity for term in others), default=0)
    for term in others:
        worth = SYNONYM * min(1, most / known[term].rarity)
        terms[term] = max(terms.get(term, 0), worth)
    return terms
