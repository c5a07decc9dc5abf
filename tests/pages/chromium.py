"""Where the real Chromium is. A machine without one fails the tests, it does not skip them."""

import os
import shutil

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


def executable() -> str | None:
    """The path of an installed Chromium; None leaves Playwright to use its own."""
    named = os.environ.get("RINKI_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)
