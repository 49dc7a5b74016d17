"""Which part of a picture is sent, and how a request names media before a provider was given them. All from numbers."""

from fractions import Fraction

from storyboard.providers.spec import Media, Picture

Box = tuple[int, int, int, int]
"""Left, top, width and height in whole pixels."""

RATIOS = ("16:9", "9:16", "1:1")


def kept_box(picture: Picture, ratio: str | None = None) -> Box | None:
    """The pixels that are sent: of the crop the largest part with that ratio (like 16:9), centred in it; without a
    ratio the crop itself. A picture that is off by no more than a pixel is kept whole. None where its size is unknown.
    """
    if not picture.width or not picture.height:
        return None
    x, y, part_width, part_height = picture.crop or (0.0, 0.0, 1.0, 1.0)
    wide, tall = part_width * picture.width, part_height * picture.height
    if ratio:
        across, down = (int(part) for part in ratio.split(":"))
        scale = min(wide / across, tall / down)
        wide, tall = across * scale, down * scale
    width, height = (min(max(round(side), 1), most) for side, most in ((wide, picture.width), (tall, picture.height)))
    if picture.width - width <= 1 and picture.height - height <= 1:
        return 0, 0, picture.width, picture.height
    left = round(x * picture.width + (part_width * picture.width - width) / 2)
    top = round(y * picture.height + (part_height * picture.height - height) / 2)
    return min(max(left, 0), picture.width - width), min(max(top, 0), picture.height - height), width, height


def place_of(media: Media, ratio: str | None = None) -> str:
    """What stands for media in a request: `asset:<sha256>`, with `#left,top,width,height` in pixels where only a part
    of a picture is sent; the address of what was not fetched."""
    if not media.sha256:
        return media.url
    if not isinstance(media, Picture):
        return f"asset:{media.sha256}"
    box = kept_box(media, ratio)
    if box is None or box == (0, 0, media.width, media.height):
        return f"asset:{media.sha256}"
    return f"asset:{media.sha256}#{','.join(str(side) for side in box)}"


def nearest_ratio(width: int, height: int) -> str:
    """The board's shape that is closest to a picture of that size."""
    shape = Fraction(width, height)
    return min(RATIOS, key=lambda ratio: _apart(shape, Fraction(*map(int, ratio.split(":")))))


def _apart(one: Fraction, other: Fraction) -> Fraction:
    """How far two shapes are from each other: 1 for the same, more for wider as for taller."""
    return max(one / other, other / one)
