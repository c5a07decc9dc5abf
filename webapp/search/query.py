"""From what a reader types to weighted terms.

Each word asked becomes a *concept*: the terms that would say it, each with how well it does.
A part of a compound is a concept of its own, and a smaller one.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import count, pairwise
from typing import NamedTuple

from webapp.search import synonyms
from webapp.search.analysis import fold, tokens
from webapp.search.grammar import STOPWORDS
from webapp.search.reading import likeliest, readings

MOST_LETTERS, MOST_WORDS = 300, 12  # of a query; the rest is not read
SAME = 4  # the first letters of a mistyped word are believed

# How well a term says the word that was typed.
COMPOUND, FAMILY, SYNONYM, JOINED, BEGUN, MISTYPED = 0.8, 0.7, 0.8, 2.0, 0.4, 0.5
# How much a part of a compound counts beside the whole; and when nothing has the whole.
PART, PART_ALONE = 0.5, 0.8

GRAMMAR = frozenset(fold(word) for word in STOPWORDS)


@dataclass
class Asked:
    """One word of a query: the terms that say it, and its parts if it is a compound."""

    word: str
    terms: dict[str, float] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)
    synonyms: frozenset[str] = frozenset()
    is_last: bool = False
    """Whether more letters may come."""

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


def read(query: str) -> list[Asked]:
    """The words asked, without those that only bind others."""
    query = query[:MOST_LETTERS]
    typed = tokens(query)
    telling = [word for word in typed if not _only_binds(word)] or typed
    telling = list(dict.fromkeys(telling))[:MOST_WORDS]
    asked = [_asked(word) for word in telling]
    for (first, one), (second, two) in pairwise(zip(telling, asked, strict=True)):
        joined = fold(first + likeliest(second).base)  # "vertais ryhmä" is one word
        one.terms[joined] = two.terms[joined] = JOINED
    if asked and query[-1].isalnum() and typed[-1] == telling[-1]:
        asked[-1].is_last = True
    return asked


def _only_binds(word: str) -> bool:
    return fold(word) in GRAMMAR or likeliest(word).base in GRAMMAR


def _asked(word: str) -> Asked:
    asked = Asked(fold(word), synonyms=synonyms.of(word))
    for found in readings(word).values():
        own = {found.family: FAMILY, **dict.fromkeys(found.compounds, COMPOUND), found.base: 1.0}
        for term, weight in own.items():
            asked.terms[term] = max(asked.terms.get(term, 0), weight)
        asked.parts.update(found.parts)
    return asked


def beginnings(asked: list[Asked], known: Collection[str]) -> list[str]:
    """How the words begin that an unfinished or a mistyped one may stand for."""
    unfinished = [word.word for word in asked if word.may_be_unfinished(known)]
    return unfinished + [word.word[:SAME] for word in asked if word.may_be_mistyped(known)]


def complete(asked: list[Asked], near: Collection[str], known: Collection[str]) -> None:
    """Let an unfinished word mean all that it begins, and a mistyped one what is closest to it."""
    for word in asked:
        if word.may_be_mistyped(known):
            alike = [term for term in near if term[:SAME] == word.word[:SAME]]
            for term in get_close_matches(word.word, alike, n=3, cutoff=0.8):
                word.terms.setdefault(term, MISTYPED)
        if word.may_be_unfinished(known):
            for term in near:
                if term.startswith(word.word):
                    word.terms.setdefault(term, BEGUN)


def weigh(asked: list[Asked], rarity: Mapping[str, float]) -> Iterator[Wanted]:
    """The terms that exist, weighed by how well they say what was asked and how rare they are."""
    concepts = count(1)
    for word in asked:
        whole = _with_synonyms(word, rarity)
        yield from _wanted(next(concepts), 1, whole, rarity)
        share = PART if whole else PART_ALONE
        for part in sorted(word.parts & rarity.keys()):
            yield from _wanted(next(concepts), share, {part: 1}, rarity)


def _wanted(
    concept: int, share: float, terms: Mapping[str, float], rarity: Mapping[str, float]
) -> Iterator[Wanted]:
    for term, weight in sorted(terms.items()):
        yield Wanted(concept, share, term, share * weight * rarity[term])


def _with_synonyms(asked: Asked, rarity: Mapping[str, float]) -> dict[str, float]:
    """The terms of a word that exist. A synonym, however rare, isn't worth more than the word."""
    terms = {term: weight for term, weight in asked.terms.items() if term in rarity}
    others = asked.synonyms & rarity.keys()
    own = [rarity[term] for term, weight in terms.items() if weight >= 1]
    most = min(own or (rarity[term] for term in others), default=0)
    for term in others:
        worth = SYNONYM * min(1, most / rarity[term])
        terms[term] = max(terms.get(term, 0), worth)
    return terms
