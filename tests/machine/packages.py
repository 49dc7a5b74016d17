"""Debian packages, where root can install them."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.machine.running import UnavailableError, answer, is_root

ONLY_ROOT = "it is not installed, and only root on Debian or Ubuntu can have it installed from here"
MINUTES_FOR_APT = 15
APT_OPTIONS = (
    "--no-install-recommends",
    "-o",
    "DPkg::Lock::Timeout=120",
    "-o",
    "APT::Update::Error-Mode=any",
)


def can_install() -> bool:
    return is_root() and shutil.which("apt-get") is not None


def install(names: Sequence[str]) -> dict[str, str]:
    """Install Debian packages. The answer: why, for each that could not be installed."""
    if not can_install():
        return dict.fromkeys(names, ONLY_ROOT)
    print(f"Installing with apt-get: {', '.join(names)}")
    stale = apt_get("update")
    if not apt_get("install", *names):
        return {}
    refusals = {name: apt_get("install", name) for name in names}
    return {name: "; ".join(filter(None, [stale, refusal])) for name, refusal in refusals.items() if refusal}


def apt_get(*words: str) -> str:
    """Run apt-get; the answer is why it failed, empty where it did not."""
    command = ["apt-get", "-q", "-y", *APT_OPTIONS, *words]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    try:
        # Killed, it would leave half-installed packages behind; interrupted, it ends its step first.
        answer(command, environment, seconds=MINUTES_FOR_APT * 60, patience=120)
    except UnavailableError as error:
        return f"apt-get: {error}"
    return ""


def has_typeface() -> bool:
    fonts = Path("/usr/share/fonts")
    return any(path.suffix.lower() in {".ttf", ".otf", ".ttc"} for path in fonts.rglob("*"))
