"""Which kinds of file are taken in, told by their first bytes, never by their names."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from storyboard.media.errors import Code, Refused
from storyboard.media.probing import Kind


@dataclass(frozen=True)
class Facts:
    """What belongs to a form. `demuxer` is the only reader of FFmpeg's that may look at such a file."""

    kind: Kind
    media_type: str
    extension: str
    demuxer: str = ""
    muxer: str = ""


_ISO = "mov,mp4,m4a,3gp,3g2,mj2"


class Form(Enum):
    """The kinds of file that are taken in."""

    JPEG = Facts(Kind.PICTURE, "image/jpeg", "jpg")
    PNG = Facts(Kind.PICTURE, "image/png", "png")
    WEBP = Facts(Kind.PICTURE, "image/webp", "webp")
    AVIF = Facts(Kind.PICTURE, "image/avif", "avif")
    GIF = Facts(Kind.PICTURE, "image/gif", "gif")
    MP4 = Facts(Kind.VIDEO, "video/mp4", "mp4", _ISO, "mp4")
    MOV = Facts(Kind.VIDEO, "video/quicktime", "mov", _ISO, "mov")
    WEBM = Facts(Kind.VIDEO, "video/webm", "webm", "matroska,webm", "webm")
    MP3 = Facts(Kind.SOUND, "audio/mpeg", "mp3", "mp3", "mp3")
    WAV = Facts(Kind.SOUND, "audio/wav", "wav", "wav", "wav")
    M4A = Facts(Kind.SOUND, "audio/mp4", "m4a", _ISO, "ipod")


TAKEN_FORMS = "JPEG, PNG, WebP, AVIF, GIF, MP4, MOV, WebM, MP3, WAV and M4A"

_PLAIN = {
    b"\xff\xd8\xff": Form.JPEG,
    b"\x89PNG\r\n\x1a\n": Form.PNG,
    b"GIF87a": Form.GIF,
    b"GIF89a": Form.GIF,
    b"ID3": Form.MP3,
}
_RIFF = {b"WEBP": Form.WEBP, b"WAVE": Form.WAV}
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_SOUND_BRANDS = (b"M4A ", b"M4B ", b"M4P ")
# QuickTime files of old begin without `ftyp`.
_OLD_MOVIE_BOXES = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")

# Kinds that people do drop here, so that the refusal can name them.
_OTHERS = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "ZIP",
    b"\x1f\x8b": "gzip",
    b"OggS": "Ogg",
    b"fLaC": "FLAC",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"BM": "BMP",
    b"8BPS": "Photoshop",
    b"\xff\x0a": "JPEG XL",
    b"\x00\x00\x00\x0cJXL ": "JPEG XL",
    b"#EXTM3U": "playlist",
    b"ffconcat": "playlist",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"FORM": "AIFF",
}
_OTHER_TEXTS = {b"<svg": "SVG", b"<html": "HTML", b"<!doctype html": "HTML", b"<mpd": "playlist", b"<script": "HTML"}


def form_of(path: Path) -> Form:
    """The form of the file at `path` by its first kilobyte.

    Raises `Refused` with the code `empty`, `missing` or `unknown_kind`.
    """
    start = _first_bytes(path)
    if not start:
        raise Refused(path, "the file is empty", Code.EMPTY)
    form = _picture_or_sound(start) or _movie(start) or _webm(start)
    if form is None:
        raise _unknown(path, _other(start))
    return form


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(1024)
    except FileNotFoundError as error:
        raise Refused(path, "the file is missing", Code.MISSING) from error


def _picture_or_sound(start: bytes) -> Form | None:
    for signature, form in _PLAIN.items():
        if start.startswith(signature):
            return form
    if start[:4] in (b"RIFF", b"RF64"):
        return _RIFF.get(start[8:12])
    return Form.MP3 if _is_mpeg_sound(start) else None


def _is_mpeg_sound(start: bytes) -> bool:
    """A frame header of MPEG layer III. Source: ISO/IEC 11172-3, 2.4.1.3."""
    return len(start) > 3 and start[0] == 0xFF and start[1] & 0xE6 == 0xE2


def _movie(start: bytes) -> Form | None:
    """MP4, MOV, M4A or AVIF by the brand of the `ftyp` box. Source: ISO/IEC 14496-12, 4.3."""
    if start[4:8] in _OLD_MOVIE_BOXES:
        return Form.MOV
    if start[4:8] != b"ftyp":
        return None
    brand, others = start[8:12], start[16 : max(int.from_bytes(start[:4]), 16)]
    if brand in (b"avif", b"avis") or (brand in _HEIF_BRANDS and b"avif" in others):
        return Form.AVIF
    if brand in _HEIF_BRANDS:
        return None
    if brand in _SOUND_BRANDS:
        return Form.M4A
    return Form.MOV if brand == b"qt  " else Form.MP4


def _webm(start: bytes) -> Form | None:
    """WebM by the document type in its first element. Source: RFC 8794, 11.2.4."""
    return Form.WEBM if start.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82\x84webm" in start[:64] else None


def _other(start: bytes) -> str:
    if start[4:8] == b"ftyp":
        return "HEIC"
    if start.startswith(b"\x1a\x45\xdf\xa3"):
        return "Matroska"
    if start.startswith(b"RIFF"):
        return "AVI" if start[8:12] == b"AVI " else ""
    for signature, name in _OTHERS.items():
        if start.startswith(signature):
            return name
    text = start.removeprefix(b"\xef\xbb\xbf").lower()
    return next((name for mark, name in _OTHER_TEXTS.items() if mark in text), _text_or_nothing(start))


def _text_or_nothing(start: bytes) -> str:
    controls = bytes(range(9)) + bytes(range(14, 32))
    return "text" if not any(byte in controls for byte in start) else ""


def _unknown(path: Path, found: str) -> Refused:
    named = f"this looks like {found}; only " if found else "this is no file of a known kind; only "
    return Refused(path, f"{named}{TAKEN_FORMS} are taken", Code.UNKNOWN_KIND, {"found": found} if found else None)
