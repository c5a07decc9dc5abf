"""The limits of Easy Finnish, and what to mend where a text passes them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from webapp.easy_finnish.measures import LONG_SENTENCE, Measures, Sentence
from webapp.easy_finnish.sentences import Block
from webapp.easy_finnish.words import Trait

Limits = dict[str, float]
Blame = Callable[[Sentence, float], list[str]]

FEW_WORDS = 60  # in a shorter text one word is too many percent
IN_SHORT_TEXTS = {"longest", "mean_length", "abbreviations", "brackets"}
OF_KNOWN_WORDS = {"hard_structures", "index", "passives", "nominals", "verbs"}
OF_KNOWN_WORDS |= {"rare_words", "long_words", "very_long_words"}

EASY: Limits = {
    "longest": 20,
    "mean_length": 10,
    "long_sentences": 6,
    "hard_structures": 2,
    "index": 28,
    "abbreviations": 0,
    "brackets": 0,
}
EASIEST: Limits = EASY | {  # for what a participant fills in
    "longest": 12,
    "mean_length": 7,
    "hard_structures": 0.5,
    "index": 20,
    "passives": 5,
}
ADVICE: Limits = {  # worth a second look; a good text may pass these
    "long_words": 17,
    "very_long_words": 7,
    "rare_words": 10,
    "passives": 15,
    "nominals": 2.5,
    "verbs": 2.3,
    "percent_signs": 0,
    "capitals": 0,
    "paragraph_length": 4,
    "words_a_heading": 100,
}


@dataclass(frozen=True)
class Finding:
    """One place where a text is too hard, and how to mend it."""

    rule: str
    sentence: str  # empty where no one sentence is to blame
    words: tuple[str, ...]  # those in it that are to blame
    mend: Any


@dataclass(frozen=True)
class Rule:
    """A figure of Measures that has a limit."""

    figure: str
    mend: Any
    blame: Blame  # the words to blame in a sentence

    @property
    def of_whole_sentences(self) -> bool:
        """Whether it blames all the words of a sentence, and no one word."""
        return self.blame in {_too_long, _long, _alone_too_heavy}

    def judges(self, measures: Measures) -> bool:
        enough = self.figure in IN_SHORT_TEXTS or measures.words >= FEW_WORDS
        return enough and (measures.knows_words or self.figure not in OF_KNOWN_WORDS)


def broken_limits(measures: Measures, limits: Limits = EASY) -> list[Finding]:
    return [
        finding
        for rule in RULES
        if rule.figure in limits and rule.judges(measures)
        for finding in _findings(rule, measures, limits[rule.figure])
    ]


def _findings(rule: Rule, measures: Measures, limit: float) -> list[Finding]:
    if getattr(measures, rule.figure) <= limit + 1e-9:
        return []
    blamed = [(s.text, words) for s in measures.all if (words := rule.blame(s, limit))]
    return [
        Finding(rule.figure, text, tuple(words), rule.mend) for text, words in blamed or [("", [])]
    ]


def _too_long(sentence: Sentence, limit: float) -> list[str]:
    return sentence.words if sentence.is_whole and sentence.length > limit else []


def _long(sentence: Sentence, _limit: float) -> list[str]:
    return _too_long(sentence, LONG_SENTENCE)


def _alone_too_heavy(sentence: Sentence, limit: float) -> list[str]:
    alone = Measures([Block(sentence.kind, sentence.text)], sentence.read)
    return sentence.words if alone.index > limit else []


def _crowded(sentence: Sentence, limit: float) -> list[str]:
    verbs = sentence.having(Trait.FINITE)
    return verbs if len(verbs) > limit else []


def _nothing(_sentence: Sentence, _limit: float) -> list[str]:
    return []


def _its(quality: str) -> Blame:
    return lambda sentence, _limit: getattr(sentence, quality)


def _having(trait: Trait) -> Blame:
    return lambda sentence, _limit: sentence.having(trait)


RULES = [
    Rule("longest", _("Make two or three sentences of this one."), _too_long),
    Rule(
        "mean_length",
        _("Write shorter sentences: about ten words, and one thing in each."),
        _too_long,
    ),
    Rule("long_sentences", _("Too many sentences are long. Cut this one in two."), _long),
    Rule(
        "hard_structures",
        _("Write out what is packed in one word: “kun tulet”, not “tullessasi”."),
        _having(Trait.HARD),
    ),
    Rule(
        "index",
        _("Much is heavy at once here. Use shorter sentences and everyday words."),
        _alone_too_heavy,
    ),
    Rule("abbreviations", _("Write the abbreviation out in full."), _its("abbreviations")),
    Rule(
        "brackets",
        _("Take away the brackets. Give the thing a sentence of its own, or leave it out."),
        _its("brackets"),
    ),
    Rule("long_words", _("Find a shorter word, or say it in two words."), _its("long_words")),
    Rule(
        "very_long_words",
        _("The word is very long. Say the same in two or three short ones."),
        _its("very_long_words"),
    ),
    Rule("rare_words", _("Use an everyday word, or explain this one."), _having(Trait.RARE)),
    Rule(
        "passives",
        _("Tell who does it: “ohjaaja kertoo”, not “kerrotaan”."),
        _having(Trait.PASSIVE),
    ),
    Rule(
        "nominals",
        _("Use the verb itself: “tule mukaan”, not “mukaan tuleminen”."),
        _having(Trait.NOMINAL),
    ),
    Rule(
        "verbs",
        _("There is much in this sentence. Give each thing a sentence of its own."),
        _crowded,
    ),
    Rule(
        "percent_signs",
        _("Say the number in words, without the percent sign: “joka neljäs”."),
        _its("percent_signs"),
    ),
    Rule("capitals", _("Write in small letters. Capitals are slow to read."), _its("shouted")),
    Rule(
        "paragraph_length",
        _("The paragraphs are long. Begin a new one after three or four sentences."),
        _nothing,
    ),
    Rule("words_a_heading", _("Add headings, so that the reader finds the way."), _nothing),
]
