"""Chromium: one that is installed, or Playwright's own download."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.machine.packages import can_install
from tests.machine.running import UnavailableError, answer

# The shell is the same engine without the windows that nobody sees: it takes half the work.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPLICATIONS = ("Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome")
WHERE_PLAYWRIGHT_KEEPS_IT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
MINUTES_FOR_DOWNLOAD = 10


def installed_chromium() -> str | None:
    """The path of an installed Chrome or Chromium that starts; one named by `TEST_CHROMIUM` goes first."""
    return next((path for path in candidates() if starts(path)), None)


def has_shell() -> bool:
    """Whether the engine without windows is installed."""
    return shutil.which(SHELL) is not None


def candidates() -> Iterator[str]:
    if chosen := os.environ.get("TEST_CHROMIUM"):
        yield chosen
    yield from filter(None, map(shutil.which, NAMES))
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        yield from (str(folder / name) for name in MAC_APPLICATIONS)


def starts(path: str) -> bool:
    """Whether the program runs and says it is Chrome or Chromium: Ubuntu's stand-in for its snap does not."""
    try:
        return Path(path).is_file() and "Chrom" in answer([path, "--version"], seconds=20)
    except UnavailableError:
        return False


def downloaded_chromium() -> str:
    """The path of Playwright's own Chromium, downloaded where it is missing."""
    path = answer([sys.executable, "-c", WHERE_PLAYWRIGHT_KEEPS_IT])
    if not starts(path):
        print("Downloading Playwright's Chromium")
        libraries = ["--with-deps"] if can_install() else []
        command = [sys.executable, "-m", "playwright", "install", *libraries, "chromium"]
        answer(command, seconds=MINUTES_FOR_DOWNLOAD * 60)
    if not starts(path):
        raise UnavailableError(f"the one that Playwright downloaded to {path} does not start")
    return path
