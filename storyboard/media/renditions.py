"""What pages show in place of originals: small pictures, posters, hover strips, review proxies and waveforms."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image, features

from storyboard.media.errors import Code, VideoUnreadable
from storyboard.media.pictures import open_picture
from storyboard.media.videos import opened, reader, tolerant_sound

SIZES = (320, 640, 1280)
BUCKETS = 800
TILES = 12
_HAS_AVIF = features.check("avif")
_AVIF: dict[str, Any] = {"quality": 62, "speed": 7, "subsampling": "4:2:0", "max_threads": 2}
_WEBP: dict[str, Any] = {"quality": 82, "method": 4}
_STRIP_WEBP: dict[str, Any] = {"quality": 72, "method": 4}
# The waveform is gathered in steps of so many samples, fine enough for the shortest sound.
_STEP = 32


@dataclass(frozen=True)
class Rendition:
    """A small picture. `size` is the longer side that was asked for; `width` and `height` are as written."""

    path: Path
    media_type: str
    size: int
    width: int
    height: int


@dataclass(frozen=True)
class Strip:
    """A hover strip: `count` tiles side by side in one WebP, each `tile_width` × `tile_height` pixels.

    Tile i is frame `frames[i]` of the clip.
    """

    path: Path
    count: int
    tile_width: int
    tile_height: int
    frames: tuple[int, ...]


def picture_renditions(source: Path, folder: Path, sizes: tuple[int, ...] = SIZES) -> tuple[Rendition, ...]:
    """Writes `source` into `folder` in several sizes (longer side, in pixels), as AVIF and WebP, never enlarged.

    The smallest size that is no smaller than the picture shows it whole; larger ones are left out. WebP alone where
    this Pillow cannot write AVIF. Transparent parts show the house's graphite, as in thumbnails. Raises
    `PictureError`, or `OSError` where the disk refuses.
    """
    return tuple(_renditions(open_picture(source), folder, sizes))


def middle_poster(video: Path, folder: Path, sizes: tuple[int, ...] = SIZES) -> tuple[Rendition, ...]:
    """The middle frame of `video` in several sizes, as `picture_renditions`. Raises `VideoError` or `OSError`."""
    with reader(video) as frames:
        image = frames.picture(len(frames.times) // 2)
    return tuple(_renditions(image, folder, sizes))


def hover_strip(video: Path, target: Path, count: int = TILES, width: int = 160) -> Strip:
    """Writes `count` frames of `video`, evenly spaced, side by side to `target` as one WebP; fewer where it has fewer.

    `width` of each tile in pixels (never more than the clip's), the height by the clip's proportions (at most four
    times the width). Raises `VideoError`, or `OSError` where the disk refuses.
    """
    with reader(video) as frames:
        total = len(frames.times)
        if not total:
            raise VideoUnreadable(video, "there is no frame in this video", Code.DAMAGED)
        numbers = spread(total, count)
        tiles: Iterator[Image.Image] = frames.pictures(numbers)
        first = next(tiles)
        width = min(width, first.width)
        height = min(max(round(first.height * width / first.width), 1), width * 4)
        strip = Image.new("RGB", (width * len(numbers), height))
        strip.paste(_tile(first, (width, height)), (0, 0))
        for place, tile in enumerate(tiles, start=1):
            strip.paste(_tile(tile, (width, height)), (place * width, 0))
    target.write_bytes(_encoded(strip, "WEBP", _STRIP_WEBP))
    return Strip(target, len(numbers), width, height, tuple(numbers))


def spread(total: int, count: int) -> list[int]:
    """`count` frame numbers below `total`, each in the middle of its part; all of them where there are no more."""
    count = min(count, total)
    return [(2 * place + 1) * total // (2 * count) for place in range(count)]


def waveform(voice: Path, target: Path, buckets: int = BUCKETS) -> tuple[float, ...]:
    """Writes the peaks of a sound to `target` as a JSON list of `buckets` numbers 0–1, and gives them.

    A peak is the largest deflection of any channel within its part of the sound; 1 is full scale. Raises
    `VideoUnreadable` where there is no sound, or `OSError` where the disk refuses.
    """
    steps = _peaks(voice)
    edges = np.linspace(0, len(steps), buckets + 1)
    starts, ends = np.floor(edges[:-1]).astype(int), np.ceil(edges[1:]).astype(int)
    pairs = zip(starts, ends, strict=True)
    peaks = tuple(round(min(float(steps[start:end].max()), 1.0), 3) for start, end in pairs)
    target.write_text(json.dumps(peaks))
    return peaks


def _peaks(voice: Path) -> np.ndarray:
    """The largest deflection in each 32 samples of the sound."""
    found: list[np.ndarray] = []
    with opened(voice) as container:
        if container.streams.audio:
            resampler = av.AudioResampler("fltp", frame_size=_STEP * 64)
            for frame in tolerant_sound(container):
                found += [_peaks_of(part) for part in resampler.resample(frame)]
            found += [_peaks_of(part) for part in resampler.resample(None)]
    if not sum(part.size for part in found):
        raise VideoUnreadable(voice, "there is no sound in this file", Code.DAMAGED)
    return np.concatenate(found)


def _peaks_of(frame: av.AudioFrame) -> np.ndarray:
    loudest = np.abs(frame.to_ndarray()).max(axis=0)
    padded = np.pad(loudest, (0, -loudest.size % _STEP))
    return np.asarray(np.nan_to_num(padded.reshape(-1, _STEP).max(axis=1)), np.float32)


def _renditions(image: Image.Image, folder: Path, sizes: tuple[int, ...]) -> Iterator[Rendition]:
    longest = max(image.size)
    wanted = [size for place, size in enumerate(sorted(sizes)) if place == 0 or sorted(sizes)[place - 1] < longest]
    for size in wanted:
        small = image.copy()
        small.thumbnail((size, size), Image.Resampling.LANCZOS)
        for name, options in _formats():
            path = folder / f"{size}.{name.lower()}"
            path.write_bytes(_encoded(small, name, options))
            yield Rendition(path, f"image/{name.lower()}", size, *small.size)


def _formats() -> list[tuple[str, dict[str, Any]]]:
    return [*([("AVIF", dict(_AVIF))] if _HAS_AVIF else []), ("WEBP", dict(_WEBP))]


def _tile(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def _encoded(image: Image.Image, name: str, options: dict[str, Any]) -> bytes:
    written = BytesIO()
    image.save(written, name, **options)
    return written.getvalue()
