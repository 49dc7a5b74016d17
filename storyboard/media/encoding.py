"""Writing frames and sound into a file: H.264 with AAC in MP4 and MOV, VP9 with Opus in WebM."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import av.container
import numpy as np

from storyboard.media.board import RATE, Container
from storyboard.media.sound import HERTZ, Sound

_BT709 = 1
_LIMITED = 1
# A fixed number, not "as many as there are cores": x264's output depends on it.
_THREADS = "4"


@dataclass(frozen=True)
class Settings:
    """How one kind of file is encoded."""

    muxer: str
    video_codec: str
    video_options: dict[str, str]
    audio_codec: str
    audio_options: dict[str, str]
    audio_bits: int
    muxer_options: dict[str, str]


_X264 = {"preset": "veryfast", "crf": "20", "threads": _THREADS, "sc_threshold": "0"}
_VP9 = {
    "deadline": "realtime", "cpu-used": "8", "row-mt": "1", "tile-columns": "2",
    "crf": "30", "b": "0", "threads": _THREADS,
}  # fmt: skip

# The thorough coder takes three times as long, and a bed and ticks give it nothing to do.
_AAC = {"aac_coder": "fast"}

# "bitexact" keeps random ids and version texts out, so that the same board gives the same bytes.
SETTINGS: dict[Container, Settings] = {
    "mp4": Settings("mp4", "libx264", _X264, "aac", _AAC, 128_000, {"movflags": "+faststart", "fflags": "+bitexact"}),
    "mov": Settings("mov", "libx264", _X264, "aac", _AAC, 128_000, {"movflags": "+faststart", "fflags": "+bitexact"}),
    "webm": Settings("webm", "libvpx-vp9", _VP9, "libopus", {}, 96_000, {"fflags": "+bitexact"}),
}


def encode(
    path: Path,
    settings: Settings,
    size: tuple[int, int],
    frames: Iterable[av.VideoFrame],
    sound: Sound | None,
    after_frame: Callable[[int], None] = lambda count: None,
) -> int:
    """Writes `frames` (yuv420p of `size`, 24 a second) and `sound` (float32, 2 × samples at 48 kHz) to `path`.

    Gives the number of frames written; calls `after_frame` with the count so far. Raises `OSError` with its errno
    where the disk refuses (`ENOSPC` when it is full); what was written until then stays for the caller to remove.
    """
    try:
        return _encode(path, settings, size, frames, sound, after_frame)
    except av.error.FFmpegError as error:
        # PyAV's own subclasses do not survive the way back from a process pool; the plain error does.
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def _encode(
    path: Path,
    settings: Settings,
    size: tuple[int, int],
    frames: Iterable[av.VideoFrame],
    sound: Sound | None,
    after_frame: Callable[[int], None],
) -> int:
    count = 0
    with av.open(str(path), "w", format=settings.muxer, options=dict(settings.muxer_options)) as output:
        video = _video_stream(output, settings, size)
        track = _Track(output, settings, sound) if sound is not None else None
        output.start_encoding()
        for count, frame in enumerate(frames, start=1):
            frame.pts, frame.time_base = count - 1, Fraction(1, RATE)
            output.mux(video.encode(frame))
            if track:
                track.write_until(count)
            after_frame(count)
        output.mux(video.encode(None))
        if track:
            track.finish()
    return count


class _Track:
    """The sound, written alongside the frames so that the muxer need not hold it back."""

    def __init__(self, output: av.container.OutputContainer, settings: Settings, sound: Sound) -> None:
        self._output = output
        self._sound = sound
        self._written = 0
        stream = output.add_stream(
            settings.audio_codec, rate=HERTZ, layout="stereo", options=dict(settings.audio_options)
        )
        self._stream = cast("av.AudioStream", stream)
        self._stream.bit_rate = settings.audio_bits
        self._resampler: av.AudioResampler | None = None

    def write_until(self, frames: int) -> None:
        """Writes the sound that belongs to the first `frames` frames, a second at a time."""
        end = min(frames * HERTZ // RATE, self._sound.shape[1])
        if end - self._written >= HERTZ:
            self._write(end)

    def finish(self) -> None:
        self._write(self._sound.shape[1])
        if self._resampler:
            self._mux(self._resampler.resample(None))
        self._output.mux(self._stream.encode(None))

    def _write(self, end: int) -> None:
        if end == self._written:
            return
        part = np.ascontiguousarray(self._sound[:, self._written : end])
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = HERTZ, self._written, Fraction(1, HERTZ)
        self._written = end
        if self._resampler is None:
            self._resampler = self._new_resampler()
        self._mux(self._resampler.resample(frame))

    def _new_resampler(self) -> av.AudioResampler:
        """Cuts the sound into the pieces that the encoder takes."""
        context = self._stream.codec_context
        return av.AudioResampler(context.format, "stereo", HERTZ, frame_size=context.frame_size)

    def _mux(self, frames: Iterable[av.AudioFrame]) -> None:
        for frame in frames:
            self._output.mux(self._stream.encode(frame))


def _video_stream(output: av.container.OutputContainer, settings: Settings, size: tuple[int, int]) -> av.VideoStream:
    stream = cast(
        "av.VideoStream", output.add_stream(settings.video_codec, rate=RATE, options=dict(settings.video_options))
    )
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    # One key frame a second: every cut falls on one, and a seek never decodes more than 24 frames.
    stream.codec_context.gop_size = RATE
    stream.codec_context.color_primaries = _BT709
    stream.codec_context.color_trc = _BT709
    stream.codec_context.colorspace = _BT709
    stream.codec_context.color_range = _LIMITED
    return stream
