"""Clips that are cut: every shot shows a place of its own, seen by a camera that moves."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
from PIL import Image

SIZE = (320, 180)
X264 = {"preset": "veryfast", "crf": "23", "bf": "3"}
VP9 = {"deadline": "realtime", "cpu-used": "8", "g": "120", "crf": "30"}
Change = Callable[[np.ndarray, int], np.ndarray]


@dataclass(frozen=True)
class Footage:
    """A clip to make: the frames of each shot, the pixels that its camera moves in a frame, and what is done to every
    frame (uint8, height × width × 3) by its number. Over `dissolve` frames one shot becomes the next."""

    shots: Sequence[int]
    rate: Fraction = Fraction(24)
    pace: int = 2
    change: Change = lambda pixels, number: pixels
    dissolve: int = 0
    codec: str = "libx264"
    options: dict[str, str] = field(default_factory=lambda: dict(X264))

    @property
    def cuts(self) -> tuple[int, ...]:
        """Where its cuts are."""
        return tuple(sum(self.shots[:at]) for at in range(1, len(self.shots)))


def shoot(path: Path, footage: Footage) -> Path:
    """Makes the clip at `path`, in the container that its name tells."""
    with av.open(str(path), "w") as output:
        stream = cast(
            "av.VideoStream", output.add_stream(footage.codec, rate=footage.rate, options=dict(footage.options))
        )
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        for number, pixels in enumerate(_seen(footage)):
            frame = av.VideoFrame.from_ndarray(footage.change(pixels, number), format="rgb24")
            frame.pts, frame.time_base = number, 1 / footage.rate
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return path


def _seen(footage: Footage) -> Iterator[np.ndarray]:
    places = [_place(number) for number in range(len(footage.shots))]
    for at, frames in enumerate(footage.shots):
        for number in range(frames):
            pixels, left = _view(places[at], number, footage.pace), frames - number
            if left <= footage.dissolve and at + 1 < len(places):
                share = 1 - left / (footage.dissolve + 1)
                pixels = (pixels * (1 - share) + _view(places[at + 1], 0, footage.pace) * share).astype(np.uint8)
            yield pixels


def _place(number: int) -> np.ndarray:
    """Soft patches of colour, twice as wide as a frame."""
    dice = np.random.default_rng(number)
    patches = Image.fromarray(dice.integers(0, 256, (6, 16, 3), np.uint8))
    return np.asarray(patches.resize((SIZE[0] * 2, SIZE[1]), Image.Resampling.BICUBIC))


def _view(place: np.ndarray, number: int, pace: int) -> np.ndarray:
    return np.roll(place, -number * pace, axis=1)[:, : SIZE[0]]


def grain(strength: int) -> Change:
    """Noise that is another in every frame."""

    def change(pixels: np.ndarray, number: int) -> np.ndarray:
        noise = np.random.default_rng(number).integers(-strength, strength + 1, pixels.shape)
        return np.asarray(np.clip(pixels + noise, 0, 255), np.uint8)

    return change


def flash(*numbers: int, level: int = 255) -> Change:
    """White, or another level, in these frames."""
    return lambda pixels, number: np.full_like(pixels, level) if number in numbers else pixels


def strobe(pixels: np.ndarray, number: int) -> np.ndarray:
    """Three frames bright, three as they are."""
    return np.asarray(np.clip(pixels + 90 * (number // 3 % 2), 0, 255), np.uint8)


def dark(pixels: np.ndarray, number: int) -> np.ndarray:
    """As at night."""
    return np.asarray(pixels * 0.15, np.uint8)


def fading(length: int) -> Change:
    """To black over `length` frames, and as slowly out of it."""
    return lambda pixels, number: np.asarray(pixels * min(1.0, abs(number - length) / length), np.uint8)


def some(dice: random.Random, count: int, least: int, most: int) -> list[int]:
    """So many lengths of shots."""
    return [dice.randint(least, most) for _shot in range(count)]
