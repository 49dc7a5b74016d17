"""Setting one line of text: the right typeface for each part, shaped by HarfBuzz, drawn with Pillow."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import numpy as np
import uharfbuzz as hb
from PIL import Image
from uniseg.graphemecluster import grapheme_clusters

from storyboard.media.bidi import levels, runs_right, visual_order
from storyboard.media.typefaces import Shelf, Typeface, face_for, shaped

Colour = tuple[int, int, int]
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

# HarfBuzz counts in whole numbers; 64 to the pixel keeps glyphs where they belong.
_UNITS = 64


@dataclass(frozen=True)
class Style:
    """`size`: pixels to the em."""

    shelf: Shelf
    size: int
    bold: bool = False


@dataclass(frozen=True)
class _Run:
    """Neighbouring clusters with one typeface, script and direction."""

    text: str
    typeface: Typeface
    level: int


@dataclass(frozen=True)
class Glyph:
    """A glyph and where its origin stands, in units of 1/64 pixel right of the line's start and above its baseline."""

    typeface: Typeface
    id: int
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """A line of text, set. `width`: pixels from its start to where a next one would start."""

    glyphs: tuple[Glyph, ...]
    width: float


@lru_cache(maxsize=4096)
def set_line(text: str, style: Style) -> Line:
    """`text` (one line, every character known to a typeface) as placed glyphs, in visual order."""
    runs = list(_runs(text, style))
    glyphs: list[Glyph] = []
    pen = 0
    for index in visual_order([run.level for run in runs]):
        run = runs[index]
        buffer = shaped(_font(run.typeface, style), run.text, rtl=bool(run.level % 2), language=_language(run.text))
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append(Glyph(run.typeface, info.codepoint, pen + position.x_offset, position.y_offset))
            pen += position.x_advance
    return Line(tuple(glyphs), pen / _UNITS)


def draw_line(canvas: Image.Image, line: Line, style: Style, at: tuple[float, int], colour: Colour, clip: Box) -> None:
    """Draws `line` onto `canvas` (RGBA), its baseline starting at `at`; nothing is drawn outside `clip`."""
    plain = [glyph for glyph in line.glyphs if not glyph.typeface.is_coloured]
    mask, left, top = _mask(plain, style, at)
    if mask is not None:
        ink = Image.new("RGBA", mask.size, (*colour, 0))
        ink.putalpha(mask)
        _lay(canvas, ink, left, top, clip)
    for glyph in line.glyphs:
        if glyph.typeface.is_coloured:
            _draw_coloured(canvas, glyph, style, at, colour, clip)


def clusters_of(text: str) -> list[str]:
    """The grapheme clusters of `text`: what a person would call its characters (UAX #29)."""
    # Below the combining marks every character stands alone, and the full rules are slow.
    return list(text) if all(character < "\u0300" for character in text) else list(grapheme_clusters(text))


def _runs(text: str, style: Style) -> Iterator[_Run]:
    clusters = clusters_of(text)
    of_level = levels(clusters, base_right=runs_right(text))
    keys: list[tuple[Typeface, str, int]] = []
    for cluster, level in zip(clusters, of_level, strict=True):
        before = keys[-1] if keys else None
        script = _script(cluster[0]) or (before[1] if before else "")
        typeface = _typeface(cluster, style, before[0] if before else None)
        keys.append((typeface, script, level))
    numbered = groupby(range(len(keys)), key=lambda index: keys[index])
    for (typeface, _, level), indices in numbered:
        yield _Run("".join(clusters[index] for index in indices), typeface, level)


def _typeface(cluster: str, style: Style, before: Typeface | None) -> Typeface:
    # A space takes the face of the word before it, or every word would be a run of its own; an emoji's is too wide.
    if cluster == " " and before is not None and not before.is_coloured:
        return before
    typeface = face_for(style.shelf, cluster, style.bold)
    if typeface is None:
        raise ValueError(f"No typeface has {cluster!r}; give the text to `readable` first.")
    return typeface


@lru_cache(maxsize=20_000)
def _script(character: str) -> str:
    """The script's ISO 15924 code, or nothing for what belongs to no script of its own."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    return "" if buffer.script in (None, "Zyyy", "Zinh", "Zzzz") else str(buffer.script)


def _language(text: str) -> str:
    """Which forms the characters shared by Chinese, Japanese and Korean should take, told by those not shared."""
    scripts = {_script(character) for character in text}
    if scripts & {"Hira", "Kana"}:
        return "ja"
    if "Hang" in scripts:
        return "ko"
    return "zh-hans" if "Hani" in scripts else ""


@lru_cache(maxsize=256)
def _font(typeface: Typeface, style: Style) -> hb.Font:
    font = hb.Font(typeface.face)
    font.scale = (style.size * _UNITS, style.size * _UNITS)
    if style.bold and not typeface.is_bold:
        font.synthetic_bold = (0.02, 0.02, True)
    return font


def _mask(glyphs: list[Glyph], style: Style, at: tuple[float, int]) -> tuple[Image.Image | None, int, int]:
    """The glyphs' coverage (L), and where on the canvas its top left belongs."""
    pen = hb.RasterDraw()
    pen.scale_factor = (float(_UNITS), float(_UNITS))
    for glyph in glyphs:
        pen.transform = (1.0, 0.0, 0.0, 1.0, glyph.x + at[0] * _UNITS, float(glyph.y))
        pen.draw_glyph(_font(glyph.typeface, style), glyph.id)
    raster = pen.render()
    extents = raster.extents
    if not extents.width or not extents.height:
        return None, 0, 0
    rows = np.frombuffer(bytes(raster.buffer), np.uint8).reshape(extents.height, extents.stride)
    # HarfBuzz's rows run upwards from the baseline.
    mask = Image.fromarray(np.ascontiguousarray(rows[::-1, : extents.width]))
    return mask, extents.x_origin, at[1] - extents.y_origin - extents.height


def _draw_coloured(
    canvas: Image.Image, glyph: Glyph, style: Style, at: tuple[float, int], colour: Colour, clip: Box
) -> None:
    font = _font(glyph.typeface, style)
    extents = font.get_glyph_extents(glyph.id)
    if extents is None or not extents.width or not extents.height:
        return
    picture = _coloured(font, glyph.id, colour)
    if picture is None:
        return
    size = (max(round(extents.width / _UNITS), 1), max(round(-extents.height / _UNITS), 1))
    left = round(at[0] + (glyph.x + extents.x_bearing) / _UNITS)
    top = round(at[1] - (glyph.y + extents.y_bearing) / _UNITS)
    _lay(canvas, picture.resize(size, Image.Resampling.LANCZOS), left, top, clip)


def _coloured(font: hb.Font, glyph_id: int, colour: Colour) -> Image.Image | None:
    """The glyph as an RGBA picture, filling its extents: a picture kept in the font, or layers painted."""
    kept = font.get_glyph_color_png(glyph_id)
    if kept is not None and len(kept.data):
        return Image.open(io.BytesIO(kept.data), formats=("PNG",)).convert("RGBA")
    brush = hb.RasterPaint()
    brush.scale_factor = (float(_UNITS), float(_UNITS))
    brush.foreground = hb.Color(red=colour[0], green=colour[1], blue=colour[2], alpha=255)
    brush.paint_glyph(font, glyph_id)
    raster = brush.render()
    if raster is None or not raster.extents.width:
        return None
    extents = raster.extents
    rows = np.frombuffer(bytes(raster.buffer), np.uint8).reshape(extents.height, extents.stride // 4, 4)
    premultiplied = np.ascontiguousarray(rows[::-1, : extents.width])
    picture = Image.frombuffer("RGBa", (extents.width, extents.height), premultiplied.tobytes(), "raw", "BGRa", 0, 1)
    return picture.convert("RGBA")


def _lay(canvas: Image.Image, ink: Image.Image, left: int, top: int, clip: Box) -> None:
    """Lays `ink` over `canvas` with its top left at (left, top), cut to `clip` and to the canvas."""
    box = (
        max(left, clip[0], 0),
        max(top, clip[1], 0),
        min(left + ink.width, clip[2], canvas.width),
        min(top + ink.height, clip[3], canvas.height),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    part = ink.crop((box[0] - left, box[1] - top, box[2] - left, box[3] - top))
    canvas.alpha_composite(part, (box[0], box[1]))
