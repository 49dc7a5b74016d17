"""Cleaning clips and voices: their first picture and sound moved, untouched, into a new container.

Left behind: every other stream (data, subtitles, covers, time codes), titles, places, dates, chapters. The new file
starts with its index (MP4, MOV, M4A), keeps the turn of the picture and the shape of its pixels, and is the same for
the same input. What an edit list leaves out at the beginning stays hidden, and what it leaves out at the end goes, but
for a few frames that shown ones are built on. One that leaves something out in the middle is refused, as it would come
back. What the encoder wrote within the pictures (x264's settings, for one) stays.

A new file is taken when its first and last frame and its sound can be decoded.
"""

import errno
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import av.container
import av.stream

from storyboard.media.boxes import check_structure
from storyboard.media.errors import Code, Refused, Value, VideoError, VideoUnreadable
from storyboard.media.forms import Form
from storyboard.media.probing import Kind
from storyboard.media.taken import Limits
from storyboard.media.videos import moving_picture, opened, reader, square_size

_PICTURE_CODECS = {
    Form.MP4: {"h264", "hevc", "av1", "vp9", "mpeg4"},
    Form.MOV: {"h264", "hevc", "mpeg4", "prores", "mjpeg", "dnxhd"},
    Form.WEBM: {"vp8", "vp9", "av1"},
}
_WAVE_CODECS = {"pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le", "pcm_alaw", "pcm_mulaw"}
_SOUND_CODECS = {
    Form.MP4: {"aac", "mp3", "opus", "ac3", "eac3", "alac", "flac"},
    Form.MOV: {"aac", "mp3", "alac", "ac3", "eac3", "pcm_s16be", "pcm_s24be", "pcm_f32le", *_WAVE_CODECS},
    Form.WEBM: {"opus", "vorbis"},
    Form.MP3: {"mp3"},
    Form.WAV: _WAVE_CODECS,
    Form.M4A: {"aac", "alac"},
}
# "bitexact" keeps random ids and version texts out, so that the same input gives the same bytes.
_OPTIONS = {
    Form.MP4: {"fflags": "+bitexact", "movflags": "+faststart"},
    Form.MOV: {"fflags": "+bitexact", "movflags": "+faststart"},
    Form.M4A: {"fflags": "+bitexact", "movflags": "+faststart"},
    Form.WEBM: {"fflags": "+bitexact"},
    Form.MP3: {"fflags": "+bitexact", "id3v2_version": "0", "write_id3v1": "0"},
    Form.WAV: {"fflags": "+bitexact"},
}
# Of packets that cannot be decoded, one in a hundred is a click that nobody hears.
_MOST_LOST = Fraction(1, 100)
_MPEG_LAYER_III = 0x02
_MOST_REORDERED = 16  # so many frames at most are stored before one that is shown earlier (H.264, A.3.1)
# Apple's players take HEVC under this name alone, and FFmpeg would write the other one.
_APPLE_HEVC = "hvc1"
_Stream = av.VideoStream | av.AudioStream
_DISK_ERRORS = {
    errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EROFS, errno.EFBIG, errno.ENOENT, errno.ENOTDIR,
}  # fmt: skip


@dataclass(frozen=True)
class Remuxed:
    """What the new file holds; `width` and `height` as shown, upright."""

    form: Form
    width: int | None
    height: int | None
    frames: int | None
    rate: Fraction | None
    seconds: Fraction
    has_audio: bool


@dataclass(frozen=True)
class _Source:
    """An open file with the streams that are kept, checked as far as its header tells."""

    path: Path
    form: Form
    container: av.container.InputContainer
    picture: av.VideoStream | None
    sound: av.AudioStream | None

    @property
    def streams(self) -> list[_Stream]:
        return [stream for stream in (self.picture, self.sound) if stream is not None]


def remux(source: Path, form: Form, target: Path, limits: Limits) -> Remuxed:
    """Writes the cleaned clip or voice to `target`. Raises `Refused`, `VideoError` or `OSError`."""
    check_structure(source, form)
    with opened(source, form.value.demuxer) as container:
        ends = _ends(_checked(source, form, container, limits), limits)
    # Opened anew: no seek is sure to come back to sound that begins before zero.
    with opened(source, form.value.demuxer) as container:
        found = _checked(source, form, container, limits)
        shown = _copy(found, target, ends)
    return _looked_at(source, found.form, target, shown, limits)


def _checked(path: Path, form: Form, container: av.container.InputContainer, limits: Limits) -> _Source:
    """The streams to keep; refuses what is too much or of a codec that is not taken."""
    if len(container.streams) > limits.streams:
        raise _over(path, "streams", Code.TOO_MANY_STREAMS, len(container.streams), limits.streams)
    picture = moving_picture(container) if form.value.kind is Kind.VIDEO else None
    sound = container.streams.audio[0] if container.streams.audio else None
    if form in (Form.MP4, Form.MOV) and picture is None and sound is not None:
        form = Form.M4A
    if picture is None and (sound is None or form is Form.WEBM):
        raise Refused(path, "there is neither a picture nor a voice in this file", Code.NO_PICTURE)
    found = _Source(path, form, container, picture, sound)
    _check_codecs(found)
    if picture is not None:
        _check_size(path, picture, limits)
    if container.duration is not None and container.duration > limits.seconds * 1_000_000:
        raise _too_long(path, Fraction(container.duration, 1_000_000), limits)
    return found


def _check_codecs(found: _Source) -> None:
    allowed = _PICTURE_CODECS.get(found.form, set()) | _SOUND_CODECS[found.form]
    for stream in found.streams:
        # A stream that FFmpeg has no decoder for has no context.
        name = stream.codec_context.codec.canonical_name if stream.codec_context else "unknown"
        if name not in allowed:
            raise Refused(found.path, f"its codec ({name}) is not taken", Code.UNKNOWN_CODEC, {"found": name})


def _check_size(path: Path, stream: av.VideoStream, limits: Limits) -> None:
    width, height = square_size(stream.codec_context.width, stream.codec_context.height, stream.sample_aspect_ratio)
    if width <= 0 or height <= 0:
        raise Refused(path, "its picture has no size", Code.DAMAGED)
    if width * height > limits.clip_pixels:
        values: dict[str, Value] = {"width": width, "height": height, "most": limits.clip_pixels}
        raise Refused(path, f"{width} × {height} pixels are too many for a clip", Code.TOO_MANY_PIXELS, values)


def _copy(found: _Source, target: Path, ends: dict[int, int]) -> int:
    """Moves so many packets of each stream as `ends` says into `target`; gives how many frames are shown."""
    form = found.form
    shown, seen = 0, Counter[int]()
    with writing(found.path, target, form.value.muxer, _OPTIONS[form]) as output:
        into = {stream.index: _added(output, stream) for stream in found.streams}
        for packet in _kept(found):
            seen[packet.stream_index] += 1
            if seen[packet.stream_index] > ends[packet.stream_index]:
                continue
            shown += packet.stream_index == _index(found.picture) and not packet.is_discard
            packet.stream = into[packet.stream_index]
            output.mux(packet)
    return shown


def _ends(found: _Source, limits: Limits) -> dict[int, int]:
    """How many packets of each stream are needed: up to the last one within the edit list. Checks them all."""
    seen, ends = Counter[int](), {stream.index: 0 for stream in found.streams}
    for packet in _kept(found):
        _check_time(found.path, packet, limits)
        seen[packet.stream_index] += 1
        if not packet.is_discard:
            ends[packet.stream_index] = seen[packet.stream_index]
        if packet.stream_index == _index(found.picture) and seen[packet.stream_index] > limits.frames:
            raise _over(found.path, "frames", Code.TOO_MANY_FRAMES, seen[packet.stream_index], limits.frames)
    return ends


def _added(output: av.container.OutputContainer, stream: _Stream) -> _Stream:
    """A stream like `stream`, its codec's parameters and display matrix included, its metadata not."""
    # "opaque" copies without asking for an encoder, which this machine may not have.
    added: _Stream = output.add_stream_from_template(stream, opaque=True)
    if stream.codec_context.codec_tag == _APPLE_HEVC:
        added.codec_context.codec_tag = _APPLE_HEVC
    if isinstance(added, av.VideoStream) and stream.average_rate:
        added.codec_context.framerate = stream.average_rate  # WebM keeps it beside the frames
    return added


@contextmanager
def writing(source: Path, target: Path, muxer: str, options: dict[str, str]) -> Iterator[av.container.OutputContainer]:
    """A new file at `target`, made from `source`.

    A disk that refuses stays an `OSError`; everything else that FFmpeg raises within is the source's fault, and
    becomes `VideoUnreadable`.
    """
    output = av.open(str(target), "w", format=muxer, options=dict(options))
    try:
        yield output
        output.close()
    except av.error.FFmpegError as error:
        _close(output)
        if error.errno in _DISK_ERRORS:
            raise OSError(error.errno, error.strerror, str(target)) from error
        raise VideoUnreadable(source, f"the file is damaged ({error.strerror})") from error
    except BaseException:
        _close(output)
        raise


def _close(output: av.container.OutputContainer) -> None:
    with suppress(av.error.FFmpegError):
        output.close()


def _kept(found: _Source) -> Iterator["av.Packet[av.stream.Stream]"]:
    """The packets of the streams to keep."""
    for packet in found.container.demux(found.streams):
        if not packet.size or packet.dts is None:
            continue
        if packet.is_corrupt:
            raise Refused(found.path, "the file is cut short or damaged", Code.TRUNCATED)
        if found.form is Form.MP3 and not _is_mpeg_frame(bytes(packet)):
            continue  # tags between or behind the sound
        yield packet


def _index(stream: av.VideoStream | None) -> int | None:
    return stream.index if stream is not None else None


def _check_time(path: Path, packet: "av.Packet[av.stream.Stream]", limits: Limits) -> None:
    seconds = abs((packet.dts or 0) * packet.time_base)
    if seconds > limits.seconds:
        raise _too_long(path, seconds, limits)


def _is_mpeg_frame(data: bytes) -> bool:
    """Whether `data` begins as a frame of MPEG layer III does. Source: ISO/IEC 11172-3, 2.4.1.3."""
    return len(data) > 3 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0 and data[1] & 0x06 == _MPEG_LAYER_III


def _looked_at(source: Path, form: Form, target: Path, shown: int, limits: Limits) -> Remuxed:
    """What the new file holds, with its ends decoded. Errors name the source, which people know."""
    try:
        samples = _sound_seconds(target, form)
        if form.value.kind is Kind.SOUND:
            if not samples:
                raise Refused(source, "there is no sound that can be decoded", Code.DAMAGED)
            return Remuxed(form, None, None, None, None, samples, has_audio=True)
        return _seen(source, form, target, shown, limits, samples)
    except VideoError as error:
        raise VideoUnreadable(source, error.reason, error.code) from error


def _seen(source: Path, form: Form, target: Path, shown: int, limits: Limits, sound: Fraction | None) -> Remuxed:
    with reader(target, form.value.demuxer) as frames:
        count = len(frames.times)
        if not count:
            raise Refused(source, "there is no frame in this clip", Code.TRUNCATED)
        if not shown <= count <= shown + _MOST_REORDERED:
            raise Refused(source, "its edit list cuts within the clip; export it anew", Code.DAMAGED)
        if not frames.begins_with_key:
            raise Refused(source, "its first frame is missing what it is built on", Code.DAMAGED)
        first = frames.picture(0)
        frames.frame(count - 1)
        rate, seconds = frames.rate, frames.seconds
    if rate is None or rate > limits.rate:
        raise _over(source, "frames per second", Code.TOO_FAST, round(rate or 0), limits.rate)
    if seconds > limits.seconds:
        raise _too_long(source, seconds, limits)
    return Remuxed(form, first.width, first.height, count, rate, seconds, has_audio=bool(sound))


def _sound_seconds(path: Path, form: Form) -> Fraction | None:
    """How long the decoded sound is; None without a sound stream. Raises `VideoUnreadable` where too much is lost."""
    samples = good = lost = 0
    with opened(path, form.value.demuxer) as container:
        if not container.streams.audio:
            return None
        stream = container.streams.audio[0]
        for packet in container.demux(stream):
            try:
                samples += sum(frame.samples for frame in packet.decode())
                good += 1
            except (av.error.FFmpegError, ValueError):
                lost += 1
        hertz = stream.codec_context.sample_rate
    if not samples or not hertz or lost > (good + lost) * _MOST_LOST + 1:
        raise VideoUnreadable(path, "the sound is damaged", Code.DAMAGED)
    return Fraction(samples, hertz)


def _over(path: Path, what: str, code: Code, found: int, most: int) -> Refused:
    return Refused(path, f"{found} {what}; at most {most} are taken", code, {"found": found, "most": most})


def _too_long(path: Path, seconds: Fraction, limits: Limits) -> Refused:
    return _over(path, "seconds", Code.TOO_LONG, round(seconds), limits.seconds)
