"""Reading video files: opened so that a hostile file reaches nothing else, and their frames by number."""

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
import av.container
import av.stream
from PIL import Image

from storyboard.media.errors import Code, FrameMissing, VideoUnreadable
from storyboard.media.rates import rate_of

# Playlists (HLS, concat and the like) are "videos" that make FFmpeg open other files and addresses.
SAFE_FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mp3,wav,ogg,flac"
# On machines with many cores each thread of a decoder would hold its own frames.
_THREADS = min(os.cpu_count() or 1, 8)
# Decoders that tell without doubt which frames no other needs. (HEVC's layers make that a matter of opinion.)
_SKIPS_UNNEEDED = ("h264", "mpeg4")
_UNTOLD = 2  # a colour space that the file does not name


@contextmanager
def opened(path: Path, formats: str = SAFE_FORMATS) -> Iterator[av.container.InputContainer]:
    """The container at `path`, only of formats that refer to nothing outside themselves. Raises `VideoUnreadable`.

    `formats`: names of FFmpeg's demuxers, with commas, none of which may be a playlist's. Other than the default,
    they must be the names of one demuxer, which is then taken without asking: left to choose, FFmpeg goes by the
    file's name too.
    """
    safe = {"format_whitelist": formats, "protocol_whitelist": "file"}
    forced = None if formats == SAFE_FORMATS else formats.split(",", 1)[0]
    try:
        with av.open(f"file:{path}", format=forced, options=safe, metadata_errors="replace") as container:
            yield container
    except av.error.FFmpegError as error:
        if not path.exists():
            raise VideoUnreadable(path, "the file is missing", Code.MISSING) from error
        raise VideoUnreadable(path, f"this is not a video that can be read ({error.strerror})") from error


def moving_picture(container: av.container.InputContainer) -> av.VideoStream | None:
    """The container's first video stream; a song's cover picture is none."""
    for stream in container.streams.video:
        if not stream.disposition & av.stream.Disposition.attached_pic:
            return stream
    return None


class Mark(NamedTuple):
    """A packet of a video stream: when it is shown and when decoded, in the stream's time base."""

    pts: int
    dts: int | None
    is_key: bool
    is_shown: bool


def marks(container: av.container.InputContainer, stream: av.VideoStream) -> list[Mark]:
    """The packets of the stream in order of decoding, without decoding them.

    In MP4, MOV, WebM and Matroska one packet is one frame. Not shown are those outside the edit list, and VP8's
    hidden frames. Source: RFC 6386, 9.1 (the fifth bit of a VP8 frame says whether it is shown).
    """
    is_vp8 = stream.codec_context.name == "vp8"
    return [
        Mark(p.pts, p.dts, p.is_keyframe, not p.is_discard and not (is_vp8 and not bytes(p)[0] & 0x10))
        for p in container.demux(stream)
        if p.size and p.pts is not None
    ]


def presentation_times(container: av.container.InputContainer, stream: av.VideoStream) -> list[int]:
    """When each frame is shown, in the stream's time base, in order of showing."""
    return sorted(mark.pts for mark in marks(container, stream) if mark.is_shown)


class Reader:
    """The frames of one open video by their numbers; see `reader`."""

    def __init__(self, path: Path, container: av.container.InputContainer, stream: av.VideoStream) -> None:
        self._path = path
        self._container = container
        self._stream = stream
        stream.codec_context.thread_count = _THREADS
        stream.thread_type = "AUTO"
        self._marks = marks(container, stream)
        self.times = sorted(mark.pts for mark in self._marks if mark.is_shown)

    @property
    def rate(self) -> Fraction | None:
        """Frames per second: exact where they come steadily, else their average (see `rates`)."""
        stream = self._stream
        return rate_of(self.times, stream.time_base or Fraction(1), (stream.average_rate, stream.guessed_rate))

    @property
    def seconds(self) -> Fraction:
        """How long the frames are shown, the last one as long as the others are on average."""
        return len(self.times) / self.rate if self.rate else Fraction(0)

    @property
    def begins_with_key(self) -> bool:
        """Whether the first packet can be decoded without another; decoders show something in any case."""
        return bool(self._marks) and self._marks[0].is_key

    @property
    def has_sound(self) -> bool:
        return bool(self._container.streams.audio)

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height in square pixels, upright. Decodes the first frame."""
        first = self.frame(0)
        width, height = square_size(first.width, first.height, self._stream.sample_aspect_ratio)
        return (height, width) if first.rotation % 180 else (width, height)

    @property
    def start(self) -> Fraction:
        """When the first frame is shown, in seconds on the container's clock."""
        return self.times[0] * (self._stream.time_base or Fraction(1))

    def frame(self, number: int) -> av.VideoFrame:
        """Exactly frame `number` (the first is 0). Raises `FrameMissing` or `VideoUnreadable`."""
        wanted = self._time(number)
        for start in self._starts(wanted):
            for frame in self._decoded(start, {wanted}):
                return frame
        raise VideoUnreadable(self._path, f"frame {number} cannot be decoded")

    def picture(self, number: int) -> Image.Image:
        """Frame `number` as RGB, upright, with square pixels."""
        return shown_picture(self.frame(number), self._stream.sample_aspect_ratio)

    def pictures(self, numbers: Sequence[int]) -> Iterator[Image.Image]:
        """The frames of these rising numbers as RGB; those that share a key frame are decoded in one go."""
        of_start: dict[Mark, list[int]] = {}
        for number in numbers:
            of_start.setdefault(self._starts(self._time(number))[0], []).append(number)
        for start, together in of_start.items():
            found = {f.pts: f for f in self._decoded(start, {self.times[number] for number in together})}
            for number in together:
                frame = found.get(self.times[number]) or self.frame(number)
                yield shown_picture(frame, self._stream.sample_aspect_ratio)

    def all_frames(self) -> Iterator[av.VideoFrame]:
        """Every frame in turn; in place of one that cannot be decoded, the one before it."""
        number, latest = 0, None
        for frame in self._decoded(self._marks[0], set(self.times)):
            while number < len(self.times) and self.times[number] < (frame.pts or 0):
                yield latest or frame
                number += 1
            yield frame
            number, latest = number + 1, frame
        for _ in range(number, len(self.times)):
            if latest is None:
                raise VideoUnreadable(self._path, "there is no frame that can be decoded")
            yield latest

    def _time(self, number: int) -> int:
        if not 0 <= number < len(self.times):
            raise FrameMissing(self._path, f"there is no frame {number}; the video has {len(self.times)}")
        return self.times[number]

    def _starts(self, wanted: int) -> list[Mark]:
        """Packets to begin at, the likeliest first.

        The last key frame that is shown no later: frames stored behind a later one may still be shown before it, and
        need the one before (open groups of pictures). Then the key frame before that, then the beginning.
        """
        place = next(index for index, mark in enumerate(self._marks) if mark.pts == wanted and mark.is_shown)
        keys = [mark for mark in self._marks[: place + 1] if mark.is_key and mark.pts <= wanted]
        return list(dict.fromkeys([*reversed(keys[-2:]), self._marks[0]]))

    def _decoded(self, start: Mark, wanted: Collection[int]) -> Iterator[av.VideoFrame]:
        """The frames shown at the `wanted` times, decoded from `start` on, as far as they come."""
        latest, missing = max(wanted), set(wanted)
        for packet in self._packets_from(start):
            self._skip_unneeded(packet, wanted)
            for frame in packet.decode():
                if frame.pts in missing:
                    missing.discard(frame.pts)
                    yield frame
                if not missing or (frame.pts is not None and frame.pts > latest):
                    return

    def _packets_from(self, start: Mark) -> Iterator["av.Packet[av.VideoStream]"]:
        """The packets from `start` on; none where the container cannot be brought there."""
        self._container.seek(start.pts if start.dts is None else start.dts, stream=self._stream)
        has_begun = False
        for packet in self._container.demux(self._stream):
            has_begun = has_begun or (packet.pts, packet.dts) == (start.pts, start.dts)
            if has_begun:
                yield packet
            elif packet.dts is not None and start.dts is not None and packet.dts > start.dts:
                return

    def _skip_unneeded(self, packet: "av.Packet[av.VideoStream]", wanted: Collection[int]) -> None:
        """Frames that are neither wanted nor needed by others are not worth decoding."""
        if self._stream.codec_context.name in _SKIPS_UNNEEDED:
            self._stream.codec_context.skip_frame = "DEFAULT" if packet.pts in wanted else "NONREF"


@contextmanager
def reader(path: Path, formats: str = SAFE_FORMATS) -> Iterator[Reader]:
    """The video at `path`, opened once for several frames. Raises `VideoUnreadable`."""
    with opened(path, formats) as container:
        stream = moving_picture(container)
        if stream is None:
            raise VideoUnreadable(path, "there is no video in this file", Code.NO_PICTURE)
        yield Reader(path, container, stream)


def frame_at(path: Path, number: int) -> Image.Image:
    """Exactly frame `number` (the first is 0), RGB and upright. Raises `FrameMissing` or `VideoUnreadable`."""
    with reader(path) as found:
        return found.picture(number)


def shown_picture(frame: av.VideoFrame, pixel_ratio: Fraction | None = None) -> Image.Image:
    """`frame` as RGB, its pixels made square, turned as its display matrix asks.

    Where the file names no colour space, frames of 720 lines and more are taken as BT.709, as browsers do, and
    smaller ones as BT.601.
    """
    rgb = frame.reformat(format="rgb24", src_colorspace=meant_colours(frame))
    image = Image.fromarray(rgb.to_ndarray())
    size = square_size(frame.width, frame.height, pixel_ratio)
    if size != image.size:
        image = image.resize(size, Image.Resampling.LANCZOS)
    return image.rotate(frame.rotation, expand=True) if frame.rotation else image


def tolerant_sound(container: av.container.InputContainer) -> Iterator[av.AudioFrame]:
    """The first sound stream, decoded; damaged packets are short silences, and so are those of another shape."""
    shape = None
    for packet in container.demux(container.streams.audio[0]):
        try:
            frames = packet.decode()
        except (av.error.FFmpegError, ValueError):
            continue
        for frame in frames:
            shape = shape or _shape(frame)
            if _shape(frame) == shape:
                yield frame


def _shape(frame: av.AudioFrame) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate


def meant_colours(frame: av.VideoFrame) -> str | None:
    """The colour space to take `frame` in where the file names none; None where it does."""
    return "ITU709" if frame.colorspace == _UNTOLD and min(frame.width, frame.height) >= 720 else None


def square_size(width: int, height: int, pixel_ratio: Fraction | None) -> tuple[int, int]:
    """The size in square pixels, never smaller than stored; `pixel_ratio` is a pixel's width by its height."""
    if not pixel_ratio or pixel_ratio <= 0:
        return width, height
    if pixel_ratio >= 1:
        return round(width * pixel_ratio), height
    return width, round(height / pixel_ratio)
