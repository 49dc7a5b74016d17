"""What can go wrong in this room.

MediaError
├── PictureError            a still picture; the same file fails again, another one may do
│   ├── PictureUnreadable   missing, damaged, or of a format that is not taken
│   └── PictureTooLarge     more pixels than this room will unpack
├── VideoError              a video or sound file; the same file fails again
│   ├── VideoUnreadable     missing, damaged, or of a format that is not taken
│   └── FrameMissing        the video is fine, but has no frame of that number
├── Refused                 a file that is not taken in; the same file fails again
│   └── Exhausted           looking at it took too long or too much memory, or ended the process that looked;
│                           on a machine under load the same file may pass another time
└── Unfit                   a good picture that a provider would not take; a change of crop may help

A full or failing disk is no `MediaError`: it stays the `OSError` it is (`ENOSPC`, `EACCES`, `EIO`), and the
same call may be tried again once the disk is well.
"""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

Value = int | str


class Code(StrEnum):
    """What is wrong, in a word that never changes, for whoever turns it into a sentence in the reader's language."""

    MISSING = "missing"
    EMPTY = "empty"
    UNKNOWN_KIND = "unknown_kind"  # values: found, a name such as "SVG", where it was recognised
    UNKNOWN_CODEC = "unknown_codec"  # values: found
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    ELSEWHERE = "points_elsewhere"
    NO_PICTURE = "no_picture"
    TOO_MANY_BYTES = "too_many_bytes"  # values: found, most
    TOO_MANY_PIXELS = "too_many_pixels"  # values: width, height, most (pixels)
    TOO_WIDE = "too_wide"  # values: width, height, most (pixels a side)
    TOO_LONG = "too_long"  # values: found, most (seconds)
    TOO_FAST = "too_fast"  # values: found, most (frames per second)
    TOO_MANY_FRAMES = "too_many_frames"  # values: found, most
    TOO_MANY_STREAMS = "too_many_streams"  # values: found, most
    FRAME_MISSING = "frame_missing"
    TOO_MUCH_TIME = "too_much_time"
    TOO_MUCH_MEMORY = "too_much_memory"
    CRASHED = "crashed"
    TOO_SMALL = "too_small"  # values: width, height, least (pixels a side)
    RATIO = "ratio"  # values: width, height, least, most (ratios such as "2:5")


class MediaError(Exception):
    """Anything wrong with the media themselves.

    `path` says which file, `reason` says what, without the path, `code` says it in a word that stays, and `values`
    are the figures that belong to the code.
    """

    code = Code.DAMAGED

    def __init__(
        self, path: Path, reason: str, code: Code | None = None, values: Mapping[str, Value] | None = None
    ) -> None:
        super().__init__(f"{path.name}: {reason}")
        self.path = path
        self.reason = reason
        self.code = code or type(self).code
        self.values = dict(values or {})

    def __reduce__(self) -> tuple[type["MediaError"], tuple[Path, str, Code, dict[str, Value]]]:
        # The default would rebuild it from the joined message alone and fail, across a process pool for one.
        return type(self), (self.path, self.reason, self.code, self.values)


class PictureError(MediaError):
    """A still picture cannot be used."""


class PictureUnreadable(PictureError):
    """The picture is missing, damaged, or of a format that is not taken."""


class PictureTooLarge(PictureError):
    """The picture has more pixels than this room will unpack."""

    code = Code.TOO_MANY_PIXELS


class VideoError(MediaError):
    """A video or sound file cannot be used."""


class VideoUnreadable(VideoError):
    """The file is missing, damaged, or of a format that is not taken."""


class FrameMissing(VideoError):
    """The video has no frame of that number."""

    code = Code.FRAME_MISSING


class Refused(MediaError):
    """The file is not taken in."""


class Exhausted(Refused):
    """Looking at the file went over its limits or ended the process that looked."""

    code = Code.TOO_MUCH_TIME


class Unfit(MediaError):
    """The picture is good, but a provider would not take it."""

    code = Code.TOO_SMALL
