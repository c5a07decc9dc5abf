"""A text looked at sentence by sentence, for whoever is writing it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import current_app

from webapp.easy_finnish import endings, grammar
from webapp.easy_finnish.limits import EASY, RULES, Limits, broken_limits
from webapp.easy_finnish.measures import Measures, Sentence, measure
from webapp.easy_finnish.words import Reader

# What is worth a hint in a sentence, however few the words of the whole text.
OF_SENTENCES = [rule for rule in RULES if rule.of_whole_sentences]
OF_WORDS = [
    next(rule for rule in RULES if rule.figure == figure)
    for figure in (
        "abbreviations brackets hard_structures passives nominals rare_words very_long_words"
        " long_words percent_signs capitals"
    ).split()
]


@dataclass(frozen=True)
class Note:
    """One thing to mend in a sentence, or in the whole text."""

    rule: str
    words: tuple[str, ...]
    mend: Any
    must: bool
    """Whether a limit is broken; else it is a hint, and the writer knows best."""


@dataclass(frozen=True)
class Line:
    """A sentence with its notes."""

    text: str
    length: int
    notes: tuple[Note, ...]

    @property
    def must(self) -> bool:
        return any(note.must for note in self.notes)

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it is to blame."""
        blamed = {word for note in self.notes for word in note.words}
        if not blamed:
            return [(self.text, False)]
        longest_first = sorted(map(re.escape, blamed), key=len, reverse=True)
        pieces = re.split(rf"({'|'.join(longest_first)})(?!\w)", self.text)
        return [(piece, piece in blamed) for piece in pieces if piece]


@dataclass(frozen=True)
class Review:
    measures: Measures
    limits: Limits

    @cached_property
    def lines(self) -> list[Line]:
        return [
            Line(sentence.text, sentence.length, tuple(self._notes(sentence)))
            for sentence in self.measures.all
        ]

    @cached_property
    def whole(self) -> list[Note]:
        """What is wrong with no one sentence: they are too long on average, say."""
        alone = {f.rule for f in self._broken if not f.sentence}
        return [Note(rule.figure, (), rule.mend, True) for rule in RULES if rule.figure in alone]

    @property
    def to_mend(self) -> int:
        """How many sentences break a limit, and how many limits the text as a whole."""
        return sum(line.must for line in self.lines) + len(self.whole)

    @property
    def is_easy(self) -> bool:
        """Whether no limit is broken."""
        return not self._broken

    @cached_property
    def _broken(self) -> list[Any]:
        return broken_limits(self.measures, self.limits)

    def _notes(self, sentence: Sentence) -> Iterator[Note]:
        """One on the sentence itself, then those on its words; each word is told of once."""
        must = {f.rule: f.words for f in self._broken if f.sentence == sentence.text}
        for rule in OF_SENTENCES:
            if rule.figure in must or (rule.figure == "long_sentences" and rule.blame(sentence, 0)):
                yield Note(rule.figure, (), rule.mend, rule.figure in must)
                break
        told: set[str] = set()
        for rule in sorted(OF_WORDS, key=lambda rule: rule.figure not in must):
            words = must.get(rule.figure) or rule.blame(sentence, 0)
            if news := tuple(word for word in dict.fromkeys(words) if word not in told):
                told.update(news)
                yield Note(rule.figure, news, rule.mend, rule.figure in must)


def review(text: str, limits: Limits = EASY) -> Review:
    return Review(measure(text, reader()), limits)


def reader() -> Reader:
    """By grammar where the site has the means for it."""
    exact = current_app.config["VOIKKO"] and grammar.known()
    return grammar.traits if exact else endings.traits
