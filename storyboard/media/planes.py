"""Frames as their three planes (Y, U, V at 4:2:0, BT.709, limited range), so that nothing is converted per frame."""

from dataclasses import dataclass
from typing import cast

import av
import av.video.plane
import numpy as np
import numpy.typing as npt
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from storyboard.media.writing import Box, Colour

Plane = npt.NDArray[np.uint8]
"""Height × width."""


@dataclass(frozen=True)
class Planes:
    """One picture: `y` of the full size, `u` and `v` of half of it each way."""

    y: Plane
    u: Plane
    v: Plane


@dataclass(frozen=True)
class Stamp:
    """A part of a picture with its coverage, ready to be pressed onto frames at `box` (all four edges even)."""

    box: Box
    colour: tuple[Image.Image, Image.Image, Image.Image]
    alpha: Image.Image
    half_alpha: Image.Image


def planes_of(image: Image.Image) -> Planes:
    """`image` (RGB, even width and height) as planes."""
    frame = av.VideoFrame.from_ndarray(np.asarray(image), format="rgb24").reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
    )
    y, u, v = (view(plane).copy() for plane in frame.planes)
    return Planes(y, u, v)


def frame_of(planes: Planes) -> av.VideoFrame:
    """The planes as a frame that an encoder takes."""
    height, width = planes.y.shape
    frame = av.VideoFrame(width, height, "yuv420p")
    for target, plane in zip(frame.planes, (planes.y, planes.u, planes.v), strict=True):
        view(target)[:] = plane
    return frame


def view(plane: av.video.plane.VideoPlane) -> Plane:
    """The plane's pixels in place, without the padding at the end of its rows."""
    # PyAV's planes are buffers, which its types do not say.
    rows: Plane = np.frombuffer(cast("bytes", plane), np.uint8).reshape(-1, plane.line_size)
    return rows[: plane.height, : plane.width]


def blended(first: Planes, second: Planes, share: float) -> Planes:
    """`first` dissolving into `second`; `share` 0 is all first, 1 all second."""

    def blend(one: Plane, other: Plane) -> Plane:
        return np.array(Image.blend(Image.fromarray(one), Image.fromarray(other), share))

    return Planes(blend(first.y, second.y), blend(first.u, second.u), blend(first.v, second.v))


def stamp_of(canvas: Image.Image, box: Box) -> Stamp:
    """The part of `canvas` (RGBA) within `box`, as a stamp; the box is widened to even edges."""
    left, top, right, bottom = box
    box = (left - left % 2, top - top % 2, right + right % 2, bottom + bottom % 2)
    part = canvas.crop(box)
    alpha = part.getchannel("A")
    planes = planes_of(part.convert("RGB"))
    colour = (Image.fromarray(planes.y), Image.fromarray(planes.u), Image.fromarray(planes.v))
    return Stamp(box, colour, alpha, alpha.reduce(2))


def press(stamp: Stamp, planes: Planes) -> None:
    """Lays the stamp over `planes`, changing them."""
    half = _half(stamp.box)
    _paste(planes.y, stamp.box, stamp.colour[0], stamp.alpha)
    _paste(planes.u, half, stamp.colour[1], stamp.half_alpha)
    _paste(planes.v, half, stamp.colour[2], stamp.half_alpha)


def fill(planes: Planes, box: Box, colour: tuple[int, int, int]) -> None:
    """Fills `box` (even edges) of `planes` with `colour`, given as Y, U, V, changing them."""
    for plane, (left, top, right, bottom), value in zip(
        (planes.y, planes.u, planes.v), (box, _half(box), _half(box)), colour, strict=True
    ):
        plane[top:bottom, left:right] = value


def yuv(colour: Colour) -> tuple[int, int, int]:
    """One colour (RGB) as Y, U, V."""
    planes = planes_of(Image.new("RGB", (16, 16), colour))
    return int(planes.y[4, 4]), int(planes.u[4, 4]), int(planes.v[4, 4])


def _paste(plane: Plane, box: Box, colour: Image.Image, alpha: Image.Image) -> None:
    left, top, right, bottom = box
    # Pillow's masked paste is several times as fast as the same in numpy, the two copies included.
    part = Image.fromarray(plane[top:bottom, left:right])
    part.paste(colour, (0, 0), alpha)
    plane[top:bottom, left:right] = np.asarray(part)


def _half(box: Box) -> Box:
    left, top, right, bottom = box
    return left // 2, top // 2, right // 2, bottom // 2
