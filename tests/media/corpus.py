"""Damaged, mislabelled and hostile files, made the same way every time."""

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from tests.media.filming import Film, film, voice

NAMES = (".jpg", ".png", ".webp", ".avif", ".gif", ".mp4", ".mov", ".webm", ".mp3", ".wav", ".m4a", "", ".exe")
_PARENTS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts", b"meta", b"iprp", b"ipco", b"udta"}
_WORST = (b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\x00\x00\x00", b"\x00\x00\x00\x01")


@dataclass(frozen=True)
class Sample:
    """One file: a name that tells what was done to it, and its bytes."""

    name: str
    content: bytes


def corpus(folder: Path, *, cuts: int, flips: int, fields: int) -> Iterator[Sample]:
    """All samples: of each good file so many truncations, flips and broken fields, and all hostile ones."""
    good = dict(good_files(folder))
    for name, content in good.items():
        yield Sample(f"good-{name}", content)
        yield from _damaged(name, content, cuts, flips, fields)
    yield from _mislabelled(good)
    for name, content in {**bombs(), **polyglots(good), **disguised(), **pointers()}.items():
        yield Sample(name, content)


def good_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """A small file of each form and layout that is taken."""
    for name, save in _pictures().items():
        written = BytesIO()
        save(written)
        yield name, written.getvalue()
    for name, wanted in _films().items():
        yield name, film(folder / name, wanted).read_bytes()
    for name, codec in {"a.mp3": "libmp3lame", "a.wav": "pcm_s16le", "a.m4a": "aac"}.items():
        yield name, voice(folder / name, codec, 1).read_bytes()


def _moving(image: Image.Image) -> dict[str, Any]:
    others = [image.rotate(90 * turn) for turn in range(1, 4)]
    return {"save_all": True, "append_images": others, "duration": 100}


def _pictures() -> dict[str, Callable[[Any], None]]:
    image = Image.effect_noise((48, 40), 60).convert("RGB")
    image.paste((200, 30, 40), (0, 0, 20, 20))
    clear = image.convert("RGBA")
    clear.putalpha(128)
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A camera"
    moving = _moving(image)
    return {
        "a.jpg": partial(image.save, format="JPEG", exif=exif, comment=b"a comment"),
        "progressive.jpg": partial(image.save, format="JPEG", progressive=True),
        "a.png": partial(image.save, format="PNG"),
        "palette.png": partial(image.quantize(16).save, format="PNG", transparency=3),
        "moving.png": partial(image.save, format="PNG", **moving),
        "a.webp": partial(image.save, format="WEBP", exif=exif),
        "lossless.webp": partial(clear.save, format="WEBP", lossless=True),
        "moving.webp": partial(image.save, format="WEBP", **moving),
        "a.avif": partial(clear.save, format="AVIF", speed=10),
        "a.gif": partial(image.quantize(32).save, format="GIF"),
        "moving.gif": partial(image.quantize(32).save, format="GIF", **moving),
    }


def _films() -> dict[str, Film]:
    quick = {"deadline": "realtime", "cpu-used": "8"}
    return {
        "a.mp4": Film(24, sound="aac", is_marked=True),
        "a.mov": Film(24, rotation=90, sound="pcm_s16le"),
        "fragmented.mp4": Film(24, rate=Fraction(25)),
        "a.webm": Film(24, codec="libvpx-vp9", options=quick, sound="libopus"),
        "old.webm": Film(24, codec="libvpx", options=quick),
    }


def _damaged(name: str, content: bytes, cuts: int, flips: int, fields: int) -> Iterator[Sample]:
    dice = random.Random(name)
    places = sorted({place for at in boundaries(content) for place in (at - 1, at, at + 1, at + 6)})
    places = [place for place in places if 0 < place < len(content)]
    for place in _some(dice, places, cuts):
        yield Sample(f"cut-{place}-{name}", content[:place])
    for place in _some(dice, range(len(content)), flips):
        yield Sample(f"flip-{place}-{name}", _with(content, place, bytes([content[place] ^ (1 << dice.randrange(8))])))
    for place in _some(dice, places, fields):
        worst = dice.choice(_WORST)
        yield Sample(f"field-{place}-{worst.hex()}-{name}", _with(content, place, worst))
    yield Sample(f"zeros-{name}", content[: len(content) // 2] + bytes(len(content) - len(content) // 2))
    yield Sample(f"twice-{name}", content + content)
    yield Sample(f"shifted-{name}", b"\n" + content)


def _some(dice: random.Random, places: Any, count: int) -> list[int]:
    return sorted(dice.sample(list(places), min(count, len(places))))


def _with(content: bytes, place: int, new: bytes) -> bytes:
    return content[:place] + new + content[place + len(new) :]


def boundaries(content: bytes) -> list[int]:  # noqa: PLR0911 - one for each form
    """Where the structures of a file begin: segments, chunks, boxes, elements, blocks or frames."""
    if content.startswith(b"\xff\xd8"):
        return _markers(content)
    if content.startswith(b"\x89PNG"):
        return list(_chunks(content, 8, "big", 12))
    if content.startswith(b"RIFF"):
        return [4, 8, *_chunks(content, 12, "little", 8)]
    if content[4:8] == b"ftyp":
        return list(_boxes(content, 0, len(content)))
    if content.startswith(b"\x1a\x45\xdf\xa3"):
        marks = (b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66", b"\x16\x54\xae\x6b", b"\x1f\x43\xb6\x75", b"\xa3", b"\xae")
        return sorted({place for mark in marks for place in _found(content, mark)} | {4, 5, 12})
    if content.startswith(b"GIF"):
        return sorted({6, 10, 13} | {place for mark in (b"!\xf9", b"!\xff", b",") for place in _found(content, mark)})
    return _found(content, b"\xff\xfb") or [10]


def _found(content: bytes, mark: bytes) -> list[int]:
    places: list[int] = []
    at = content.find(mark)
    while at >= 0 and len(places) < 400:
        places.append(at)
        at = content.find(mark, at + 1)
    return places


def _markers(content: bytes) -> list[int]:
    return [at for at in range(len(content) - 1) if content[at] == 0xFF and content[at + 1] not in (0, 0xFF)]


def _chunks(content: bytes, at: int, order: Any, around: int) -> Iterator[int]:
    while at + 8 <= len(content):
        yield at
        field = content[at : at + 4] if order == "big" else content[at + 4 : at + 8]
        length = int.from_bytes(field, order)
        at += around + length + (length % 2 if order == "little" else 0)


def _boxes(content: bytes, at: int, end: int) -> Iterator[int]:
    while at + 8 <= end:
        yield at
        size, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if kind in _PARENTS:
            yield from _boxes(content, at + (12 if kind == b"meta" else 8), at + size)
        at += max(size, 8)


def _mislabelled(good: dict[str, bytes]) -> Iterator[Sample]:
    """Every good file under every wrong name."""
    for name, content in good.items():
        for ending in NAMES:
            if not name.endswith(ending or "."):
                yield Sample(f"really-{name.replace('.', '-')}{ending}", content)


def png(width: int, height: int, data: bytes = b"", *more: bytes, depth: int = 8, colour: int = 2) -> bytes:
    """A PNG that claims this size, whatever its pixel data are."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    chunks = (png_chunk(b"IHDR", header), *more, png_chunk(b"IDAT", data or zlib.compress(bytes(1000))))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + png_chunk(b"IEND", b"")


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


@cache
def bombs() -> dict[str, bytes]:
    """Small files that unpack, or claim to unpack, to something enormous."""
    found = {f"bomb-{side}.png": png(side, side) for side in (9_000, 12_000, 14_000, 60_000, 2**31 - 1)}
    found |= {"bomb-long.png": png(2_000_000, 1), "bomb-high.png": png(1, 2_000_000), "bomb-none.png": png(0, 0)}
    found["bomb-full.png"] = png(8_500, 8_500, zlib.compress(bytes(8_500 * (8_500 * 3 + 1)), 9))
    found["bomb-surplus.png"] = png(10, 10, zlib.compress(bytes(200_000_000), 9))
    text = png_chunk(b"zTXt", b"a\x00\x00" + zlib.compress(bytes(150_000_000), 9))
    found["bomb-text.png"] = png(10, 10, zlib.compress(bytes(310)), text)
    profile = png_chunk(b"iCCP", b"a\x00\x00" + zlib.compress(bytes(150_000_000), 9))
    found["bomb-profile.png"] = png(10, 10, zlib.compress(bytes(310)), profile)
    found["bomb.gif"] = b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0x80, 0, 0) + bytes(6) + _gif_frame(65535)
    found["bomb-frame.gif"] = b"GIF89a" + struct.pack("<HHBBB", 10, 10, 0x80, 0, 0) + bytes(6) + _gif_frame(65535)
    frames = _gif_frame(3000) * 20_000
    found["bomb-frames.gif"] = b"GIF89a" + struct.pack("<HHBBB", 3000, 3000, 0x80, 0, 0) + bytes(6) + frames + b";"
    found["bomb.webp"] = _webp(b"VP8X" + struct.pack("<I", 10) + b"\x02\x00\x00\x00" + b"\xff\xff\xff" * 2)
    found["bomb-still.webp"] = _webp(b"VP8L" + struct.pack("<I", 5) + b"\x2f" + b"\xff\xff\xff\x0f")
    found["bomb.avif"] = _avif_of_size(60_000, 60_000)
    found["bomb-wide.avif"] = _avif_of_size(2**31 - 1, 1)
    found["bomb.jpg"] = _jpeg_of_size(65_500, 65_500)
    found["bomb-scans.jpg"] = _jpeg_of_scans(3_000)
    return found


def _gif_frame(side: int) -> bytes:
    return b"," + struct.pack("<HHHHB", 0, 0, side, side, 0) + b"\x02\x02\x4c\x01\x00"


def _webp(chunks: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def _avif_of_size(width: int, height: int) -> bytes:
    content = _saved("AVIF")
    at = content.index(b"ispe") + 8
    return _with(content, at, struct.pack(">II", width, height))


def _jpeg_of_size(width: int, height: int) -> bytes:
    content = _saved("JPEG")
    return _with(content, content.index(b"\xff\xc0") + 5, struct.pack(">HH", height, width))


def _jpeg_of_scans(count: int) -> bytes:
    """A progressive picture of 4,000 × 4,000 whose first scan comes again and again."""
    content = _saved("JPEG", progressive=True)
    content = _with(content, content.index(b"\xff\xc2") + 5, struct.pack(">HH", 4_000, 4_000))
    start = content.index(b"\xff\xda")
    end = content.index(b"\xff", start + 12)
    return content[:start] + content[start:end] * count + content[start:]


def _saved(form: str, **options: Any) -> bytes:
    written = BytesIO()
    Image.effect_noise((48, 40), 60).convert("RGB").save(written, form, **options)
    return written.getvalue()


def polyglots(good: dict[str, bytes]) -> dict[str, bytes]:
    """Files that are two things at once."""
    archive = b"PK\x03\x04" + bytes(26) + b"PK\x05\x06" + bytes(18)
    script = b"<html><script>alert('POLYGLOT')</script></html>"
    comment = b"\xff\xfe" + (len(script) + 2).to_bytes(2) + script
    found = {f"zip-behind-{name}": content + archive for name, content in good.items()}
    found |= {f"script-behind-{name}": content + script for name, content in good.items()}
    found["script-in-a.jpg"] = good["a.jpg"][:2] + comment + good["a.jpg"][2:]
    text = png_chunk(b"tEXt", b"Comment\x00" + script)
    found["script-in-a.png"] = good["a.png"][:33] + text + good["a.png"][33:]
    found["script.gif"] = b"GIF89a/*" + bytes(3) + b"*/=1;" + script
    found["two.jpg"] = good["a.jpg"] + good["progressive.jpg"]
    found["gif-in-jpg.jpg"] = b"GIF89a" + good["a.jpg"]
    found["video-in-id3.mp3"] = b"ID3\x04\x00\x00" + bytes([0, 0, 0x10, 0]) + good["a.mp4"]
    found["script-in-id3.mp3"] = b"ID3\x04\x00\x00" + bytes([0, 0, 0, len(script)]) + script * 50
    return found


def disguised() -> dict[str, bytes]:
    """What is no picture, clip or voice at all, under their names."""
    texts = {
        "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "svg-bare": b"<svg onload=alert(1)>",
        "html": b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>",
        "pdf": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
        "text": b"Just some words, and then some more.\n" * 20,
        "zip": b"PK\x03\x04" + bytes(100),
        "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n",
        "tiff": b"II*\x00\x08\x00\x00\x00" + bytes(200),
        "bmp": b"BM" + bytes(200),
        "ico": b"\x00\x00\x01\x00\x01\x00" + bytes(100),
        "heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100),
        "matroska": b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska" + bytes(100),
        "avi": b"RIFF\xff\x00\x00\x00AVI LIST" + bytes(200),
        "flv": b"FLV\x01\x05\x00\x00\x00\x09" + bytes(100),
        "ogg": b"OggS" + bytes(100),
        "mpegts": (b"\x47" + bytes(187)) * 8,
        "elf": b"\x7fELF" + bytes(200),
        "python": b"import os\nos.system('true')\n",
        "empty": b"",
        "one-byte": b"\xff",
        "zeros": bytes(5_000),
        "noise": random.Random(7).randbytes(5_000),
        "jpeg-start": b"\xff\xd8\xff",
        "png-start": b"\x89PNG\r\n\x1a\n",
        "gif-start": b"GIF89a",
        "webp-start": b"RIFF\x00\x00\x00\x00WEBP",
        "wav-start": b"RIFF\x00\x00\x00\x00WAVE",
        "mp4-start": b"\x00\x00\x00\x10ftypisom\x00\x00\x00\x00",
        "mp3-start": b"ID3\x04\x00\x00\x00\x00\x00\x00",
        "mp3-noise": b"\xff\xfb\x90\x00" + random.Random(8).randbytes(5_000),
        "webm-start": b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm",
    }
    return {f"{name}{ending}": content for name, content in texts.items() for ending in (".png", ".mp4", ".mp3")}


def pointers() -> dict[str, bytes]:
    """Files that ask the reader to open other files or addresses."""
    return {
        "hls.mp4": b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "hls-address.mp4": b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n",
        "concat.mp4": b"ffconcat version 1.0\nfile /etc/passwd\n",
        "dash.webm": b'<?xml version="1.0"?><MPD><Period><BaseURL>file:///etc/passwd</BaseURL></Period></MPD>',
        "sdp.mp4": b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n",
        "subtitles.mp4": b"[Script Info]\nScriptType: v4.00+\n[Events]\n",
        "mvg.png": b"push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 'https://127.0.0.1:9/a.png'\n",
    }
