"""Clips and voices for these tests: small, of any rate and shape, each frame told by its gray."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
from PIL import Image

SIZE = (96, 64)
MARKER = "PRIVATE-MARKER"
"""What the tests write wherever a file can hide something private."""


# Every frame of these clips is a jump in brightness, at which x264 would begin anew, were it let to.
X264 = {"crf": "10", "bf": "3", "g": "12", "sc_threshold": "0"}


@dataclass(frozen=True)
class Film:
    """A clip to make. `ticks`: when each frame is shown in units of `unit` seconds; else frame n at n ÷ `rate`."""

    frames: int = 30
    rate: Fraction = Fraction(24)
    codec: str = "libx264"
    options: dict[str, str] = field(default_factory=lambda: dict(X264))
    size: tuple[int, int] = SIZE
    ticks: Sequence[int] = ()
    unit: Fraction = Fraction(1, 1000)
    rotation: int = 0
    pixel_ratio: Fraction | None = None
    sound: str = ""
    is_marked: bool = False
    is_cornered: bool = False


def gray_of(number: int) -> int:
    """The gray of frame `number`; 50 frames in a row differ by 4 or more."""
    return 20 + (number * 37) % 50 * 4


def film(path: Path, wanted: Film = Film()) -> Path:
    """Makes the clip at `path`, in the container that its name tells."""
    with av.open(str(path), "w") as output:
        picture = cast("av.VideoStream", output.add_stream(wanted.codec, rate=wanted.rate, options=wanted.options))
        picture.width, picture.height = wanted.size
        picture.pix_fmt = "yuv422p10le" if wanted.codec == "prores_ks" else "yuv420p"
        if wanted.rotation:
            picture.set_display_rotation(wanted.rotation)
        if wanted.pixel_ratio:
            picture.codec_context.sample_aspect_ratio = wanted.pixel_ratio
        if wanted.ticks:
            picture.codec_context.time_base = wanted.unit
        if wanted.is_marked:
            _mark(output, picture)
        sound = output.add_stream(wanted.sound, rate=48_000, layout="mono") if wanted.sound else None
        for number in range(wanted.frames):
            frame = _frame(wanted, number)
            output.mux(picture.encode(frame))
        output.mux(picture.encode(None))
        if sound:
            _add_tone(output, cast("av.AudioStream", sound), wanted.frames / wanted.rate)
    return path


def voice(path: Path, codec: str, seconds: int = 2, **options: Any) -> Path:
    """A tone of 440 Hz, in the container that the name tells, louder towards its end."""
    with av.open(str(path), "w", options=options) as output:
        output.metadata["title"] = MARKER
        output.metadata["comment"] = MARKER
        stream = cast("av.AudioStream", output.add_stream(codec, rate=44_100, layout="mono"))
        _add_tone(output, stream, Fraction(seconds))
    return path


def grays_shown(path: Path) -> list[int]:
    """The gray of every frame of a clip, in order of showing, read by a plain decoder."""
    with av.open(str(path)) as container:
        return [middle_gray(frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)]


def middle_gray(pixels: Any) -> int:
    array = np.asarray(pixels)
    return int(array[array.shape[0] // 2, array.shape[1] // 2].mean())


def is_frame(image: Image.Image, number: int) -> bool:
    """Whether `image` is frame `number` of a clip made here."""
    return abs(middle_gray(image) - gray_of(number)) < 2


def _frame(wanted: Film, number: int) -> av.VideoFrame:
    pixels = np.full((wanted.size[1], wanted.size[0], 3), gray_of(number), np.uint8)
    if wanted.is_cornered:
        pixels[: wanted.size[1] // 4, : wanted.size[0] // 4] = (220, 30, 30)
    frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
    if wanted.ticks:
        frame.pts, frame.time_base = wanted.ticks[number], wanted.unit
    else:
        frame.pts, frame.time_base = number, 1 / wanted.rate
    return frame


def _mark(output: av.container.OutputContainer, picture: av.VideoStream) -> None:
    """A place, a title, a device, a chapter: what phones and editors write into clips."""
    output.metadata.update({"location": "+48.1371+011.5754/", "title": MARKER, "comment": MARKER, "make": MARKER})
    picture.metadata.update({"handler_name": MARKER, "title": MARKER})
    unit = Fraction(1, 1000)
    output.set_chapters([{"id": 1, "start": 0, "end": 900, "time_base": unit, "metadata": {"title": MARKER}}])


def _add_tone(output: av.container.OutputContainer, stream: av.AudioStream, seconds: Fraction) -> None:
    hertz = stream.codec_context.sample_rate
    count = math.ceil(seconds * hertz)
    swell = np.linspace(0.1, 0.8, count)
    tone = (np.sin(2 * np.pi * 440 * np.arange(count) / hertz) * swell).astype(np.float32)
    frame = av.AudioFrame.from_ndarray(tone[None, :], format="fltp", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = hertz, 0, Fraction(1, hertz)
    context = stream.codec_context
    resampler = av.AudioResampler(context.format, context.layout, hertz, frame_size=context.frame_size or None)
    for part in [*resampler.resample(frame), *resampler.resample(None)]:
        output.mux(stream.encode(part))
    output.mux(stream.encode(None))
