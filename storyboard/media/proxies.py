"""Review proxies: small copies of clips that every browser plays and scrubs well, frame for frame.

Frame n of the proxy is frame n of the original, and there are as many. The proxy's rate is steady: exactly the
original's where that is steady, else its average (see `rates`), so that frame numbers turn into times in one way; with
a clip of changing rate single frames are then shown a little sooner or later than in the original, and sound and
picture meet again at the end. A frame that cannot be decoded shows the one before.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import cast

import av
import av.container
import av.filter
import numpy as np

from storyboard.media.errors import VideoUnreadable
from storyboard.media.planes import Planes, frame_of, view
from storyboard.media.rates import is_steady, rate_of
from storyboard.media.remuxing import writing
from storyboard.media.sound import HERTZ
from storyboard.media.videos import (
    Reader,
    marks,
    meant_colours,
    moving_picture,
    opened,
    reader,
    tolerant_sound,
)

SHORTER_SIDE = 720
GROUP = 12
"""Most frames from one key frame to the next: a scrub never decodes more."""
_EASY_GROUP = 30

_X264 = {
    "preset": "veryfast", "crf": "24", "threads": "4", "g": str(GROUP), "bf": "0", "sc_threshold": "0",
}  # fmt: skip
_OPTIONS = {"movflags": "+faststart", "fflags": "+bitexact"}
_SOUND_BITS = 128_000
_SAMPLES = 1024  # to an AAC frame
_BT709, _LIMITED = 1, 1


@dataclass(frozen=True)
class Proxy:
    """A review proxy; `frames` and `rate` are the original's."""

    path: Path
    width: int
    height: int
    frames: int
    rate: Fraction
    has_audio: bool


def review_proxy(video: Path, target: Path, report: Callable[[float], None] = lambda share: None) -> Proxy:
    """Writes the proxy of `video` to `target`: MP4, H.264 and AAC, upright, its shorter side at most 720 pixels.

    `report` is told the share done, 0–1, every 24 frames. Raises `VideoUnreadable`, or `OSError` where the disk
    refuses.
    """
    with reader(video) as frames:
        rate, total = frames.rate, len(frames.times)
        if rate is None:
            raise VideoUnreadable(video, "there is no frame in this video")
        size = fitting(frames.shown_size)
        with writing(video, target, "mp4", _OPTIONS) as output:
            picture = _picture_stream(output, rate, size)
            sound = _Sound(output, _heard(video, frames, total / rate)) if frames.has_sound else None
            output.start_encoding()
            for number, frame in enumerate(frames.all_frames()):
                output.mux(picture.encode(_prepared(frame, size, number, rate)))
                if sound:
                    sound.write_until((number + 1) / rate)
                if not number % 24:
                    report(number / total)
            output.mux(picture.encode(None))
            if sound:
                sound.finish()
    report(1.0)
    return Proxy(target, *size, total, rate, sound is not None)


def is_proxy_itself(video: Path) -> bool:
    """Whether `video` is as good as its proxy: MP4 of H.264 that browsers play, small, steady, easily scrubbed.

    Animatics are. Raises `VideoUnreadable`.
    """
    with opened(video) as container:
        stream = moving_picture(container)
        if stream is None or not _is_mp4(container) or not _is_plain(stream):
            return False
        found = marks(container, stream)
        # A stream tells the truth only as long as its container is open.
        unit, told = stream.time_base or Fraction(1), stream.average_rate
    keys = [place for place, mark in enumerate(found) if mark.is_key]
    if not keys or keys[0] or not all(mark.is_shown for mark in found):
        return False
    furthest = max(later - key for key, later in pairwise([*keys, len(found)]))
    times = sorted(mark.pts for mark in found)
    rate = rate_of(times, unit, (told,))
    return furthest <= _EASY_GROUP and times[0] == 0 and rate is not None and is_steady(times, unit, rate)


def _is_mp4(container: av.container.InputContainer) -> bool:
    return "mp4" in container.format.name and not container.metadata.get("major_brand", "").startswith("qt")


def _is_plain(stream: av.VideoStream) -> bool:
    context = stream.codec_context
    is_square = stream.sample_aspect_ratio in (None, 0, 1)
    is_small = min(context.width, context.height) <= SHORTER_SIDE
    return context.name == "h264" and context.pix_fmt in ("yuv420p", "yuvj420p") and is_square and is_small


def fitting(size: tuple[int, int], shorter: int = SHORTER_SIDE) -> tuple[int, int]:
    """`size` scaled down until its shorter side is at most `shorter` pixels; both sides even, never enlarged."""
    scale = min(Fraction(shorter, min(size)), Fraction(1))
    return _even(size[0] * scale), _even(size[1] * scale)


def _even(side: Fraction) -> int:
    return max(round(side / 2) * 2, 2)


def _picture_stream(output: av.container.OutputContainer, rate: Fraction, size: tuple[int, int]) -> av.VideoStream:
    stream = output.add_stream("libx264", rate=rate, options=dict(_X264))
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    context = stream.codec_context
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = _LIMITED
    return stream


def _prepared(frame: av.VideoFrame, size: tuple[int, int], number: int, rate: Fraction) -> av.VideoFrame:
    """`frame` upright and of `size`, to be shown as the `number`th."""
    is_lying = frame.rotation % 180 != 0
    small = frame.reformat(
        width=size[1] if is_lying else size[0],
        height=size[0] if is_lying else size[1],
        format="yuv420p",
        src_colorspace=meant_colours(frame),
        dst_colorspace="ITU709",
        dst_color_range=_LIMITED,
    )
    if frame.rotation % 360:
        small = _turned(small, frame.rotation)
    small.pts, small.time_base = number, 1 / rate
    return small


def _turned(frame: av.VideoFrame, degrees: int) -> av.VideoFrame:
    """`frame` (yuv420p) turned counter-clockwise by a multiple of 90 `degrees`."""
    y, u, v = (np.ascontiguousarray(np.rot90(view(plane), degrees // 90)) for plane in frame.planes)
    return frame_of(Planes(y, u, v))


class _Sound:
    """The sound, written alongside the frames so that the muxer need not hold it back."""

    def __init__(self, output: av.container.OutputContainer, frames: Iterator[av.AudioFrame]) -> None:
        self._output = output
        self._frames = frames
        self._written = Fraction(0)
        self._stream = output.add_stream("aac", rate=HERTZ, layout="stereo")
        self._stream.bit_rate = _SOUND_BITS

    def write_until(self, seconds: Fraction) -> None:
        while self._written < seconds and (frame := next(self._frames, None)) is not None:
            self._written += Fraction(frame.samples, HERTZ)
            self._output.mux(self._stream.encode(frame))

    def finish(self) -> None:
        for frame in self._frames:
            self._output.mux(self._stream.encode(frame))
        self._output.mux(self._stream.encode(None))


def _heard(video: Path, frames: Reader, seconds: Fraction) -> Iterator[av.AudioFrame]:
    """The sound from the first frame on, for `seconds`: 48 kHz stereo, silent where there is none yet."""
    with opened(video) as container:
        stream = container.streams.audio[0]
        graph = _sound_graph(stream, frames.start, seconds)
        for frame in tolerant_sound(container):
            graph.push(frame)
            yield from _pulled(graph)
        graph.push(None)
        yield from _pulled(graph)


def _sound_graph(stream: av.AudioStream, start: Fraction, seconds: Fraction) -> av.filter.Graph:
    graph = av.filter.Graph()
    filters = [
        graph.add_abuffer(template=stream),
        graph.add("asetpts", f"PTS-({start.numerator}/{start.denominator})/TB"),
        graph.add("aresample", f"{HERTZ}:async=1:first_pts=0"),
        graph.add("aformat", f"sample_fmts=fltp:channel_layouts=stereo:sample_rates={HERTZ}"),
        graph.add("atrim", f"end_sample={round(seconds * HERTZ)}"),
        graph.add("asetnsamples", f"n={_SAMPLES}:p=0"),
        graph.add("abuffersink"),
    ]
    for one, other in pairwise(filters):
        one.link_to(other)
    graph.configure()
    return graph


def _pulled(graph: av.filter.Graph) -> Iterator[av.AudioFrame]:
    while True:
        try:
            yield cast("av.AudioFrame", graph.pull())
        except (av.error.BlockingIOError, av.error.EOFError):
            return
