"""Where the real Chromium is. A machine without one fails the tests, it does not skip them."""

import os
import shutil
import time

NAMES = "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

PATIENCE = 15  # seconds, for a machine that has much else to do


def executable() -> str | None:
    """The path of an installed Chromium; None leaves Playwright to use its own."""
    named = os.environ.get("RINKI_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def becomes_true(page, function, told=None):
    """Waits for a function of the page that may answer later: `wait_for_function` takes any
    promise for a yes."""
    until = time.monotonic() + PATIENCE
    while not page.evaluate(f"async (told) => !!(await ({function})(told))", told):
        assert time.monotonic() < until, f"never came true: {function}"
        page.wait_for_timeout(50)
