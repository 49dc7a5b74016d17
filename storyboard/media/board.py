"""The values an animatic is made from, and what comes back."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

RATE = 24
"""Frames per second of every animatic."""

Ratio = Literal["16:9", "9:16", "1:1"]
HeightClass = Literal[720, 1080]
Container = Literal["mp4", "webm", "mov"]

_PROPORTIONS: dict[Ratio, tuple[int, int]] = {"16:9": (16, 9), "9:16": (9, 16), "1:1": (1, 1)}


@dataclass(frozen=True)
class Crop:
    """The part of a picture to keep, as fractions 0–1 of its upright width and height, from the top left."""

    x: float
    y: float
    width: float
    height: float

    def __post_init__(self) -> None:
        inside = 0 <= self.x < self.x + self.width <= 1.0001 and 0 <= self.y < self.y + self.height <= 1.0001
        if not inside:
            raise ValueError(f"The crop {self} does not lie inside its picture.")


@dataclass(frozen=True)
class Picture:
    """A still picture on disk (JPEG, PNG or WebP). Whatever the crop leaves is cover-cropped to the ratio, centred."""

    path: Path
    crop: Crop | None = None


@dataclass(frozen=True)
class AnimaticShot:
    """One shot. `prompt` is plain text, mentions already rendered; `seconds` are whole seconds, 1 or more."""

    number: int
    name: str
    prompt: str
    seconds: int
    picture: Picture | None = None

    def __post_init__(self) -> None:
        if self.seconds < 1:
            raise ValueError(f"Shot {self.number} lasts {self.seconds} s; a shot lasts 1 s or more.")

    @property
    def frames(self) -> int:
        return self.seconds * RATE


@dataclass(frozen=True)
class AnimaticBoard:
    """A whole board, ready to be drawn. `height_class`: pixels of the shorter side; people choose a `HeightClass`."""

    title: str
    shots: tuple[AnimaticShot, ...]
    first_frame: Picture | None = None
    last_frame: Picture | None = None
    ratio: Ratio = "16:9"
    height_class: int = 1080
    container: Container = "mp4"

    def __post_init__(self) -> None:
        if not self.shots:
            raise ValueError("A board has one shot or more.")

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels; the class names the shorter side."""
        across, down = _PROPORTIONS[self.ratio]
        shorter = min(across, down)
        return self.height_class * across // shorter, self.height_class * down // shorter

    @property
    def seconds(self) -> int:
        return sum(shot.seconds for shot in self.shots)

    @property
    def frames(self) -> int:
        return self.seconds * RATE


@dataclass(frozen=True)
class Labels:
    """The words drawn into the picture, in the reader's language. `{n}` is a number."""

    first_frame: str = "First frame"
    last_frame: str = "Last frame"
    shot: str = "Shot {n}"
    seconds: str = "{n} s"


ENGLISH = Labels()


@dataclass(frozen=True)
class Rendered:
    """What was written. `missing_characters`: those of the texts that no font here has, each once, sorted."""

    path: Path
    width: int
    height: int
    frames: int
    rate: Fraction
    seconds: int
    video_codec: str
    audio_codec: str
    missing_characters: tuple[str, ...]
