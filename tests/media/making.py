"""Boards, pictures and clips for these tests: real files, small, with something in them that can be measured."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
import numpy.typing as npt
from PIL import Image

from storyboard.media.board import AnimaticBoard, AnimaticShot, Picture
from storyboard.media.writing import Colour

RED, GREEN, BLUE, WHITE = (200, 30, 40), (30, 160, 60), (30, 60, 200), (255, 255, 255)


def plain_picture(path: Path, colour: Colour, size: tuple[int, int] = (320, 320)) -> Picture:
    """A picture of one colour."""
    Image.new("RGB", size, colour).save(path)
    return Picture(path)


def board_of(seconds: Sequence[int], **changes: Any) -> AnimaticBoard:
    """A board of cards, square and at 720p unless `changes` say otherwise."""
    shots = tuple(AnimaticShot(index, "", "", length) for index, length in enumerate(seconds or (1,), start=1))
    return replace(AnimaticBoard("", shots, ratio="1:1", height_class=720), **changes)


def decoded(path: Path) -> list[npt.NDArray[np.uint8]]:
    """All frames of a video, each height × width × 3, RGB."""
    with av.open(str(path)) as container:
        return [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in container.decode(video=0)]


def gray_clip(path: Path, grays: Sequence[int], codec: str = "libx264") -> Path:
    """A clip whose frame n is all of `grays[n]`, with key frames far apart and frames that refer forward."""
    options = {"crf": "10", "bf": "3", "g": "24"} if codec == "libx264" else {"deadline": "realtime", "cpu-used": "8"}
    with av.open(str(path), "w") as output:
        stream = cast("av.VideoStream", output.add_stream(codec, rate=24, options=options))
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        for number, gray in enumerate(grays):
            image = np.full((64, 96, 3), gray, np.uint8)
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 24)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return path


def near(pixel: npt.NDArray[np.uint8] | Sequence[int], colour: Colour, tolerance: int = 12) -> bool:
    """Whether a pixel (RGB) is `colour`, but for what encoding does to it."""
    return bool(np.all(np.abs(np.asarray(pixel, np.int16) - np.asarray(colour)) <= tolerance))
