"""A page as its reader reads it: the text of <main>, for the Easy Finnish checker."""

import re

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from webapp.easy_finnish.limits import EASY, broken_limits
from webapp.easy_finnish.measures import measure

NOT_READ = {"script", "style", "template", "svg", "head", "math"}
INLINE = {"abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "samp"}
INLINE |= {"data", "img", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"}
ITEMS = {"li", "option", "dd"}
LETTER = re.compile(r"\w")
A_NAME = "Aino"  # stands in running text for what people have written: names are never hard


def reading_text(html: str) -> str:
    """Blocks separated by blank lines; headings alone on a line, list items with "- ".

    What people have written themselves (`translate="no"`, or a `lang` that isn't Easy Finnish)
    is left out; inside a sentence a name stands for it.
    """
    page = BeautifulSoup(html, "html.parser")
    blocks = _Blocks()
    blocks.read(page.main or page)
    blocks.close()
    return "\n\n".join(blocks.found)


def broken_on_page(html: str, limits: dict[str, float] = EASY) -> list[str]:
    """One line a finding: `assert broken_on_page(answer.text) == []`."""
    return [
        f"{finding.rule}: {finding.sentence} {list(finding.words)}"
        for finding in broken_limits(measure(reading_text(html)), limits)
    ]


class _Blocks:
    """Collects running text until an element begins or ends a block."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.running: list[str] = []
        self.in_item = False

    def read(self, tag: Tag) -> None:
        for child in tag.children:
            if isinstance(child, Tag):
                self._read_tag(child)
            elif not isinstance(child, PreformattedString):  # comments and the like
                self.running.append(str(child))

    def close(self) -> None:
        text = re.sub(r"\s+", " ", "".join(self.running)).strip()
        self.running = []
        if text.replace(A_NAME, "").strip(" .,:;–-"):
            self.found.append(f"- {text}" if self.in_item else text)

    def _read_tag(self, tag: Tag) -> None:
        if _unseen(tag):
            return
        if _own_words(tag):
            self.running.append(A_NAME if _is_inline(tag) else "")
        elif tag.name == "br":
            self.running.append(" ")
        elif tag.name == "img":
            self.running.append(str(tag.get("alt", "")))
        elif tag.name == "input":
            self._read_block(tag, str(tag.get("value", "")) if tag.get("type") == "submit" else "")
        elif _is_inline(tag):
            self.read(tag)
        else:
            self._read_block(tag)

    def _read_block(self, tag: Tag, text: str = "") -> None:
        self.close()
        before, self.in_item = self.in_item, self.in_item or tag.name in ITEMS
        self.running.append(text)
        self.read(tag)
        self.close()
        self.in_item = before


def _unseen(tag: Tag) -> bool:
    return tag.name in NOT_READ or tag.has_attr("hidden") or tag.get("aria-hidden") == "true"


def _own_words(tag: Tag) -> bool:
    return tag.get("translate") == "no" or tag.get("lang", "fi-simple") != "fi-simple"


def _is_inline(tag: Tag) -> bool:
    """A link or a label stands alone unless it is a part of a sentence."""
    if tag.name in {"a", "label", "button"}:
        beside = [str(s) for s in tag.parent.children if type(s) is NavigableString]
        return any(LETTER.search(text) for text in beside)
    return tag.name in INLINE
