"""What a language's words are made of: their base forms, and the parts of compounds.

Both come from simplemma's dictionaries. They are made into tries once, at set-up, and mapped into
memory when first needed, so that all workers share the same pages and no page waits for them.
"""

import math
import os
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from webapp.search.grammar import CLITICS, ENDINGS, SHORT_PARTS

LANGUAGES = ("fi", "sv")
RARE, FAMILIAR, COMMON = 3, 5, 20  # in how many compounds of the dictionary a part stands
MOST_PARTS = 4
FRONT = str.maketrans("ao", "äö")


class Part(NamedTuple):
    """A part of a compound, as it stands there ("vertais") and in its base form ("vertainen")."""

    written: str
    base: str


class Split(NamedTuple):
    """A compound's parts, and how unlikely such a compound is."""

    cost: float
    parts: tuple[Part, ...]


class Lexicon:
    """One language's dictionary."""

    def __init__(self, language: str, folder: Path) -> None:
        from marisa_trie import BytesTrie, RecordTrie  # type: ignore[import-not-found]

        self.language = language
        self._bases = BytesTrie().mmap(str(folder / f"{language}.dic"))
        self._families = RecordTrie("<HH").mmap(str(folder / f"{language}.parts"))
        self._short = frozenset(SHORT_PARTS[language].split())
        self._endings = frozenset(ENDINGS[language].split())
        self.base = lru_cache(20_000)(self._base)

    def _base(self, word: str) -> str | None:
        """The base form: "ryhmien" is "ryhmä"; None if the dictionary lacks the word.

        Finnish typed without its dots is found too, since a word has only back or front vowels.
        """
        dotted = word.translate(FRONT) if self.language == "fi" else word
        for form in dict.fromkeys((word, dotted)):
            if self._last(form) >= COMMON:
                return form  # "työ", which the dictionary also knows as a dialect's "you"
            if found := self._bases.get(form):
                return str(found[0].decode())
        return None

    def base_of_any(self, word: str) -> str | None:
        """The base form, also of a word with a possessive or a clitic after its case."""
        if (base := self.base(word)) or self.language != "fi":
            return base
        for ending in CLITICS:
            if word.endswith(ending) and len(word) > len(ending) + 3:
                stem = word.removesuffix(ending)
                if base := self.base(stem) or self.base(stem + "n"):
                    return base
        return None

    def split(self, word: str) -> tuple[Part, ...]:
        """The parts of a compound; nothing if it isn't one."""
        best = min(self._splits(word, MOST_PARTS), default=None)
        return best.parts if best else ()

    def _splits(self, word: str, most: int) -> Iterator[Split]:
        for cut in range(3, len(word) - 2):
            first = self._as_first(word[:cut])
            rest = first and self._cheapest(word[cut:], most - 1)
            if first and rest:
                yield Split(first.cost + rest.cost, first.parts + rest.parts)

    def _cheapest(self, word: str, most: int) -> Split | None:
        found = list(self._splits(word, most)) if most > 1 else []
        if last := self._as_last(word):
            found.append(last)
        return min(found, default=None)

    def _as_first(self, written: str) -> Split | None:
        """A part that another follows: "ryhmä-", "huumeiden-", "vertais-"."""
        if len(written) < 4 and written not in self._short:
            return None
        count = self._first(written)
        if written.endswith("s") and (linked := self._linked(written[:-1])):
            return _split(count, written, linked)
        base = self.base(written)
        if (base and (count >= RARE or len(written) > 4)) or count >= FAMILIAR:
            return _split(count, written, base or written)
        return None

    def _as_last(self, written: str) -> Split | None:
        """The last part, in any inflection: "-ryhmissä"."""
        base = self.base(written)
        if not base or base in self._endings or (len(base) < 4 and base not in self._short):
            return None
        count = self._last(base)
        return _split(count, written, base) if count >= RARE or len(base) > 4 else None

    def _linked(self, stem: str) -> str | None:
        """The word whose form before another part ends in s: "vertais-", "arbets-"."""
        return self.base(stem + "nen") if self.language == "fi" else self.base(stem)

    def _first(self, part: str) -> int:
        return int(self._families.get(part, [(0, 0)])[0][0])

    def _last(self, part: str) -> int:
        return int(self._families.get(part, [(0, 0)])[0][1])


def _split(count: int, written: str, base: str) -> Split:
    return Split(7 - min(5, math.log2(count + 1)), (Part(written, base),))


@cache
def lexicon(language: str, folder: Path) -> Lexicon:
    build(folder)
    return Lexicon(language, folder)


def is_built(folder: Path) -> bool:
    return all((folder / f"{language}.parts").exists() for language in LANGUAGES)


def build(folder: Path) -> None:
    """Make the tries that the folder lacks. It takes 20 seconds and much memory: at set-up."""
    for language in LANGUAGES:
        if not (folder / f"{language}.parts").exists():
            folder.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=folder) as workshop:
                _build(language, Path(workshop))
                for name in (f"{language}.dic", f"{language}.parts"):  # the last one says "done"
                    os.replace(Path(workshop) / name, folder / name)


def _build(language: str, folder: Path) -> None:
    from marisa_trie import RecordTrie
    from simplemma.strategies.dictionaries import TrieDictionaryFactory

    forms = TrieDictionaryFactory(disk_cache_dir=str(folder)).get_dictionary(language)
    bases = {base for base in forms.values() if base.isalpha() and base.islower() and len(base) > 2}
    first, last = Counter[str](), Counter[str]()
    for word in bases:
        for cut in range(3, len(word) - 2):
            start, end = word[:cut], word[cut:]
            if end in bases:
                first[start] += 1
                last[end] += start in forms or start.removesuffix("s") + "nen" in forms
    counts = {part: (first[part], last[part]) for part in first | last}
    common = ((part, both) for part, both in counts.items() if max(both) >= RARE)
    RecordTrie("<HH", common).save(str(folder / f"{language}.parts"))
