"""Copies of kept files on this machine. With object storage one that is missing is brought from there, and those that
were not used for long go when they take more room than they may."""

import logging
import os
import threading
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from storyboard.assets import bucket

logger = logging.getLogger(__name__)

USED_EVERY_SECONDS = 120.0
# A file that somebody was just given the name of is about to be read.
KEPT_SECONDS = 600.0
LOOK_EVERY_SECONDS = 300.0
# Room is made down to this share of what is allowed, so that the next file does not need it again.
DOWN_TO = 0.9

_looked_at = [-LOOK_EVERY_SECONDS]


def at_hand(path: Path) -> Path:
    """The same path, with its file there if it is kept anywhere. Raises OSError where the object storage is away."""
    if bucket.configured() is None:
        return path
    if path.exists():
        _use(path)
    elif bucket.bring(path.stem, path):
        make_room_soon()
    return path


def _use(path: Path) -> None:
    """Notes that a file is used, in its time of change: a content that goes by its digest never changes."""
    if time.time() - path.stat().st_mtime > USED_EVERY_SECONDS:
        os.utime(path)


def make_room_soon() -> None:
    """Makes room beside the work at hand, now and then."""
    kept = bucket.configured()
    if kept is None or kept.local_bytes is None or time.monotonic() - _looked_at[0] < LOOK_EVERY_SECONDS:
        return
    _looked_at[0] = time.monotonic()
    threading.Thread(target=make_room, args=(Path(settings.MEDIA_ROOT), kept.local_bytes), daemon=True).start()


def make_room(folder: Path, allowed: int) -> int:
    """Removes the copies that were longest unused until they take less than allowed; how many bytes went.

    Only what the object storage has whole is removed, and nothing that was used in the last minutes.
    """
    files = [(file.stat(), file) for file in folder.glob("*/*") if file.is_file()]
    over = sum(known.st_size for known, _file in files) - allowed
    if over <= 0:
        return 0
    owed, gone = over + allowed * (1 - DOWN_TO), 0
    for known, file in sorted(files, key=lambda one: one[0].st_mtime):
        if gone >= owed or time.time() - known.st_mtime < KEPT_SECONDS:
            break
        gone += _drop(file, known.st_size)
    return gone


def _drop(file: Path, size: int) -> int:
    try:
        if bucket.size_of(file.stem) != size:
            return 0
    except OSError as error:
        logger.warning("No room was made: %s", error)
        return 0
    with suppress(FileNotFoundError):  # another process makes room as well
        if time.time() - file.stat().st_mtime < KEPT_SECONDS:
            return 0  # somebody was given its name while the object storage was asked
        file.unlink()
    return size
