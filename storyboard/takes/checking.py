"""What the worker's child runs on a file that came from a provider: every frame is decoded, a poster is made."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyboard.assets.digests import settle
from storyboard.media.pictures import poster
from storyboard.media.playing import play_through


@dataclass(frozen=True)
class Checked:
    """A file that plays, and its poster beside it. `shape` holds what a MediaFile knows of a clip."""

    path: Path
    sha256: str
    media_type: str
    shape: dict[str, Any]
    poster: Path
    poster_sha256: str
    poster_size: tuple[int, int]

    @property
    def suffix(self) -> str:
        """How a file of its kind ends."""
        return {"video/webm": ".webm", "video/quicktime": ".mov"}.get(self.media_type, ".mp4")


def check(path: Path, report: Callable[[float], None]) -> Checked:
    """Decodes the whole file. Raises VideoUnreadable, OSError."""
    seen = play_through(path)
    report(0.9)
    still = path.with_suffix(".webp")
    size = poster(path, still, (seen.frames or 1) // 3)
    shape = {
        "width": seen.width,
        "height": seen.height,
        "frames": seen.frames,
        "rate": seen.rate,
        "seconds": seen.seconds,
        "has_sound": seen.has_audio,
    }
    return Checked(path, settle(path), seen.media_type, shape, still, settle(still), size)
