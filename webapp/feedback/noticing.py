"""What a writer may not have meant to tell: an address, a number, somebody's name.

It is only pointed out; the writer decides. A name can't be known for certain, and so a word
with a capital letter inside a sentence is asked about. In alphabets without capitals nothing is.
"""

import re
from typing import NamedTuple

EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
PHONE = re.compile(r"\+?\d(?:[\s()-]{0,2}\d){6,}")
SENTENCE = re.compile(r"(?<=[.!?…:\n])\s*")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
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
    return [
        word
        for sentence in SENTENCE.split(EMAIL.sub(" ", text))
        for word in WORD.findall(sentence)[1:]
        if len(word) > 1 and word.istitle()
    ]


def _once(found: list[str]) -> list[str]:
    return list(dict.fromkeys(found))
