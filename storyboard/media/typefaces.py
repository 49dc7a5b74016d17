"""Finding a typeface for every character: those that come with us first, then those of the machine.

With us come FiraGO (Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Thai, Georgian, Vietnamese), Noto Sans
and Noto's symbols, all under the SIL Open Font License, out of the package `pymupdf-fonts`. So there is a real
typeface on a machine with no fonts at all; Chinese, Japanese, Korean and emoji need the machine's own.
"""

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import pymupdf_fonts
import uharfbuzz as hb

_BUNDLED_REGULAR = ("figo", "notos", "symbol2", "symbol1", "math", "music")
_BUNDLED_BOLD = ("figbo", "notosbo")
_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
# A designer's machine can hold thousands; each costs a millisecond or more for a character that none has.
_MOST_FILES = 2000
# They draw a box for every character there is, which is just what must not be shown.
_BOX_FONTS = ("lastresort", "adobeblank", "notdef")
# Later is worse: a fallback should look like the plain upright sans that it stands in for.
_UNLIKE = (
    "thin", "light", "black", "heavy", "medium", "semi", "extra", "bold",
    "condensed", "narrow", "display", "mono", "serif", "italic", "oblique",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Typeface:
    """One face of one font file. Compared by identity, so that it can be a cache key."""

    name: str
    face: hb.Face
    is_bold: bool = False

    @cached_property
    def characters(self) -> hb.Set:
        """The code points it has a glyph for."""
        return self.face.unicodes

    @cached_property
    def is_coloured(self) -> bool:
        face = self.face
        return bool(face.has_color_png or face.has_color_paint or face.has_color_layers)

    def covers(self, cluster: str) -> bool:
        """Whether every part of the grapheme cluster gets a real glyph, joiners and variation selectors aside."""
        # A quick no for nearly every font, before the long way; a font may have only the composed form.
        starts = {ord(cluster[0]), ord(unicodedata.normalize("NFC", cluster)[0])}
        if not cluster.isspace() and not any(start in self.characters for start in starts):
            return False
        return all(info.codepoint for info in shaped(hb.Font(self.face), cluster).glyph_infos)


def shaped(font: hb.Font, text: str, *, rtl: bool | None = None, language: str = "") -> hb.Buffer:
    """`text` of one script turned into placed glyphs; `rtl` None lets HarfBuzz guess from the script."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    if rtl is not None:
        buffer.direction = "rtl" if rtl else "ltr"
    if language:
        buffer.language = language
    hb.shape(font, buffer)
    return buffer


class Shelf:
    """All typefaces at hand, searched in order of preference."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)

    @cached_property
    def _machine(self) -> tuple[Typeface, ...]:
        files = sorted(_font_files(self._folders), key=_unlikeness)
        return tuple(face for file in files[:_MOST_FILES] for face in _faces(file))

    def face_for(self, cluster: str, *, bold: bool = False) -> Typeface | None:
        """The best typeface that has all of the grapheme cluster, or None."""
        if any(unicodedata.category(c) == "Cs" for c in cluster):
            return None
        return next((face for face in self._candidates(cluster, bold) if face.covers(cluster)), None)

    def _candidates(self, cluster: str, bold: bool) -> Iterator[Typeface]:
        if _is_emoji(cluster):
            yield from (face for face in self._machine if face.is_coloured)
        if bold:
            yield from (_bundled(code, is_bold=True) for code in _BUNDLED_BOLD)
        yield from (_bundled(code) for code in _BUNDLED_REGULAR)
        yield from self._machine


@cache
def machine_shelf() -> Shelf:
    """The shelf of this machine, kept for the life of the process."""
    return Shelf(font_folders())


@lru_cache(maxsize=50_000)
def face_for(shelf: Shelf, cluster: str, bold: bool) -> Typeface | None:
    """`shelf.face_for`, remembered."""
    return shelf.face_for(cluster, bold=bold)


def font_folders() -> tuple[Path, ...]:
    """Where this kind of machine keeps its fonts.

    Source: the XDG base directory specification, Apple's and Microsoft's documentation of font folders.
    """
    home = Path.home()
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"
    if sys.platform == "win32":
        windows = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        return windows / "Fonts", local / "Microsoft/Windows/Fonts"
    shared = os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":")
    own = os.environ.get("XDG_DATA_HOME", str(home / ".local/share"))
    return (*(Path(folder) / "fonts" for folder in [*shared, own] if folder), home / ".fonts")


@cache
def _bundled(code: str, *, is_bold: bool = False) -> Typeface:
    return Typeface(code, hb.Face(hb.Blob(pymupdf_fonts.myfont(code))), is_bold)


def _font_files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for parent, _, names in os.walk(folder):
            yield from (Path(parent, name) for name in names if Path(name).suffix.lower() in _SUFFIXES)


def _unlikeness(file: Path) -> tuple[int, str]:
    """How little the file looks like a plain sans, then its path, so that the order is the same every time."""
    name = file.stem.lower()
    words = sum(1 + place for place, word in enumerate(_UNLIKE) if word in name.replace("sansserif", "sans"))
    return words + (0 if "sans" in name else 5), str(file)


def _faces(file: Path) -> Iterator[Typeface]:
    if any(word in file.stem.lower() for word in _BOX_FONTS):
        return
    try:
        blob = hb.Blob.from_file_path(str(file))
    except (hb.HarfBuzzError, OSError):
        # Unreadable or vanished since the folder was listed: as good as not installed.
        return
    for index in range(max(hb.Face(blob, 0).count, 1)):
        yield Typeface(f"{file.stem}#{index}", hb.Face(blob, index))


def _is_emoji(cluster: str) -> bool:
    return ord(cluster[0]) >= 0x1F1E6 or "\ufe0f" in cluster
