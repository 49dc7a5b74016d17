"""What the worker's child runs to make a thumbnail: values in, values out, no database."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from storyboard.assets.digests import settle
from storyboard.media.pictures import thumbnail


@dataclass(frozen=True)
class Shrink:
    """A picture, where its small copy goes, and the longest side of that in pixels."""

    source: Path
    target: Path
    longest: int


def shrink(wanted: Shrink, report: Callable[[float], None]) -> tuple[str, int, int]:
    """Makes the thumbnail; returns the SHA-256 of its file, and its width and height."""
    width, height = thumbnail(wanted.source, wanted.target, wanted.longest)
    report(1.0)
    return settle(wanted.target), width, height
