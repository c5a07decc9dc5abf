"""Cutting a text into blocks, and blocks into sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_LETTERS = "A-Za-zÅÄÖåäöŠšŽžÉéÜü"
_WORD = rf"[{_LETTERS}]+(?:[-'’:][{_LETTERS}]+)*"
WORD = re.compile(_WORD)
TOKEN = re.compile(rf"{_WORD}|\d+(?:[.,:]\d+)*")

_SHORT = (
    r"(?<![\wåäö])(?:esim|mm|ym|jne|ns|ts|tms|yms|ks|ko|em|ml|alk|nro|puh|vrt|klo|os|eKr|jKr|tri"
    r"|huom|milj|mrd|toim|sis|lkm|tj|pj|siht|n|v|s|p|k)\."
)
_SHORTENED = re.compile(_SHORT, re.I)
ABBREVIATION = re.compile(  # "klo" is none: it is said as it is written
    rf"(?!klo){_SHORT}(?=\s|$|,|\))|(?<![\wåäö])(?:tv|ml|nk|sos)(?![\wåäö.:])|\b\d+/\d+\b|(?<=\w)§",
    re.I,
)
_ORDINAL = re.compile(r"(\d)\.(?=\s*\d|\s+[a-zåäö])")  # "23. marraskuuta" goes on
_BULLET = re.compile(r"\s*(?:[•·\-–*o]|\d{1,2}[.)])\s+")
_FINISHED = re.compile(r"[.!?:…]['”\")]*$")
_FINISHED_OR_PAUSED = re.compile(r"[.!?:…,;]['”\")]*$")
_BETWEEN_SENTENCES = re.compile(
    r"(?<=[.!?…])['”\")]*\s+(?=[\"”'(–-]*[A-ZÅÄÖ0-9])|(?<=:)\s+(?=[”\"A-ZÅÄÖ])"
)
_HEADING_WORDS = 9
_DOT = "\x01"  # stands for a dot that ends no sentence


class Kind(Enum):
    HEADING = auto()
    ITEM = auto()
    PARAGRAPH = auto()


@dataclass(frozen=True)
class Block:
    kind: Kind
    text: str

    def sentences(self) -> list[str]:
        if self.kind is Kind.HEADING:
            return [self.text]
        text = _SHORTENED.sub(lambda found: found[0].replace(".", _DOT), self.text)
        text = _ORDINAL.sub(rf"\1{_DOT}", text)
        parts = _BETWEEN_SENTENCES.split(text)
        return [part.replace(_DOT, ".").strip() for part in parts if TOKEN.search(part)]


def blocks(text: str) -> list[Block]:
    return [_block(body) for body in _joined_lines(text)]


def _joined_lines(text: str) -> Iterator[str]:
    """Whole blocks again, from lines that may have been broken by hand."""
    body = ""
    for line in [*map(str.strip, text.splitlines()), ""]:
        if body and (not line or _begins_a_block(line, after=body)):
            yield body
            body = ""
        body = f"{body} {line}".strip()


def _begins_a_block(line: str, after: str) -> bool:
    goes_on = _FINISHED.search(after) or after.endswith(",") or not line[0].isupper()
    return bool(_BULLET.match(line)) or not goes_on


def _block(body: str) -> Block:
    if bullet := _BULLET.match(body):
        return Block(Kind.ITEM, body[bullet.end() :])
    short = len(TOKEN.findall(body)) <= _HEADING_WORDS
    heading = short and not _FINISHED_OR_PAUSED.search(body)
    return Block(Kind.HEADING if heading else Kind.PARAGRAPH, body)
