"""A text looked at sentence by sentence, for whoever is writing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import current_app

from webapp.easy_finnish import endings, grammar
from webapp.easy_finnish.limits import EASY, RULES, Limits, Rule, broken_limits
from webapp.easy_finnish.measures import Measures, Sentence, measure
from webapp.easy_finnish.words import Reader

# What is worth a hint in a sentence, however few the words of the whole text.
HINTED = "long_sentences long_words rare_words passives hard_structures nominals".split()
HINTED += "percent_signs", "capitals"


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
    def is_easy(self) -> bool:
        """Whether no limit is broken."""
        return not self._broken

    @cached_property
    def _broken(self) -> list[Any]:
        return broken_limits(self.measures, self.limits)

    def _notes(self, sentence: Sentence) -> Iterator[Note]:
        must = {f.rule: f.words for f in self._broken if f.sentence == sentence.text}
        for rule in RULES:
            if rule.figure in ("mean_length", "long_sentences") and "longest" in must:
                continue  # it is said already
            if rule.figure in must:
                yield Note(rule.figure, _shown(rule, must[rule.figure]), rule.mend, True)
            elif rule.figure in HINTED and (words := rule.blame(sentence, 0)):
                yield Note(rule.figure, _shown(rule, words), rule.mend, False)


def review(text: str, limits: Limits = EASY) -> Review:
    return Review(measure(text, reader()), limits)


def reader() -> Reader:
    """By grammar where the site has the means for it."""
    exact = current_app.config["VOIKKO"] and grammar.known()
    return grammar.traits if exact else endings.traits


def _shown(rule: Rule, words: Any) -> tuple[str, ...]:
    """The words to blame, each once; where it is the whole sentence, none."""
    return () if rule.of_whole_sentences else tuple(dict.fromkeys(words))
