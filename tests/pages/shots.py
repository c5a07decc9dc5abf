"""Photograph the main pages on a phone: `./dev shots [NAME …]`, then look at shots/index.html."""

import shutil
import sys
import tempfile
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.demo_places import PLACES, Demo, Place
from tests.pages.chromium import ARGUMENTS, executable
from tests.serving import fresh_demo, serving

SHOTS = Path("shots")
PHONE = {"width": 390, "height": 844}
SCHEMES = "light", "dark"
STYLE = """
body { font: 16px/1.5 system-ui; margin: 1rem; background: #888; color: #fff }
section > div { display: flex; gap: .5rem; overflow-x: auto }
img { width: 240px; display: block }
"""


def main(*names: str) -> None:
    places = [place for place in PLACES if not names or place.name in names]
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        environment = fresh_demo(folder)
        demo = Demo(folder)
        with (
            serving("webapp:create_app", "/healthz", **environment) as site,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
            failed = [p for p in places if not _photograph(browser, site.address, demo, p)]
        sheet = _contact_sheet([(place, demo.languages(place)) for place in places])
    (SHOTS / "index.html").write_text(sheet, encoding="utf-8")
    print(f"Look at {SHOTS / 'index.html'}")
    sys.exit("Not in order: " + ", ".join(p.name for p in failed) if failed else 0)


def _photograph(browser: Browser, address: str, demo: Demo, place: Place) -> bool:
    """Whether the page answered in every language."""
    answers = []
    for scheme in SCHEMES:
        context = browser.new_context(color_scheme=scheme, locale="fi-FI", base_url=address)
        if cookie := demo.cookie(place.who):
            context.add_cookies([{"name": "rinki", "value": cookie, "url": address}])
        page = context.new_page()
        for language in demo.languages(place):
            page.set_viewport_size(PHONE)
            answers.append(page.goto(demo.address(place, language)))
            whole = max(PHONE["height"], page.evaluate("document.documentElement.scrollHeight"))
            page.set_viewport_size(PHONE | {"height": whole})  # what stays at the bottom, does
            page.screenshot(path=SHOTS / _file(place, language, scheme))
        context.close()
    print(place.name)
    return all(answer and answer.ok for answer in answers)


def _file(place: Place, language: str, scheme: str) -> str:
    return f"{place.name.replace(' ', '-')}.{language}.{scheme}.png"


def _contact_sheet(places: list[tuple[Place, list[str]]]) -> str:
    rows = []
    for place, spoken in places:
        files = [_file(place, lang, scheme) for scheme in SCHEMES for lang in spoken]
        pictures = "".join(f'<a href="{f}"><img src="{f}" alt="{f}"></a>' for f in files)
        rows.append(f"<section><h2>{escape(place.name)}</h2><div>{pictures}</div></section>")
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Rinki in pictures</title>'
    return f"{head}<style>{STYLE}</style><h1>Rinki in pictures</h1>{''.join(rows)}</html>"


if __name__ == "__main__":
    main(*sys.argv[1:])
