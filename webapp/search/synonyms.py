"""A small thesaurus across languages: what else a word is called.

`resources/synonyms.csv` has a row for each meaning; a word may be on several rows.
"""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from webapp.search.analysis import tokens
from webapp.search.reading import family, readings

FILE = Path(__file__).parents[2] / "resources" / "synonyms.csv"


def of(word: str) -> frozenset[str]:
    """The base forms of the word's synonyms."""
    return _thesaurus().get(family(word), frozenset())


@cache
def _thesaurus() -> dict[str, frozenset[str]]:
    """By the family of a word, the base forms on its rows."""
    bases: dict[str, set[str]] = defaultdict(set)
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entries = [tokens(entry) for cell in row.values() for entry in cell.split(";")]
            words = [entry[0] for entry in entries if len(entry) == 1]
            on_the_row = {found.base for word in words for found in readings(word)}
            for word in words:
                bases[family(word)] |= on_the_row
    return {family: frozenset(bases) for family, bases in bases.items()}
