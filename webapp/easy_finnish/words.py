"""What can make a word heavy, and who can tell."""

from collections.abc import Callable
from enum import Enum, auto

RARE = 3.0  # Zipf: less than once in a million words
COMMON_PART = 4.0  # a compound of two such words is never rare

AFTER_BE = {"ei", "myös", "jo", "kuitenkin"}  # "on jo tehty"
BE = {"on", "ovat", "oli", "olivat", "ole", "olisi", "ollut", "olleet", "olla", "olet", "olen"}


class Trait(Enum):
    FINITE = auto()  # a verb that has a person: "tulen"
    PASSIVE = auto()  # a verb without a doer: "sovitaan", "on sovittu"
    HARD = auto()  # a clause packed in a word: "tultaessa", "tulevien"
    NOMINAL = auto()  # a verb made a noun: "tuleminen"
    RARE = auto()


Traits = list[tuple[str, frozenset[Trait]]]
Reader = Callable[[str], Traits]
"""Tells of each word of a sentence what makes it heavy: see `grammar` and `endings`."""


def follows_be(word: str, already: bool) -> bool:
    """Whether what comes after this word may go with a form of "to be"."""
    return word.lower() in BE or (already and word.lower() in AFTER_BE)
