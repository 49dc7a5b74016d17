"""A look at a container's structure, for what FFmpeg forgives: files cut short, and files that point elsewhere.

MP4, MOV and M4A are boxes (ISO/IEC 14496-12, 4.2), WebM is EBML elements (RFC 8794), WAV is a RIFF form.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from storyboard.media.errors import Code, Refused
from storyboard.media.forms import Form

_MOST_BOXES = 100_000
_MOST_DEPTH = 8
_PARENTS = (b"moov", b"trak", b"mdia", b"minf", b"dinf")
_STREAMED = (0, 0xFFFFFFFF)  # sizes left by writers that did not know the end
_UNKNOWN_LENGTH = 0xFF_FFFF_FFFF_FFFF


def check_structure(path: Path, form: Form) -> None:
    """Raises `Refused` where the file at `path` ends too early or takes its media from another file."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if form in (Form.MP4, Form.MOV, Form.M4A):
            _check_boxes(path, file, size)
        elif form is Form.WEBM:
            _check_segment(path, file, size)
        elif form is Form.WAV:
            _check_riff(path, file, size)


def _check_boxes(path: Path, file: BinaryIO, size: int) -> None:
    kinds = set()
    for kind, start, end in _boxes(file, 0, size):
        kinds.add(kind)
        if end > size:
            raise _cut_short(path)
        if kind == b"moov":
            _check_references(path, file, start, end, 0)
    if b"moov" not in kinds:
        raise _cut_short(path)


def _boxes(file: BinaryIO, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, first byte of the content and end of each box between `at` and `end`; one may claim to end behind it."""
    for _ in range(_MOST_BOXES):
        if at + 8 > end:
            return
        file.seek(at)
        header = file.read(16)
        size, kind, start = int.from_bytes(header[:4]), header[4:8], at + 8
        if size == 1:
            size, start = int.from_bytes(header[8:16]), at + 16
        elif size == 0:
            size = end - at
        if size < start - at:
            return
        yield kind, start, at + size
        at += size


def _check_references(path: Path, file: BinaryIO, at: int, end: int, depth: int) -> None:
    """Data references must say that the media are in this very file. Source: ISO/IEC 14496-12, 8.7.2."""
    if depth > _MOST_DEPTH:
        raise Refused(path, "the file is damaged (boxes within boxes)", Code.DAMAGED)
    for kind, start, stop in _boxes(file, at, end):
        if kind in _PARENTS and stop <= end:
            _check_references(path, file, start, stop, depth + 1)
        if kind == b"dref":
            _check_entries(path, file, start + 8, stop)


def _check_entries(path: Path, file: BinaryIO, at: int, end: int) -> None:
    for _, start, _ in _boxes(file, at, end):
        file.seek(start)
        if not int.from_bytes(file.read(4)) & 1:
            raise Refused(path, "it takes its pictures or sound from another file", Code.ELSEWHERE)


def _check_segment(path: Path, file: BinaryIO, size: int) -> None:
    """The segment must be there whole, where it tells its length."""
    file.seek(0)
    start = file.read(1024)
    at = _after_element(start, 4)
    if at is None or start[at : at + 4] != b"\x18\x53\x80\x67":
        raise _cut_short(path)
    length, width = _number(start[at + 4 :])
    if length != _UNKNOWN_LENGTH and at + 4 + width + length > size:
        raise _cut_short(path)


def _after_element(start: bytes, at: int) -> int | None:
    length, width = _number(start[at:])
    return at + width + length if width and at + width + length < len(start) - 12 else None


def _number(data: bytes) -> tuple[int, int]:
    """A variable-size integer and how many bytes it takes; 0 bytes where it is none. Source: RFC 8794, 4."""
    if not data or not data[0]:
        return 0, 0
    width = 9 - data[0].bit_length()
    value = int.from_bytes(data[:width]) & ((1 << (7 * width)) - 1)
    return (_UNKNOWN_LENGTH if value == (1 << (7 * width)) - 1 else value), width


def _check_riff(path: Path, file: BinaryIO, size: int) -> None:
    file.seek(0)
    header = file.read(12)
    at = 12
    for _ in range(_MOST_BOXES if header[:4] == b"RIFF" else 0):
        if at + 8 > size:
            return
        file.seek(at)
        chunk = file.read(8)
        length = int.from_bytes(chunk[4:], "little")
        if chunk[:4] == b"data":
            if length not in _STREAMED and at + 8 + length > size:
                raise _cut_short(path)
            return
        at += 8 + length + length % 2


def _cut_short(path: Path) -> Refused:
    return Refused(path, "the file is cut short", Code.TRUNCATED)
