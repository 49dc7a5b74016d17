"""Frames as their three planes (Y, U, V at 4:2:0, BT.709, limited range), so that nothing is converted per frame."""

from dataclasses import dataclass

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from storyboard.media.writing import Box, Colour


@dataclass(frozen=True)
class Planes:
    """One picture: `y` of the full size, `u` and `v` of half of it each way, all mode L."""

    y: Image.Image
    u: Image.Image
    v: Image.Image

    @property
    def size(self) -> tuple[int, int]:
        return self.y.size


@dataclass(frozen=True)
class Stamp:
    """A part of a picture with its coverage, ready to be pressed onto frames at `box` (all four even)."""

    box: Box
    colour: Planes
    alpha: Image.Image
    half_alpha: Image.Image


def planes_of(image: Image.Image) -> Planes:
    """`image` (RGB, even width and height) as planes."""
    frame = av.VideoFrame.from_image(image).reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
    )
    return Planes(*(Image.fromarray(_view(plane).copy()) for plane in frame.planes))


def frame_of(planes: Planes) -> av.VideoFrame:
    """The planes as a frame that an encoder takes."""
    frame = av.VideoFrame(*planes.size, "yuv420p")
    for plane, image in zip(frame.planes, (planes.y, planes.u, planes.v), strict=True):
        _view(plane)[:] = np.asarray(image)
    return frame


def pushed(planes: Planes, size: tuple[int, int], zoom: float) -> Planes:
    """`planes` seen `zoom` times as near (1 shows all), scaled to `size`, to a fraction of a pixel."""
    width, height = size
    half = (width // 2, height // 2)
    return Planes(_pushed(planes.y, size, zoom), _pushed(planes.u, half, zoom), _pushed(planes.v, half, zoom))


def blended(first: Planes, second: Planes, share: float) -> Planes:
    """`first` dissolving into `second`; `share` 0 is all first, 1 all second."""
    return Planes(
        Image.blend(first.y, second.y, share),
        Image.blend(first.u, second.u, share),
        Image.blend(first.v, second.v, share),
    )


def stamp_of(canvas: Image.Image, box: Box) -> Stamp:
    """The part of `canvas` (RGBA) within `box`, as a stamp; the box is widened to even edges."""
    left, top, right, bottom = box
    box = (left - left % 2, top - top % 2, right + right % 2, bottom + bottom % 2)
    part = canvas.crop(box)
    alpha = part.getchannel("A")
    return Stamp(box, planes_of(part.convert("RGB")), alpha, alpha.reduce(2))


def press(stamp: Stamp, planes: Planes) -> None:
    """Lays the stamp over `planes`, changing them."""
    left, top, _, _ = stamp.box
    planes.y.paste(stamp.colour.y, (left, top), stamp.alpha)
    planes.u.paste(stamp.colour.u, (left // 2, top // 2), stamp.half_alpha)
    planes.v.paste(stamp.colour.v, (left // 2, top // 2), stamp.half_alpha)


def fill(planes: Planes, box: Box, colour: tuple[int, int, int]) -> None:
    """Fills `box` (even edges) of `planes` with `colour`, given as Y, U, V."""
    left, top, right, bottom = box
    planes.y.paste(colour[0], box)
    half = (left // 2, top // 2, right // 2, bottom // 2)
    planes.u.paste(colour[1], half)
    planes.v.paste(colour[2], half)


def yuv(colour: Colour) -> tuple[int, int, int]:
    """One colour (RGB) as Y, U, V."""
    planes = planes_of(Image.new("RGB", (16, 16), colour))
    y, u, v = (int(plane.getpixel((4, 4))) for plane in (planes.y, planes.u, planes.v))  # type: ignore[arg-type]
    return y, u, v


def _pushed(plane: Image.Image, size: tuple[int, int], zoom: float) -> Image.Image:
    width, height = plane.width / zoom, plane.height / zoom
    left, top = (plane.width - width) / 2, (plane.height - height) / 2
    # HAMMING is as sharp as bicubic at the price of bilinear, as long as it makes smaller: see scenes.MARGIN.
    return plane.resize(size, Image.Resampling.HAMMING, box=(left, top, left + width, top + height))


def _view(plane: av.video.plane.VideoPlane) -> np.ndarray:
    """The plane's pixels, height × width, uint8, without the padding at the end of its rows."""
    rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
    return rows[: plane.height, : plane.width]
