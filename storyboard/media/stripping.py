"""Taking everything but the picture out of JPEG and PNG files without touching a pixel."""

import re
import zlib
from collections.abc import Iterator

_SOI, _EOI, _SOS, _APP0, _APP14 = 0xD8, 0xD9, 0xDA, 0xE0, 0xEE
# Quantisation and code tables, restart interval, and the frame headers that readers know; DNL and JPG are none.
_JPEG_KEPT = {0xDB, 0xC4, 0xCC, 0xDD, _SOS, *(set(range(0xC0, 0xD0)) - {0xC8})}
# The next marker within coded data: neither a stuffed zero nor a restart.
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
# Progressive files have about ten scans; files with thousands, each as large as the picture, are made to stall readers.
_MOST_SCANS = 100

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def stripped_jpeg(content: bytes) -> bytes | None:
    """`content` with nothing in it but what decodes to the pixels, up to its end mark.

    Without Exif, XMP, IPTC, comments, thumbnails, colour profiles, further pictures (MPF, gain maps) and trailing
    bytes. None where the file is not laid out as the standard says. Source: ISO/IEC 10918-1, annex B.
    """
    kept = [b"\xff\xd8"]
    scans = 0
    for marker, segment in _jpeg_segments(content):
        scans += marker == _SOS
        if marker == 0 or scans > _MOST_SCANS:
            return None
        if marker == _EOI:
            return b"".join([*kept, b"\xff\xd9"]) if scans else None
        kept.append(_kept_segment(marker, segment))
    return None


def too_many_scans(content: bytes) -> bool:
    """Whether a JPEG has more scans than any honest one."""
    return sum(marker == _SOS for marker, _ in _jpeg_segments(content)) > _MOST_SCANS


def _kept_segment(marker: int, segment: bytes) -> bytes:
    if marker in _JPEG_KEPT:
        return segment
    if marker == _APP0 and segment[4:9] == b"JFIF\x00" and len(segment) >= 18:
        # Version, unit and density stay; the thumbnail goes.
        return b"\xff\xe0\x00\x10" + segment[4:16] + b"\x00\x00"
    if marker == _APP14 and segment[4:9] == b"Adobe" and len(segment) >= 16:
        # Says how the colours are coded.
        return b"\xff\xee\x00\x0e" + segment[4:16]
    return b""


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment, a scan with its coded data; marker 0 where the file makes no sense."""
    at = 2
    while at + 4 <= len(content) or content[at : at + 2] == b"\xff\xd9":
        marker = content[at + 1]
        if content[at] != 0xFF or marker in (0, 1, _SOI) or 0xD0 <= marker <= 0xD7:
            yield 0, b""
            return
        if marker == 0xFF:
            at += 1
            continue
        if marker == _EOI:
            yield marker, b""
            return
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if marker == _SOS:
            found = _NEXT_MARKER.search(content, end)
            end = found.start() if found else len(content) + 1
        if end > len(content) or end < at + 4:
            yield 0, b""
            return
        yield marker, content[at:end]
        at = end


def stripped_png(content: bytes) -> bytes | None:
    """`content` with its critical chunks and its transparency alone.

    Without text, Exif, times, colour profile, animation and trailing bytes. None where the chunks are not as the
    standard says, or where the pixel data hide something after their end. Source: PNG (third edition), 5 and 11.
    """
    kept = [_PNG_START]
    data: list[bytes] = []
    for kind, chunk in _png_chunks(content):
        if kind in _PNG_KEPT:
            kept.append(chunk)
        if kind == b"IDAT":
            data.append(chunk[8:-4])
        if kind == b"IEND":
            return b"".join(kept) if len(chunk) == 12 and _is_exactly(data, _png_size(content)) else None
    return None


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and bytes of each chunk whose checksum is right, as far as it goes."""
    at = len(_PNG_START)
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4])
        chunk = content[at:end]
        if end > len(content) or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
            return
        yield chunk[4:8], chunk
        at = end


def _png_size(content: bytes) -> int:
    """How many bytes the pixel data unpack to, filter bytes included."""
    width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    depth, colour, interlaced = content[24], content[25], content[28]
    bits = depth * _CHANNELS.get(colour, 0)
    passes = _ADAM7 if interlaced else ((0, 0, 1, 1),)
    total = 0
    for left, top, across, down in passes:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            total += rows * (1 + -(-columns * bits // 8))
    return total


def _is_exactly(data: list[bytes], size: int) -> bool:
    """Whether the zlib stream in `data` unpacks to `size` bytes, with nothing behind its end."""
    unpacker = zlib.decompressobj()
    found = 0
    try:
        for part in data:
            rest = part
            while rest:
                found += len(unpacker.decompress(rest, 1 << 20))
                rest = unpacker.unconsumed_tail
                if found > size or unpacker.unused_data:
                    return False
        while not unpacker.eof and found <= size and (more := unpacker.decompress(b"", 1 << 20)):
            found += len(more)
    except zlib.error:
        return False
    return unpacker.eof and found == size
