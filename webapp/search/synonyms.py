"""A small thesaurus across languages: what else a word is called.

`resources/synonyms.csv` has a row for each meaning and a column for each language; a word may be
on several rows.
"""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from webapp.search.analysis import analyse, tokens
from webapp.search.reading import readings

FILE = Path(__file__).parents[2] / "resources" / "synonyms.csv"


def of(word: str) -> frozenset[str]:
    """The base forms of what the word is also called, in all languages."""
    rows = (_thesaurus().get((tag, found.family), ()) for tag, found in readings(word).items())
    return frozenset[str]().union(*rows)


@cache
def _thesaurus() -> dict[tuple[str, str], set[str]]:
    """By the language and the family of a word, the base forms on its rows."""
    bases: dict[tuple[str, str], set[str]] = defaultdict(set)
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = [(tag, analyse(word, tag)) for tag in row for word in tokens(row[tag])]
            for tag, found in words:
                bases[tag, found.family].update(other.base for _, other in words)
    return bases
