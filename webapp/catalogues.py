"""Catalogues of strings, made ready for use: messages.mo beside each messages.po."""

from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).parent.parent / "translations"


def compile_all() -> None:
    """Write each messages.mo; Easy Finnish is its own strings laid over all the Finnish ones."""
    for folder in TRANSLATIONS.glob("*/LC_MESSAGES"):
        name = folder.parent.name
        catalogue = _read(folder)
        if name == "fi@simple":
            finnish = _read(TRANSLATIONS / "fi" / "LC_MESSAGES")
            for message in catalogue:
                if message.id and message.string:
                    finnish[message.id].string = message.string
            catalogue = finnish
        with (folder / "messages.mo").open("wb") as file:
            write_mo(file, catalogue)


@cache
def native_reader(locale: str) -> str:
    """Who has read a locale's catalogue as a native, and when; empty: nobody yet."""
    name = locale.partition("_")[0]
    with (TRANSLATIONS / name / "LC_MESSAGES" / "messages.po").open(encoding="utf-8") as file:
        header = takewhile(lambda line: line.startswith("#"), file)
        marked = (line.partition("Native reader:")[2].strip() for line in header)
        return next(filter(None, marked), "")


def _read(folder: Path) -> Any:
    with (folder / "messages.po").open("rb") as file:
        return read_po(file, locale=folder.parent.name.split("@")[0])
