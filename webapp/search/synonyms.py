"""A small thesaurus across languages: what else a word is called.

`resources/synonyms.csv` has a row for each meaning; a word may be on several rows.
"""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from webapp.search.analysis import tokens
from webapp.search.reading import FAMILY, family, readings

FILE = Path(__file__).parents[2] / "resources" / "synonyms.csv"


def of(word: str) -> dict[str, float]:
    """The terms of the word's synonyms, each with how well it says its own word."""
    return _thesaurus().get(family(word), {})


@cache
def _thesaurus() -> dict[str, dict[str, float]]:
    """By the family of a word, the terms on its rows."""
    terms: dict[str, dict[str, float]] = defaultdict(dict)
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            entries = [tokens(entry) for cell in row.values() for entry in cell.split(";")]
            words = [entry[0] for entry in entries if len(entry) == 1]
            on_the_row = {found.family: FAMILY for word in words for found in readings(word)}
            on_the_row |= {found.base: 1.0 for word in words for found in readings(word)}
            for word in words:
                terms[family(word)] |= on_the_row
    return terms
