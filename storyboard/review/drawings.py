"""Drawings on a frame: a list of shapes in shares of the picture, checked shape by shape.

A shape is {"kind", "colour", "points": [[x, y], …]} with 0 ≤ x, y ≤ 1 from the top left; a text has its words as
"text" as well. A pen has 2 to 2000 points, an arrow its tail and its head, a box and an ellipse two opposite corners,
a text one point. One that is thin or thick says so as its "width"; the others are in between.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

COLOURS = ("yellow", "white", "red", "green", "blue", "black")
WIDTHS = ("thin", "thick")
POINTS = {"pen": (2, 2000), "arrow": (2, 2), "box": (2, 2), "ellipse": (2, 2), "text": (1, 1)}
MOST_SHAPES = 100
MOST_POINTS = 20_000
LONGEST_TEXT = 200
_UNFIT = re.compile("[\x00\ud800-\udfff]")  # what JSON may hold, and no text that is written down
DIGITS = 5  # a hundredth of a pixel of 1000

Shape = dict[str, Any]


class NotADrawing(ValueError):
    """What came is no drawing; the page sends none such."""


def drawing_from(text: str) -> list[Shape]:
    """The shapes of a drawing as JSON text, with nothing else in them; empty text is none. Raises NotADrawing."""
    if not text.strip():
        return []
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotADrawing(text[:80]) from error
    return shapes_from(found)


def shapes_from(found: Any) -> list[Shape]:
    """The same from values. Raises NotADrawing."""
    if not isinstance(found, list) or len(found) > MOST_SHAPES:
        raise NotADrawing("shapes")
    shapes = [_shape(one) for one in found]
    if sum(len(shape["points"]) for shape in shapes) > MOST_POINTS:
        raise NotADrawing("points")
    return shapes


def _shape(found: Any) -> Shape:
    if not isinstance(found, dict):
        raise NotADrawing("shape")
    kind, colour = found.get("kind"), found.get("colour")
    if not (isinstance(kind, str) and kind in POINTS and isinstance(colour, str) and colour in COLOURS):
        raise NotADrawing("kind")
    shape: Shape = {"kind": kind, "colour": colour, "points": _points(found.get("points"), *POINTS[kind])}
    if "width" in found:
        shape["width"] = _width(found["width"])
    return {**shape, "text": _words(found.get("text"))} if kind == "text" else shape


def _width(found: Any) -> str:
    if not (isinstance(found, str) and found in WIDTHS):
        raise NotADrawing("width")
    return found


def _points(found: Any, least: int, most: int) -> list[list[float]]:
    if not isinstance(found, list) or not least <= len(found) <= most:
        raise NotADrawing("points")
    return [_point(one) for one in found]


def _point(found: Any) -> list[float]:
    if not isinstance(found, list) or len(found) != 2:
        raise NotADrawing("point")
    return [_share(one) for one in found]


def _share(found: Any) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= 1 or math.isnan(found):
        raise NotADrawing("share")
    return round(float(found), DIGITS)


def _words(found: Any) -> str:
    if not isinstance(found, str) or not found.strip() or len(found) > LONGEST_TEXT or _UNFIT.search(found):
        raise NotADrawing("text")
    return found.strip()


def in_words(shapes: Iterable[Shape]) -> str:
    """What was drawn, for whoever does not see it: “1 arrow, 2 boxes, “strap””."""
    return ", ".join(_told([*shapes]))


def _told(shapes: list[Shape]) -> Iterator[str]:
    counts = Counter(shape["kind"] for shape in shapes)
    named = {
        "pen": ngettext("%(count)s line", "%(count)s lines", counts["pen"]),
        "arrow": ngettext("%(count)s arrow", "%(count)s arrows", counts["arrow"]),
        "box": ngettext("%(count)s box", "%(count)s boxes", counts["box"]),
        "ellipse": ngettext("%(count)s ellipse", "%(count)s ellipses", counts["ellipse"]),
    }
    yield from (words % {"count": counts[kind]} for kind, words in named.items() if counts[kind])
    yield from (_("“%(words)s”") % {"words": shape["text"]} for shape in shapes if shape["kind"] == "text")
