"""What makes a word heavy, by its ending, its base form and how often it is met.

Light enough for a page that answers as one types: it shares the search's dictionary. What it
finds is worth a second look; for limits on words it is not exact enough (see `grammar`).
"""

import re
from functools import lru_cache
from pathlib import Path

from webapp import search
from webapp.easy_finnish.frequency import zipf
from webapp.easy_finnish.sentences import WORD
from webapp.easy_finnish.words import COMMON_PART, RARE, Trait, Traits, follows_be
from webapp.search.words import Lexicon, lexicon

_PASSIVE = re.compile(  # "sovitaan", "mennään", "sovittiin", "sovittaisiin"
    r"..(?:[aeiouyäötdlrn](?:taan|tään)|[aeiouyäö](?:daan|dään)|hdään|(?:ll|nn|rr)(?:aan|ään)"
    r"|.tiin|.t[aä]isiin)(?:k[oö])?$"
)
_DONE = re.compile(r"(?:...t|..h)t[uy]$")  # "on sovittu", "on tehty"
_PACKED = re.compile(r"..ess[aä](?:ni|si|an|än|mme|nne|ns[aä])?$")  # "tullessasi", "tehtäessä"
_INFINITIVE = re.compile(r"(?:[aeiouyäöd][aä]|ll[aä]|nn[aä]|rr[aä]|st[aä]|..[aeiouyäö]t[aä])$")


def traits(sentence: str) -> Traits:
    """The words of a sentence, each with what makes it heavy."""
    folder = search.folder()
    found, after_be = [], False
    for place, word in enumerate(WORD.findall(sentence)):
        rare = {Trait.RARE} if _is_rare(word, place == 0, folder) else set()
        found.append((word, _form(word.lower(), after_be, folder) | rare))
        after_be = follows_be(word, after_be)
    return found


@lru_cache(5_000)
def _form(word: str, after_be: bool, folder: Path) -> frozenset[Trait]:
    base = _base(word, lexicon("fi", folder))
    found = set()
    if _is_passive(word, base) or (after_be and _DONE.search(word)):
        found.add(Trait.PASSIVE)
    if base and _PACKED.search(word) and _INFINITIVE.search(base):
        found.add(Trait.HARD)
    if base and base.endswith("minen") and zipf(base, folder) < COMMON_PART:
        found.add(Trait.NOMINAL)
    return frozenset(found)


def _is_passive(word: str, base: str | None) -> bool:
    """An ending of the passive, and no noun that ends alike: "rantaan", "pöytään"."""
    if not _PASSIVE.search(word) or not base:
        return bool(_PASSIVE.search(word))
    into = len(base) < 6 and base.endswith(("ta", "tä")) and word == base + base[-1] + "n"
    return bool(_INFINITIVE.search(base)) and not into


def _base(word: str, known: Lexicon) -> str | None:
    """Of a compound that the dictionary lacks, the base form of the last part."""
    parts = known.split(word)
    return known.base_of_any(word) or (parts[-1].base if parts else None)


@lru_cache(5_000)
def _is_rare(word: str, first: bool, folder: Path) -> bool:
    """Names are never rare: a capital inside a sentence, or one that the dictionary lacks."""
    known = lexicon("fi", folder)
    base = known.base_of_any(word.lower())
    if word[0].isupper() and not (first and base):
        return False
    if max(zipf(word, folder), zipf(base or word, folder)) >= RARE:
        return False
    parts = [part.base for part in known.split(base or word.lower())] or word.split("-")
    return not (len(parts) == 2 and min(zipf(part, folder) for part in parts) >= COMMON_PART)
