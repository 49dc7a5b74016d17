"""What the worker's child runs to bring a file from an address: fetched, looked into, cleaned. No database."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from storyboard.assets import bucket
from storyboard.media.guarded import take_in_guarded
from storyboard.media.taken import Taken
from storyboard.providers.downloading import download
from storyboard.providers.http import Door

MOST_FETCHED = 60_000_000
FETCH_SECONDS = 60.0


@dataclass(frozen=True)
class Errand:
    """An address, what may be asked outside, and an empty folder."""

    url: str
    door: Door
    folder: Path


def bring(errand: Errand, report: Callable[[float], None]) -> Taken:
    """The cleaned file, in the folder. Raises OutgoingError, MediaError, OSError."""
    source = errand.folder / "fetched"
    asyncio.run(download(errand.door, errand.url.strip(), source, MOST_FETCHED, seconds=FETCH_SECONDS))
    report(0.5)
    taken = take_in_guarded(source, errand.folder)
    bucket.put(taken.path, taken.sha256)
    return taken
