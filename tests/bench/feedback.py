"""How soon a participant sees the form on a slow phone, and what it weighs: `./dev bench feedback`.

A real Chromium that remembers nothing, on the network that Lighthouse calls slow 4G, the way
DevTools applies it: 562.5 ms before each answer, 1.44 Mbit/s down and 0.675 up. Beside it the same
with a processor four times slower than this one, and without brakes.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.demo_places import PLACES, Demo
from tests.pages.chromium import ARGUMENTS, executable
from tests.serving import fresh_demo, serving

SLOW_4G = {
    "offline": False,
    "latency": 562.5,  # milliseconds
    "downloadThroughput": 1_440_000 / 8,  # bytes a second
    "uploadThroughput": 675_000 / 8,
}
SLOWER_PROCESSOR = 4
ROUNDS = 7
MOST_SECONDS = 1.0
MOST_BYTES = 15_000
FORM = next(place for place in PLACES if place.name == "feedback")
LANGUAGES = "fi", "fi-simple", "ar"
FIRST_PAINT = """new Promise((done) => new PerformanceObserver((seen) =>
  seen.getEntriesByName("first-contentful-paint").forEach((it) => done(it.startTime))
).observe({ type: "paint", buffered: true }))"""


@dataclass
class Figures:
    language: str
    seconds: float
    """Until the first letters are seen on slow 4G; the median, as of those below."""
    slow_processor: float
    """On slow 4G, with a processor four times slower."""
    unbraked: float
    bytes: dict[str, int]
    """What came over the wire, headers too, by its kind."""


def visit(
    browser: Browser, address: str, *, slow: bool, processor: int = 1
) -> tuple[float, dict[str, int]]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    weights = _weights(wire)
    if slow:
        wire.send("Network.emulateNetworkConditions", SLOW_4G)
        wire.send("Emulation.setCPUThrottlingRate", {"rate": processor})
    seconds = _first_paint(page, address)
    context.close()
    return seconds, dict(weights)


def _first_paint(page: Page, address: str) -> float:
    page.goto(address, wait_until="networkidle")
    return float(page.evaluate(FIRST_PAINT)) / 1000


def _weights(wire: CDPSession) -> Counter[str]:
    kinds, weights = dict[str, str](), Counter[str]()
    wire.on("Network.responseReceived", lambda it: kinds.update({it["requestId"]: it["type"]}))
    wire.on(
        "Network.loadingFinished",
        lambda it: weights.update({kinds.get(it["requestId"], "?"): int(it["encodedDataLength"])}),
    )
    wire.send("Network.enable")
    return weights


def measured() -> Iterator[Figures]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        environment = fresh_demo(folder)
        demo = Demo(folder)
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        with serving("webapp:create_app", "/fi/", **environment) as site:
            for language in LANGUAGES:
                address = site.address + demo.address(FORM, language)
                every_way: tuple[dict[str, Any], ...] = (
                    {"slow": True},
                    {"slow": True, "processor": SLOWER_PROCESSOR},
                    {"slow": False},
                )
                visits = [
                    [visit(browser, address, **way) for _ in range(ROUNDS)] for way in every_way
                ]
                medians = (median(seconds for seconds, _ in of_a_way) for of_a_way in visits)
                yield Figures(language, *medians, visits[0][-1][1])
        browser.close()


def main(*options: str) -> None:
    found = list(measured())
    if "--json" in options:
        print(json.dumps([asdict(it) for it in found], indent=2))
        return
    print("first paint  slow 4G s   slow processor too s   unbraked s    bytes")
    for it in found:
        kinds = ", ".join(f"{kind} {size:,}" for kind, size in it.bytes.items())
        total = sum(it.bytes.values())
        seconds = f"{it.seconds:9.2f} {it.slow_processor:22.2f} {it.unbraked:12.2f}"
        print(f"{it.language:12} {seconds} {total:8,} ({kinds})")
    if any(
        max(it.seconds, it.slow_processor) > MOST_SECONDS or sum(it.bytes.values()) > MOST_BYTES
        for it in found
    ):
        sys.exit(f"More than {MOST_SECONDS} s or {MOST_BYTES:,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
