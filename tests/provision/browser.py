"""Where the browser is."""

import os

from tests.provision.errors import Missing
from tests.provision.machine import Machine

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def path() -> str:
    """The program of the browser. Raises Missing."""
    found = os.environ.get("EGRET_TEST_CHROMIUM") or Machine().find(*NAMES)
    if not found:
        raise Missing("chromium is not on this machine. Install it, set EGRET_TEST_CHROMIUM, or use --without browser")
    return found
