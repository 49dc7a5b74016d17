"""The slow push-in: a held picture seen from ever nearer, smooth to a few hundredths of a pixel, and cheap.

FFmpeg's scaler is five times as fast as Pillow's, but takes whole pixels only, and a push by whole pixels jitters.
So each frame is scaled from a whole-pixel window to a slightly larger whole-pixel size, and the frame cut out of
that: there are thousands of such triples, and the best of them comes as close to the wanted view as makes no
difference (0.01 pixel on average, 0.08 at worst; see `_window`).
"""

from dataclasses import dataclass
from functools import lru_cache

import av
import numpy as np
from av.video.reformatter import Interpolation, VideoReformatter
from PIL import Image

from storyboard.media.planes import Plane, Planes, planes_of, view

_HELD = 0.97
"""How large a picture is held, beside the frame. FFmpeg's scaler enlarges at half the cost of making smaller, and a
little under one keeps a push clear of one to one, where whole pixels leave `_window` no choice."""

_EDGE = 48  # pixels repeated around a held plane, room for windows that reach over its edge
_SURPLUS = 64  # by how many pixels the scaled window may be larger than the frame
# The eye sees sharpness in Y alone, and bilinear costs half.
_SHARP = Interpolation.BICUBIC | Interpolation.BITEXACT
_SOFT = Interpolation.BILINEAR | Interpolation.BITEXACT


@dataclass(frozen=True)
class Held:
    """A picture held ready for frames of `size` pixels: its planes, with their edges repeated."""

    size: tuple[int, int]
    planes: Planes


@dataclass(frozen=True)
class _Window:
    """Along one axis: the source pixels from `start`, `length` long, scaled to `scaled` pixels, of which the
    frame's are those from `offset`."""

    start: int
    length: int
    scaled: int
    offset: int


def held_size(size: tuple[int, int]) -> tuple[int, int]:
    """The size of a picture to be held for frames of `size`."""
    return 4 * round(size[0] * _HELD / 4), 4 * round(size[1] * _HELD / 4)


def hold(image: Image.Image, size: tuple[int, int]) -> Held:
    """Holds `image` (RGB, of `held_size(size)`) for frames of `size`."""
    planes = planes_of(image)
    y, u, v = (np.pad(plane, _EDGE, mode="edge") for plane in (planes.y, planes.u, planes.v))
    return Held(size, Planes(y, u, v))


def pushed(held: Held, zoom: float) -> Planes:
    """The held picture seen `zoom` times as near (1 shows all of it), about its centre."""
    width, height = held.size
    half = (width // 2, height // 2)
    return Planes(
        _pushed(held.planes.y, (width, height), zoom, _SHARP),
        _pushed(held.planes.u, half, zoom, _SOFT),
        _pushed(held.planes.v, half, zoom, _SOFT),
    )


def _pushed(plane: Plane, size: tuple[int, int], zoom: float, scaling: Interpolation) -> Plane:
    across = _window(plane.shape[1] - 2 * _EDGE, size[0], zoom)
    down = _window(plane.shape[0] - 2 * _EDGE, size[1], zoom)
    window = plane[down.start : down.start + down.length, across.start : across.start + across.length]
    frame = av.VideoFrame.from_numpy_buffer(window, format="gray")
    # One thread: the encoder has the other core, and a thread for every frame costs more than it saves.
    scaled = VideoReformatter().reformat(frame, across.scaled, down.scaled, "gray", interpolation=scaling, threads=1)
    rows = view(scaled.planes[0])
    return rows[down.offset : down.offset + size[1], across.offset : across.offset + size[0]]


@lru_cache(maxsize=8192)
def _window(source: int, target: int, zoom: float) -> _Window:
    """The whole-pixel window that comes closest to showing `source` / `zoom` pixels, centred, in `target` pixels.

    Tried are all scaled sizes up to `_SURPLUS` larger and all offsets in them; the rest follows by rounding.
    The measure is the larger miss at the frame's two ends; within the frame it is smaller.
    """
    step = source / target / zoom  # source pixels per frame pixel
    begin, end = _EDGE + (source - step * target) / 2, _EDGE + (source + step * target) / 2
    scaled = np.arange(target, target + _SURPLUS + 1)[:, None]
    offset = np.arange(_SURPLUS + 1)[None, :]
    length = np.rint(step * scaled)
    got = length / scaled
    start = np.rint((begin + end) / 2 - got * (target / 2 + offset))
    miss = np.maximum(abs(start + got * offset - begin), abs(start + got * (target + offset) - end))
    outside = (offset + target > scaled) | (start < 0) | (start + length > source + 2 * _EDGE)
    row, column = np.unravel_index(np.where(outside, np.inf, miss).argmin(), miss.shape)
    return _Window(int(start[row, column]), int(length[row, 0]), int(scaled[row, 0]), int(offset[0, column]))
