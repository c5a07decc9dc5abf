"""Icons and other drawings, put into the page itself: no request of their own."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from flask import Flask
from markupsafe import Markup

ICONS = Path(__file__).parent.parent / "static" / "icons"
SVG = "{http://www.w3.org/2000/svg}"


def icon(name: str, *, turns: bool = False) -> Markup:
    """A small picture beside words (never instead of them); `turns` mirrors it right to left."""
    marks = "icon turns" if turns else "icon"
    return Markup(
        f'<svg class="{marks}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'
        f"{_icons()[name]}</svg>"
    )


@cache
def drawing(file: str) -> Markup:
    """A whole SVG file of static/icons as it stands, hidden from screen readers."""
    return Markup(
        (ICONS / file).read_text("utf-8").strip().replace("<svg", '<svg aria-hidden="true"', 1)
    )


@cache
def _icons() -> dict[str, str]:
    """What is inside each symbol of the sprite."""
    ElementTree.register_namespace("", SVG.strip("{}"))
    symbols = ElementTree.parse(ICONS / "icons.svg").getroot().iter(f"{SVG}symbol")
    return {symbol.get("id", ""): "".join(map(_inside, symbol)) for symbol in symbols}


def _inside(part: ElementTree.Element) -> str:
    written = ElementTree.tostring(part, encoding="unicode").strip()
    return written.replace(f' xmlns="{SVG.strip("{}")}"', "")


def init_app(app: Flask) -> None:
    app.add_template_global(icon)
    app.add_template_global(drawing)
