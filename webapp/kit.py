"""What every template is given: the kit of components, drawings, addresses of static files."""

import json
from base64 import b64encode
from collections import ChainMap
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from xml.etree import ElementTree

from flask import Flask, current_app, url_for
from markupsafe import Markup
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

STATIC = Path(__file__).parent.parent / "static"
ICONS = STATIC / "icons"
SVG = "{http://www.w3.org/2000/svg}"


# What htmx may do: no eval, no inline style, and every answer that is not a success is a sentence
# in #notices (422 is a form with its errors, so it takes the form's place).
HTMX = {
    "includeIndicatorStyles": False,
    "allowEval": False,
    "allowScriptTags": False,
    "selfRequestsOnly": True,
    "historyCacheSize": 0,
    "refreshOnHistoryMiss": True,
    "timeout": 15_000,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "422", "swap": True},
        {"code": "[45]..", "swap": True, "target": "#notices", "swapOverride": "innerHTML"},
    ],
}


YEAR = 365 * 24 * 60 * 60  # seconds


def compress_static() -> None:
    """Put a .br and a .gz beside each static file that they make smaller."""
    for file in STATIC.rglob("*"):
        if file.suffix in {".css", ".js", ".svg"} and _is_new(file):
            Compressor(quiet=True).compress(str(file))


def _is_new(file: Path) -> bool:
    packed = file.with_name(f"{file.name}.br")
    return not packed.exists() or packed.stat().st_mtime < file.stat().st_mtime


def _lasting(headers: Any, _path: str, _url: str) -> None:
    """An address changes with the content, so what is there need never be asked for again."""
    headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    headers["X-Content-Type-Options"] = "nosniff"


def static_url(path: str) -> str:
    """The address of a static file, different whenever its content differs."""
    marks: dict[str, str] = current_app.extensions.setdefault("static_marks", {})
    if path not in marks or current_app.debug:
        content = (Path(str(current_app.static_folder)) / path).read_bytes()
        marks[path] = sha256(content).hexdigest()[:10]
    return url_for("static", filename=path, v=marks[path])


class Sheet(NamedTuple):
    """The style sheet as it is written into a page, and the mark by which browsers let it in."""

    tag: Markup
    mark: str


def sheet() -> Sheet:
    """For pages that are seen once, on a slow network: it saves the trip for another file."""
    return _sheet((STATIC / "css/rinki.css").stat().st_mtime)


@lru_cache(1)
def _sheet(_changed: float) -> Sheet:
    style = (STATIC / "css/rinki.css").read_text("utf-8").replace('url("../', 'url("/static/')
    mark = b64encode(sha256(style.encode()).digest()).decode()
    return Sheet(Markup(f"<style>{style}</style>"), f"'sha256-{mark}'")


def icon(name: str, *, turns: bool = False) -> Markup:
    """A small picture beside words (never instead of them); `turns` mirrors it right to left."""
    marks = "icon turns" if turns else "icon"
    return Markup(
        f'<svg class="{marks}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'
        f"{_icons()[name]}</svg>"
    )


@cache
def drawing(file: str, may_lack: bool = False) -> Markup:
    """A whole SVG file of static/icons as it stands, hidden from screen readers."""
    if may_lack and not (ICONS / file).is_file():
        return Markup()
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
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["htmx_config"] = json.dumps(HTMX)
    for given in (icon, drawing, static_url, sheet):
        app.add_template_global(given)

    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=STATIC,
        prefix="static/",
        add_headers_function=_lasting,
        autorefresh=app.debug or app.testing,
    )

    @app.context_processor
    def components() -> dict[str, Any]:
        """`ui`: every macro of templates/ui/."""
        if "kit" not in app.extensions or app.debug:
            names = app.jinja_env.list_templates(filter_func=lambda name: name.startswith("ui/"))
            macros = (vars(app.jinja_env.get_template(name).module) for name in names)
            app.extensions["kit"] = SimpleNamespace(**ChainMap(*macros))
        return {"ui": app.extensions["kit"]}
