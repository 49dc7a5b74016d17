"""The SHA-256 of files, and bytes that are truly kept. No Django: the worker's children use it."""

import hashlib
import os
from pathlib import Path

from storyboard.assets import bucket


def settle(path: Path) -> str:
    """Has the disk take a finished file for good, and the object storage where there is one; returns its SHA-256 in
    hex digits. A full disk raises OSError, and so does an object storage that is away."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    bucket.put(path, sha256)
    return sha256
