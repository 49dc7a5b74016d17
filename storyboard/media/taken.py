"""What is taken in at most, and what is told of a file that was."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from storyboard.media.pictures import MOST_PIXELS
from storyboard.media.probing import Kind


@dataclass(frozen=True)
class Limits:
    """The most that is taken. Bytes are of the file; pixels are of one picture or frame; `side` is in pixels."""

    picture_bytes: int = 60_000_000
    clip_bytes: int = 2_000_000_000
    voice_bytes: int = 200_000_000
    pixels: int = MOST_PIXELS
    side: int = 30_000
    clip_pixels: int = 8192 * 4320
    seconds: int = 600
    rate: int = 240
    frames: int = 40_000
    streams: int = 32

    def bytes_for(self, kind: Kind) -> int:
        return {Kind.PICTURE: self.picture_bytes, Kind.VIDEO: self.clip_bytes, Kind.SOUND: self.voice_bytes}[kind]


@dataclass(frozen=True)
class Taken:
    """A file taken in: cleaned, and looked at after that.

    `width` and `height` are as shown, upright; `frames` of a picture are 1; `rate` is in frames per second, exact
    where the frames come at a steady rate, else their average; `extension` has no dot; `sha256` is of `path`.
    """

    path: Path
    kind: Kind
    media_type: str
    extension: str
    width: int | None
    height: int | None
    frames: int | None
    rate: Fraction | None
    seconds: Fraction | None
    has_audio: bool
    sha256: str
