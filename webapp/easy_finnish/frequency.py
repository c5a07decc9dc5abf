"""How often a Finnish word is met, from a small file that is made once, at set-up, of wordfreq's.

Only words that are met often enough to matter are kept: all the others are equally rare here.
The file is mapped into memory, so that all workers share it.
"""

import math
import os
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from webapp.easy_finnish.words import RARE

FILE = "fi.frequency"
WHOLE = re.compile(r"[^-]+")


def zipf(word: str, folder: Path) -> float:
    """3 is once in a million words, 6 once in a thousand; 0 if rarer than `RARE`.

    Parts joined by a hyphen are together rarer than the rarest of them.
    """
    table = _table(folder)
    found = [table.get(part) for part in WHOLE.findall(word.lower().replace("’", "'"))]
    if not found or None in found:
        return 0.0
    values = [rows[0][0] / 100 for rows in found]
    together = values[0] if len(values) == 1 else -math.log10(sum(10**-value for value in values))
    return round(together, 2) if together >= RARE else 0.0


def is_built(folder: Path) -> bool:
    return (folder / FILE).exists()


def build(folder: Path) -> None:
    """Make the file unless it is there. It takes a second or two and 150 MB: at set-up."""
    if is_built(folder):
        return
    from marisa_trie import RecordTrie  # type: ignore[import-not-found]
    from wordfreq import get_frequency_list

    rows = (
        (word, (900 - place,))  # each list is a hundredth rarer than the one before it
        for place, words in enumerate(get_frequency_list("fi"))
        for word in words
        if 900 - place >= RARE * 100
    )
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as workshop:
        RecordTrie("<H", rows).save(str(Path(workshop) / FILE))
        os.replace(Path(workshop) / FILE, folder / FILE)


@cache
def _table(folder: Path) -> Any:
    from marisa_trie import RecordTrie

    build(folder)
    return RecordTrie("<H").mmap(str(folder / FILE))
