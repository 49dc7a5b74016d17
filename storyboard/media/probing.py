"""What a media file is: kind, size, length, codecs."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from pathlib import Path

import av
import av.container

from storyboard.media.errors import PictureUnreadable, VideoUnreadable
from storyboard.media.pictures import picture_header
from storyboard.media.videos import moving_picture, opened, presentation_times


class Kind(Enum):
    PICTURE = "picture"
    VIDEO = "video"
    SOUND = "sound"


@dataclass(frozen=True)
class Probe:
    """What a file holds. `width` and `height` are as shown, upright; `rotation` in degrees counter-clockwise.

    `frames` of a video are its packets counted, not decoded (see `videos.presentation_times`); `rate` is its
    average frames per second; `seconds` are the video stream's (where the container keeps none, frames ÷ rate).
    """

    kind: Kind
    media_type: str
    width: int | None = None
    height: int | None = None
    frames: int | None = None
    rate: Fraction | None = None
    seconds: Fraction | None = None
    has_audio: bool = False
    video_codec: str | None = None
    audio_codec: str | None = None
    rotation: int = 0


_SOUND_TYPES = {"mp3": "audio/mpeg", "wav": "audio/wav", "ogg": "audio/ogg", "flac": "audio/flac"}
_TURNS = {6: 270, 8: 90, 5: 270, 7: 90, 3: 180, 4: 180}  # EXIF orientation → degrees counter-clockwise


def probe(path: Path) -> Probe:
    """What the file at `path` is, told by its bytes, never by its name.

    Raises `PictureTooLarge`, `PictureUnreadable` for a damaged picture, else `VideoUnreadable`.
    """
    if looks_like_picture(path):
        return _probe_picture(path)
    with opened(path) as container:
        stream = moving_picture(container)
        if stream is not None:
            return _probe_video(path, container, stream)
        if container.streams.audio:
            return _probe_sound(container)
    raise VideoUnreadable(path, "there is neither video nor sound in this file")


def looks_like_picture(path: Path) -> bool:
    """Whether the file begins as JPEG, PNG or WebP do. Raises `PictureUnreadable` where there is no file."""
    start = _start(path)
    return start.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (start[:4], start[8:12]) == (
        b"RIFF",
        b"WEBP",
    )


def _probe_picture(path: Path) -> Probe:
    format_name, width, height, orientation, frames = picture_header(path)
    rotation = _TURNS.get(orientation, 0)
    if rotation in (90, 270):
        width, height = height, width
    media_type = f"image/{format_name.lower()}"
    return Probe(Kind.PICTURE, media_type, width, height, frames=frames, rotation=rotation)


def _probe_video(path: Path, container: av.container.InputContainer, stream: av.VideoStream) -> Probe:
    rotation = _rotation(path)
    width, height = stream.codec_context.width, stream.codec_context.height
    if rotation in (90, 270):
        width, height = height, width
    audio = container.streams.audio[0] if container.streams.audio else None
    frames, rate = len(presentation_times(container, stream)), stream.average_rate
    return Probe(
        kind=Kind.VIDEO,
        media_type=_video_type(path, container),
        width=width,
        height=height,
        frames=frames,
        rate=rate,
        seconds=_stream_seconds(stream) or (frames / rate if rate else None),
        has_audio=audio is not None,
        video_codec=stream.codec_context.name,
        audio_codec=audio.codec_context.name if audio else None,
        rotation=rotation,
    )


def _probe_sound(container: av.container.InputContainer) -> Probe:
    stream = container.streams.audio[0]
    name = container.format.name.split(",")[0]
    return Probe(
        kind=Kind.SOUND,
        media_type=_SOUND_TYPES.get(name, "audio/mp4" if name == "mov" else "audio/webm"),
        seconds=_stream_seconds(stream) or _container_seconds(container),
        has_audio=True,
        audio_codec=stream.codec_context.name,
    )


def _stream_seconds(stream: av.VideoStream | av.AudioStream) -> Fraction | None:
    """The stream's own length; Matroska and WebM keep none."""
    if stream.duration is None or stream.time_base is None:
        return None
    return stream.duration * stream.time_base


def _container_seconds(container: av.container.InputContainer) -> Fraction | None:
    return Fraction(container.duration, 1_000_000) if container.duration is not None else None


def _rotation(path: Path) -> int:
    """Degrees counter-clockwise by which the first frame asks to be turned; decoding it also proves that it can be."""
    with opened(path) as container:
        stream = moving_picture(container)
        for frame in container.decode(stream) if stream else ():
            return int(frame.rotation) % 360
    raise VideoUnreadable(path, "there is no frame that can be decoded")


def _video_type(path: Path, container: av.container.InputContainer) -> str:
    if "webm" in container.format.name:
        return "video/webm" if b"webm" in _start(path) else "video/x-matroska"
    brand = container.metadata.get("major_brand", "")
    return "video/quicktime" if brand.startswith("qt") else "video/mp4"


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(64)
    except FileNotFoundError as error:
        raise PictureUnreadable(path, "the file is missing") from error
