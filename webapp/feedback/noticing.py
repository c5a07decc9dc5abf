"""What a writer may not have meant to tell: an address, a number, somebody's name.

It is only pointed out; the writer decides. A name can't be known for certain. Asked about are a
word with a capital letter inside a sentence, a common given name however it is written, and a first
word that Finnish does not know.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from webapp import search
from webapp.easy_finnish.frequency import zipf
from webapp.i18n import language
from webapp.search.words import Lexicon, lexicon

GIVEN_NAMES = Path(__file__).parent.parent.parent / "resources" / "given-names.txt"
EMAIL = re.compile(r"[^\s@＠]+[@＠][^\s@＠]+[.．。]\w+")
PHONE = re.compile(r"\+?\d(?:[\s()-]{0,2}\d){6,}")
SENTENCE = re.compile(r"(?<=[.!?…:\n])\s*")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
CASE = re.compile(r"(?:n|a|ä|lla|llä|lle|lta|ltä|ssa|ssä|sta|stä|in|s)$")
FINNISH = {"fi", "fi-simple"}
MOST = 5


class Noticed(NamedTuple):
    emails: list[str]
    phones: list[str]
    names: list[str]

    def __bool__(self) -> bool:
        return any(self)

    @property
    def all(self) -> list[str]:
        return [*self.emails, *self.phones, *self.names][:MOST]


def notice(text: str) -> Noticed:
    """The parts of a text that may tell who somebody is, each once, in their order."""
    phones = [number for number in PHONE.findall(text) if len(re.sub(r"\D", "", number)) >= 7]
    return Noticed(_once(EMAIL.findall(text)), _once(phones), _once(_names(text)))


def _names(text: str) -> list[str]:
    knows = language() in FINNISH and search.is_prepared()
    finnish = lexicon("fi", search.folder()) if knows else None
    return [
        word
        for sentence in SENTENCE.split(EMAIL.sub(" ", text))
        for place, word in enumerate(WORD.findall(sentence))
        if len(word) > 1 and _may_be_a_name(word, place == 0, finnish)
    ]


def _may_be_a_name(word: str, first: bool, finnish: Lexicon | None) -> bool:
    if word.istitle() and not first:
        return True
    return _is_given(word.lower(), finnish) or bool(
        finnish and first and word.istitle() and _is_unknown(word.lower(), finnish)
    )


def _is_given(word: str, finnish: Lexicon | None) -> bool:
    """A common given name, in any case of Finnish: Maijan, Pekalle."""
    forms = {word, CASE.sub("", word), (finnish and finnish.base_of_any(word)) or word}
    return not forms.isdisjoint(given_names())


def _is_unknown(word: str, finnish: Lexicon) -> bool:
    """Neither a word or a compound that the dictionary has, nor one that is often met."""
    known = finnish.base_of_any(word) or finnish.split(word)
    return not known and not zipf(word, search.folder())


@cache
def given_names() -> frozenset[str]:
    lines = GIVEN_NAMES.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def _once(found: list[str]) -> list[str]:
    return list(dict.fromkeys(found))
