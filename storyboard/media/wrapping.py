"""Breaking text into lines that fit, and saying plainly which characters cannot be shown."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from uniseg.linebreak import line_break_units

from storyboard.media.typefaces import Shelf, face_for
from storyboard.media.writing import Style, clusters_of, set_line

ELLIPSIS = "…"
# More than any line here holds; breaking all of 10,000 characters by the Unicode rules takes half a second.
_MOST_PER_LINE = 200

# A space between two words is always a break, and a plain word holds none: what the rules would say too, but they
# take 30 ms for a prompt.
_SURE_BREAK = re.compile(r"(?<=\w )(?=\w)|(?<=\w[,.;:] )(?=\w)")
_PLAIN_WORD = re.compile(r"[A-Za-z0-9À-ÖØ-öø-ɏΑ-ωА-я]+[,.;:]? ?")


def readable(text: str, shelf: Shelf) -> tuple[str, frozenset[str]]:
    """`text` with what no typeface has as code points (`[U+1F600]`, `[U+13000 +5]`), and those characters.

    A box that stands for an unknown character tells nobody what is missing; a code point can be looked up.
    """
    parts: list[str] = []
    missing: set[str] = set()
    lines = [" ".join(line.split()) for line in text.splitlines()]
    pieces = (piece for cluster in clusters_of("\n".join(lines)) for piece in _pieces(cluster, shelf))
    for shown, group in groupby(pieces, key=lambda piece: _shown(piece, shelf)):
        found = list(group)
        if shown:
            parts.extend(found)
        else:
            missing.update(found)
            parts.append(_code_point(found))
    return "".join(parts), frozenset(missing)


def wrap(text: str, style: Style, width: int, most_lines: int) -> list[str]:
    """The lines of readable `text`, none wider than `width` pixels; clipped with an ellipsis after `most_lines`."""
    most = most_lines * _MOST_PER_LINE
    lines: list[str] = []
    for paragraph in text[:most].split("\n"):
        if paragraph.strip():
            lines.extend(_lines(paragraph, style, width, most_lines + 1 - len(lines)))
        if len(lines) > most_lines:
            break
    if len(lines) <= most_lines and len(text) <= most:
        return lines
    kept = lines[:most_lines]
    return [*kept[:-1], fitted(kept[-1], style, width, always=True)] if kept else []


def fitted(text: str, style: Style, width: int, *, always: bool = False) -> str:
    """`text` cut to `width` pixels with an ellipsis where it does not fit, or `always`."""
    if not always and set_line(text, style).width <= width:
        return text
    clusters = clusters_of(text.rstrip())
    while clusters and set_line("".join(clusters).rstrip() + ELLIPSIS, style).width > width:
        clusters.pop()
    return "".join(clusters).rstrip(" ,;:") + ELLIPSIS


def _lines(paragraph: str, style: Style, width: int, most: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for part in _parts(_units(paragraph), style, width):
        if line and set_line((line + part).rstrip(), style).width > width:
            lines.append(line.rstrip())
            line = ""
            if len(lines) == most:
                return lines
        line += part
    return [*lines, line.rstrip()] if line.strip() else lines


def _units(paragraph: str) -> Iterator[str]:
    """The units between which a line may break, by the Unicode rules (UAX #14)."""
    for piece in _SURE_BREAK.split(paragraph):
        if _PLAIN_WORD.fullmatch(piece):
            yield piece
        else:
            yield from line_break_units(piece)


def _parts(units: Iterable[str], style: Style, width: int) -> Iterator[str]:
    """The units; one too wide for any line breaks between its clusters."""
    for unit in units:
        if set_line(unit.rstrip(), style).width <= width:
            yield unit
        else:
            yield from clusters_of(unit)


def _pieces(cluster: str, shelf: Shelf) -> list[str]:
    """The cluster whole where a typeface has all of it, else its characters, less those that join and vary others."""
    if len(cluster) == 1 or _shown(cluster, shelf):
        return [cluster]
    return [c for c in cluster if unicodedata.category(c) != "Cf" and not "\ufe00" <= c <= "\ufe0f"]


def _shown(cluster: str, shelf: Shelf) -> bool:
    return cluster == "\n" or face_for(shelf, cluster, False) is not None


def _code_point(characters: list[str]) -> str:
    first = f"U+{ord(characters[0]):04X}"
    return f"[{first} +{len(characters) - 1}]" if len(characters) > 1 else f"[{first}]"
