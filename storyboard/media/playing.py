"""Whether a video plays from its first frame to its last."""

from pathlib import Path

import av

from storyboard.media.errors import VideoUnreadable
from storyboard.media.probing import Kind, Probe, probe
from storyboard.media.videos import moving_picture, opened


def play_through(path: Path) -> Probe:
    """What the file is, after every frame of it was decoded. Raises `VideoUnreadable` where one cannot be."""
    seen = probe(path)
    if seen.kind is not Kind.VIDEO:
        raise VideoUnreadable(path, "it is not a video")
    played = _decoded(path)
    if seen.frames is None or played < seen.frames:
        raise VideoUnreadable(path, f"it ends after {played} of {seen.frames} frames")
    return seen


def _decoded(path: Path) -> int:
    with opened(path) as container:
        stream = moving_picture(container)
        if stream is None:
            return 0
        stream.thread_type = "AUTO"
        try:
            return sum(1 for _frame in container.decode(stream))
        except av.error.FFmpegError as error:
            raise VideoUnreadable(path, f"a frame cannot be decoded ({error.strerror})") from error
