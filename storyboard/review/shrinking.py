"""What the worker's child runs to make the small picture of an attachment: values in, values out, no database."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from storyboard.assets.digests import settle
from storyboard.media.renditions import picture_renditions

LONGER_SIDE = 320  # pixels


@dataclass(frozen=True)
class Errand:
    """A picture, and an empty folder for the small one."""

    source: Path
    folder: Path


@dataclass(frozen=True)
class Small:
    """The small picture, a WebP."""

    path: Path
    sha256: str


def shrink(errand: Errand, report: Callable[[float], None]) -> Small:
    """Makes the small picture. Raises MediaError, OSError."""
    made = picture_renditions(errand.source, errand.folder, (LONGER_SIDE,))
    (path,) = (one.path for one in made if one.media_type == "image/webp")
    report(1.0)
    return Small(path, settle(path))
