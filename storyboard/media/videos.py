"""Reading video files: opened so that a hostile file reaches nothing else, and their frames by number."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import av.container
import av.stream
from PIL import Image

from storyboard.media.errors import FrameMissing, VideoUnreadable

# Playlists (HLS, concat and the like) are "videos" that make FFmpeg open other files and addresses.
_SAFE = {
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mp3,wav,ogg,flac",
    "protocol_whitelist": "file",
}


@contextmanager
def opened(path: Path) -> Iterator[av.container.InputContainer]:
    """The container at `path`, only of formats that refer to nothing outside themselves. Raises `VideoUnreadable`."""
    try:
        with av.open(f"file:{path}", options=dict(_SAFE)) as container:
            yield container
    except av.error.FileNotFoundError as error:
        raise VideoUnreadable(path, "the file is missing") from error
    except av.error.FFmpegError as error:
        raise VideoUnreadable(path, f"this is not a video that can be read ({error.strerror})") from error


def moving_picture(container: av.container.InputContainer) -> av.VideoStream | None:
    """The container's first video stream; a song's cover picture is none."""
    for stream in container.streams.video:
        if not stream.disposition & av.stream.Disposition.attached_pic:
            return stream
    return None


def presentation_times(container: av.container.InputContainer, stream: av.VideoStream) -> list[int]:
    """When each frame is shown, in the stream's time base, in order of showing.

    By counting packets, without decoding: in MP4, MOV, WebM and Matroska one packet is one frame.
    """
    shown = (p.pts for p in container.demux(stream) if p.size and p.pts is not None and not p.is_discard)
    return sorted(shown)


def frame_at(path: Path, number: int) -> Image.Image:
    """Exactly frame `number` (the first is 0), RGB and upright. Raises `FrameMissing` or `VideoUnreadable`."""
    with opened(path) as container:
        stream = moving_picture(container)
        if stream is None:
            raise VideoUnreadable(path, "there is no video in this file")
        times = presentation_times(container, stream)
        if not 0 <= number < len(times):
            raise FrameMissing(path, f"there is no frame {number}; the video has {len(times)}")
        # A seek lands on the key frame before the asked time; the frames up to it must be decoded.
        container.seek(times[number], stream=stream)
        for frame in container.decode(stream):
            if frame.pts is not None and frame.pts >= times[number]:
                return upright(frame)
    raise VideoUnreadable(path, f"frame {number} cannot be decoded")


def upright(frame: av.VideoFrame) -> Image.Image:
    """`frame` as RGB, turned as its display matrix asks."""
    image = Image.fromarray(frame.to_ndarray(format="rgb24"))
    return image.rotate(frame.rotation, expand=True) if frame.rotation else image
