"""The SHA-256 of files, and bytes that are truly on the disk. No Django: the worker's children use it."""

import hashlib
import os
from pathlib import Path


def settle(path: Path) -> str:
    """Has the disk take a finished file for good and returns its SHA-256, 64 hex digits. A full disk raises OSError."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()
