"""HTTP ranges. Source: RFC 9110, sections 13.1.5 (If-Range) and 14 (Range)."""

import re
from dataclasses import dataclass


class Unsatisfiable(Exception):
    """Every range asked for lies beyond the end: 416."""


@dataclass(frozen=True)
class Span:
    """Bytes from `first` to `last`, both included, of a file of `size` bytes."""

    first: int
    last: int
    size: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    @property
    def content_range(self) -> str:
        return f"bytes {self.first}-{self.last}/{self.size}"


_RANGE = re.compile(r"\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.ASCII)


def asked_span(header: str, size: int) -> Span | None:
    """The one span a Range header asks for; None where the whole file is the right answer.

    A malformed header, another unit, or several ranges (which a server may answer in full) give None.
    Raises Unsatisfiable.
    """
    unit, _sign, ranges = header.partition("=")
    match = _RANGE.fullmatch(ranges)
    if unit.strip().lower() != "bytes" or not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return _suffix(int(last), size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    return Span(int(first), min(int(last), size - 1) if last else size - 1, size)


def _suffix(length: int, size: int) -> Span:
    if not length or not size:
        raise Unsatisfiable
    return Span(max(0, size - length), size - 1, size)


def range_still_holds(if_range: str, etag: str) -> bool:
    """Whether an If-Range header lets the range be served: absent, or the very same strong tag; a date never is."""
    return not if_range or if_range.strip() == etag
