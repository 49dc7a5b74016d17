"""What can go wrong in this room.

MediaError
├── PictureError            a still picture; the same file fails again, another one may do
│   ├── PictureUnreadable   missing, damaged, or of a format that is not taken
│   └── PictureTooLarge     more pixels than this room will unpack
└── VideoError              a video or sound file; the same file fails again
    ├── VideoUnreadable     missing, damaged, or of a format that is not taken
    └── FrameMissing        the video is fine, but has no frame of that number

A full or failing disk is no `MediaError`: it stays the `OSError` it is (`ENOSPC`, `EACCES`, `EIO`), and the
same call may be tried again once the disk is well.
"""

from pathlib import Path


class MediaError(Exception):
    """Anything wrong with the media themselves; `path` says which file, `reason` says what, without the path."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type["MediaError"], tuple[Path, str]]:
        # The default would rebuild it from the joined message alone and fail, across a process pool for one.
        return type(self), (self.path, self.reason)


class PictureError(MediaError):
    """A still picture cannot be used."""


class PictureUnreadable(PictureError):
    """The picture is missing, damaged, or of a format that is not taken."""


class PictureTooLarge(PictureError):
    """The picture has more pixels than this room will unpack."""


class VideoError(MediaError):
    """A video or sound file cannot be used."""


class VideoUnreadable(VideoError):
    """The file is missing, damaged, or of a format that is not taken."""


class FrameMissing(VideoError):
    """The video has no frame of that number."""
