"""What the worker's child runs to clear files away that no row names any more: values in and out, no database.

Files go by their content, so that somebody may be bringing the very same bytes at this moment, with a row that nobody
sees yet. What was kept or used within the last hour stays, therefore, and is looked at again.
"""

import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from storyboard.assets import bucket

LATELY_SECONDS = 3600.0


@dataclass(frozen=True)
class Cleared:
    """The paths of files that are gone for good, and of those that were used too lately."""

    gone: tuple[Path, ...]
    too_fresh: tuple[Path, ...]


def clear_away(paths: Sequence[Path], report: Callable[[float], None]) -> Cleared:
    """Removes files from the object storage and from this machine. Raises OSError."""
    before = time.time() - LATELY_SECONDS
    gone = tuple(path for path in paths if _remove(path, before))
    report(1.0)
    return Cleared(gone, tuple(path for path in paths if path not in gone))


def _remove(path: Path, before: float) -> bool:
    if _is_fresh(path, before) or not bucket.forget(path.stem, before):
        return False
    return _remove_here(path, before)


def _is_fresh(path: Path, before: float) -> bool:
    return path.exists() and path.stat().st_mtime > before


def _remove_here(path: Path, before: float) -> bool:
    """Moves it aside before the last look at it: a new one that was moved into its place meanwhile is not touched."""
    aside = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
    try:
        path.rename(aside)
    except FileNotFoundError:
        return True
    if _is_fresh(aside, before):
        aside.rename(path)
        return False
    aside.unlink()
    return True
