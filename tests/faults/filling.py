"""Filling a disk to its last byte."""

from contextlib import suppress
from pathlib import Path


def fill(ballast: Path) -> None:
    """Takes all of the disk but a few pages: the render begins, and ends in the middle."""
    with ballast.open("wb", buffering=0) as file:
        with suppress(OSError):  # it is full
            while True:
                file.write(bytes(1 << 16))
        file.truncate(max(0, file.tell() - (16 << 10)))
