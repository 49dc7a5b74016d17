"""Why a file was not taken in, as a sentence for people."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from storyboard.media.errors import Code, MediaError

ANOTHER: Promise = _("“%(name)s” is damaged and cannot be used. Export it again, or choose another file.")
SENTENCES: dict[Code, Promise] = {
    Code.EMPTY: _("“%(name)s” is empty: it has no bytes. Choose another file."),
    Code.UNKNOWN_KIND: _(
        "“%(name)s” is no file of a kind that is taken here. Pictures are JPEG, PNG, WebP, AVIF or GIF; "
        "clips MP4, MOV or WebM; voices MP3, WAV or M4A."
    ),
    Code.UNKNOWN_CODEC: _(
        "“%(name)s” is coded in a way that cannot be read here (%(found)s). Export it again as H.264."
    ),
    Code.TRUNCATED: _("“%(name)s” ends in the middle. Copy or export it again."),
    Code.ELSEWHERE: _("“%(name)s” points to other files instead of holding the media itself. Export it as one file."),
    Code.NO_PICTURE: _("“%(name)s” holds no picture. Choose another file."),
    Code.TOO_MANY_BYTES: _("“%(name)s” has %(found_mb)s MB; at most %(most_mb)s are taken. Export it smaller."),
    Code.TOO_MANY_PIXELS: _("“%(name)s” has %(width)s × %(height)s pixels, too many to unpack. Scale it down first."),
    Code.TOO_WIDE: _("“%(name)s” has %(width)s × %(height)s pixels; a side has at most %(most)s."),
    Code.TOO_LONG: _("“%(name)s” lasts %(found)s seconds; at most %(most)s are taken. Cut it first."),
    Code.TOO_FAST: _("“%(name)s” has %(found)s frames a second; at most %(most)s are taken."),
    Code.TOO_MANY_FRAMES: _("“%(name)s” has %(found)s frames; at most %(most)s are taken. Cut it first."),
    Code.TOO_MANY_STREAMS: _(
        "“%(name)s” holds %(found)s streams; at most %(most)s are taken. Export picture and sound alone."
    ),
    Code.TOO_SMALL: _(
        "What is used of “%(name)s” has %(width)s × %(height)s pixels; at least %(least)s a side are needed. "
        "Use more of it, or choose a larger picture."
    ),
    Code.RATIO: _(
        "What is used of “%(name)s” has %(width)s × %(height)s pixels; its sides must stand between %(least)s and "
        "%(most)s to each other. Use another part of it."
    ),
    Code.FRAME_MISSING: _("The video has no such frame."),
    Code.TOO_MUCH_TIME: _("Looking at “%(name)s” took too long, so it was not taken. Try again, or export it anew."),
    Code.TOO_MUCH_MEMORY: _("Looking at “%(name)s” took too much memory, so it was not taken. Scale it down first."),
}


def refusal_sentence(error: MediaError, name: str) -> str:
    """What is wrong with the file a person knows as `name`, and what to do."""
    values: dict[str, Any] = {"name": name or "?", **error.values}
    for figure in ("found", "most"):
        if isinstance(values.get(figure), int):
            values[f"{figure}_mb"] = f"{values[figure] / 1_000_000:.0f}"
    values.setdefault("found", "?")
    return str(SENTENCES.get(error.code, ANOTHER)) % values
