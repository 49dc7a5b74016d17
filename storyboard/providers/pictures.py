"""Which part of a picture is sent, and how a request names media before a provider was given them. All from numbers."""

from collections.abc import Sequence
from fractions import Fraction
from urllib.parse import urlsplit

from storyboard.providers.spec import Media, Picture

Box = tuple[int, int, int, int]
"""Left, top, width and height in whole pixels."""

LEAST_SIDE = 300
"""Pixels a side that a picture has at the least. Source: Kling's developer documentation."""

RATIOS = ("16:9", "9:16", "1:1")

LONGEST_ADDRESS = 8192
"""Characters of an address. No provider documents one; servers take no longer lines."""


def kept_box(width: int, height: int, crop: Sequence[float] | None, ratio: str | None = None) -> Box:
    """The pixels that are sent: the largest part of the crop with that ratio (like 16:9), centred in it; without a
    ratio the crop itself.

    `crop` is x, y, width and height as fractions of the picture; None is all of it. A picture that is off by no more
    than a pixel is kept whole.
    """
    x, y, part_width, part_height = crop or (0.0, 0.0, 1.0, 1.0)
    wide, tall = part_width * width, part_height * height
    if ratio:
        across, down = (int(part) for part in ratio.split(":"))
        scale = min(wide / across, tall / down)
        wide, tall = across * scale, down * scale
    kept_width, kept_height = (min(max(round(side), 1), most) for side, most in ((wide, width), (tall, height)))
    if width - kept_width <= 1 and height - kept_height <= 1:
        return 0, 0, width, height
    left = round(x * width + (part_width * width - kept_width) / 2)
    top = round(y * height + (part_height * height - kept_height) / 2)
    return min(max(left, 0), width - kept_width), min(max(top, 0), height - kept_height), kept_width, kept_height


def crop_of(box: Box, width: int, height: int, ratio: str | None = None) -> tuple[float, float, float, float] | None:
    """A crop of which `kept_box` makes that box again, for a box that it once made with the same ratio; None where the
    whole picture gives it."""
    if kept_box(width, height, None, ratio) == box:
        return None
    left, top, wide, tall = box
    shape = _least_sides(wide, tall, ratio) if ratio else (wide, tall)
    x, y = (max(0.0, at - (fine - whole) / 2) for at, fine, whole in zip((left, top), shape, (wide, tall), strict=True))
    return x / width, y / height, shape[0] / width, shape[1] / height


def _least_sides(wide: int, tall: int, ratio: str) -> tuple[float, float]:
    """The smallest sides of exactly that ratio that are rounded to these pixels."""
    across, down = (int(part) for part in ratio.split(":"))
    scale = max((wide - 0.5) / across, (tall - 0.5) / down) + 1e-6
    return across * scale, down * scale


def box_of(picture: Picture, ratio: str | None = None) -> Box | None:
    """The pixels that are sent of a picture; None where its size is not known."""
    if not picture.width or not picture.height:
        return None
    return kept_box(picture.width, picture.height, picture.crop, ratio)


def place_of(media: Media, ratio: str | None = None) -> str:
    """What stands for media in a request: `asset:<sha256>`, with `#left,top,width,height` in pixels where only a part
    of a picture is sent; the address of what was not fetched."""
    if not media.sha256:
        return media.url
    if not isinstance(media, Picture):
        return f"asset:{media.sha256}"
    box = box_of(media, ratio)
    if box is None or box == (0, 0, media.width, media.height):
        return f"asset:{media.sha256}"
    return f"asset:{media.sha256}#{','.join(str(side) for side in box)}"


def is_address(text: str) -> bool:
    """Whether it is an address of the web, as providers that take addresses ask for."""
    try:
        parts = urlsplit(text)
        named = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return named and len(text) <= LONGEST_ADDRESS and all("!" <= letter != "\x7f" for letter in text)


def nearest_ratio(width: int, height: int) -> str:
    """The board's shape that is closest to a picture of that size."""
    shape = Fraction(width, height)
    return min(RATIOS, key=lambda ratio: _apart(shape, Fraction(*map(int, ratio.split(":")))))


def _apart(one: Fraction, other: Fraction) -> Fraction:
    """How far two shapes are from each other: 1 for the same, more for wider as for taller."""
    return max(one / other, other / one)
