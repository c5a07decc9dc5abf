"""What can be counted of a text: sentences, words, and what makes them heavy."""

from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from webapp.easy_finnish import grammar
from webapp.easy_finnish.sentences import ABBREVIATION, TOKEN, WORD, Block, Kind, blocks
from webapp.easy_finnish.words import Reader, Trait, Traits

LONG_SENTENCE = 15
LONG_WORD = 12
VERY_LONG_WORD = 16
FRAGMENT = 3  # a list item this short is no sentence, and must not lower the mean


@dataclass(frozen=True)
class Sentence:
    text: str
    kind: Kind
    read: Reader = grammar.traits

    @cached_property
    def length(self) -> int:
        return len(TOKEN.findall(self.text))

    @cached_property
    def words(self) -> list[str]:
        return WORD.findall(self.text)

    @cached_property
    def abbreviations(self) -> list[str]:
        return ABBREVIATION.findall(self.text)

    @property
    def brackets(self) -> list[str]:
        return [sign for sign in self.text if sign == "("]

    @property
    def percent_signs(self) -> list[str]:
        return [sign for sign in self.text if sign == "%"]

    @property
    def is_fragment(self) -> bool:
        return self.kind is Kind.ITEM and self.length <= FRAGMENT

    @property
    def is_whole(self) -> bool:
        return self.kind is not Kind.HEADING and not self.is_fragment

    @property
    def long_words(self) -> list[str]:
        return self._as_long_as(LONG_WORD)

    @property
    def very_long_words(self) -> list[str]:
        return self._as_long_as(VERY_LONG_WORD)

    def _as_long_as(self, letters: int) -> list[str]:
        return [word for word in self.words if len(word.replace("-", "")) >= letters]

    @property
    def shouted(self) -> list[str]:
        return [word for word in self.words if word.isupper() and len(word) > 3]

    def having(self, trait: Trait) -> list[str]:
        return [] if self.is_fragment else [word for word, has in self._traits if trait in has]

    @cached_property
    def _traits(self) -> Traits:
        return self.read(self.text)


@dataclass(frozen=True)
class Measures:
    blocks: list[Block]
    read: Reader = grammar.traits

    @cached_property
    def all(self) -> list[Sentence]:
        """Headings and bits of lists too."""
        return [
            Sentence(text, block.kind, self.read)
            for block in self.blocks
            for text in block.sentences()
        ]

    @property
    def knows_words(self) -> bool:
        """Whether words are told apart well enough for limits on them."""
        return self.read is grammar.traits and grammar.known()

    @cached_property
    def sentences(self) -> list[Sentence]:
        return [sentence for sentence in self.all if sentence.is_whole]

    @property
    def words(self) -> int:
        return sum(len(sentence.words) for sentence in self.all)

    @property
    def mean_length(self) -> float:
        return fmean(sentence.length for sentence in self.sentences) if self.sentences else 0.0

    @property
    def longest(self) -> int:
        return max((sentence.length for sentence in self.sentences), default=0)

    @property
    def long_sentences(self) -> float:
        """Percent. One long sentence is forgiven: in a short text it alone would be too many."""
        long = sum(sentence.length > LONG_SENTENCE for sentence in self.sentences)
        return 100 * long / len(self.sentences) if long > 1 else 0.0

    @property
    def hard_structures(self) -> float:
        return self._of_words(self._count(Trait.HARD))

    @property
    def nominals(self) -> float:
        return self._of_words(self._count(Trait.NOMINAL))

    @property
    def rare_words(self) -> float:
        return self._of_words(self._count(Trait.RARE))

    @property
    def long_words(self) -> float:
        return self._of_words(sum(len(sentence.long_words) for sentence in self.all))

    @property
    def very_long_words(self) -> float:
        return self._of_words(sum(len(sentence.very_long_words) for sentence in self.all))

    @property
    def passives(self) -> float:
        """Percent of the verbs that have a person."""
        return 100 * self._count(Trait.PASSIVE) / max(self._count(Trait.FINITE), 1)

    @property
    def verbs(self) -> float:
        """In a sentence."""
        return self._count(Trait.FINITE) / max(len(self.sentences), 1)

    @property
    def index(self) -> float:
        """All that is heavy in one figure: low is easy."""
        lengths = 1.6 * self.mean_length + 0.35 * self.long_words
        kinds = 3.0 * self.hard_structures + 0.35 * self.rare_words + 0.15 * self.passives
        return lengths + kinds

    @property
    def abbreviations(self) -> int:
        return sum(len(sentence.abbreviations) for sentence in self.all)

    @property
    def brackets(self) -> int:
        return sum(len(sentence.brackets) for sentence in self.all)

    @property
    def percent_signs(self) -> int:
        return sum(len(sentence.percent_signs) for sentence in self.all)

    @property
    def capitals(self) -> int:
        return sum(len(sentence.shouted) for sentence in self.all)

    @property
    def paragraph_length(self) -> float:
        """Sentences, on average."""
        paragraphs = [b for b in self.blocks if b.kind is Kind.PARAGRAPH]
        return fmean(len(b.sentences()) for b in paragraphs) if paragraphs else 0.0

    @property
    def words_a_heading(self) -> float:
        return self.words / max(sum(block.kind is Kind.HEADING for block in self.blocks), 1)

    def _count(self, trait: Trait) -> int:
        return sum(len(sentence.having(trait)) for sentence in self.all)

    def _of_words(self, count: int) -> float:
        return 100 * count / max(self.words, 1)


def measure(text: str, read: Reader = grammar.traits) -> Measures:
    return Measures(blocks(text), read)
