"""Stills from videos and pictures: exactly one frame, a crop, and what a provider takes."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

from PIL import Image

from storyboard.media.board import Crop
from storyboard.media.cleaning import encoded
from storyboard.media.errors import Code, Unfit, Value
from storyboard.media.forms import Form
from storyboard.media.pictures import open_picture, opened_picture
from storyboard.media.videos import frame_at

# Down to here a JPEG without colour subsampling shows no difference on a screen.
_QUALITIES = (95, 92, 90, 88)
# No model here makes videos more than 3840 pixels wide, so nothing beyond it can reach one.
_ENOUGH_SIDE = 3840
_ENOUGH_QUALITY = 92
GrabFormat = Literal["JPEG", "PNG"]


@dataclass(frozen=True)
class Fitted:
    """A picture that a provider takes. `is_same`: the very bytes of the original."""

    path: Path
    media_type: str
    extension: str
    width: int
    height: int
    bytes: int
    is_same: bool


def grab(video: Path, frame: int) -> Image.Image:
    """Exactly frame number `frame` (the first is 0) of `video`, RGB, upright, at its full resolution.

    Frames are counted in the order they are shown, whatever their times. Decodes from the key frame before it only.
    Raises `FrameMissing` or `VideoUnreadable`.
    """
    return frame_at(video, frame)


def save_grab(video: Path, frame: int, target: Path, form: GrabFormat = "PNG") -> tuple[int, int]:
    """Writes exactly frame number `frame` of `video` to `target`, as PNG or as JPEG of quality 95 without subsampling.

    Gives the width and height. Raises as `grab` does, or `OSError` where the disk refuses.
    """
    image = grab(video, frame)
    target.write_bytes(encoded(image, Form[form]))
    return image.size


def crop_to(image: Image.Image, crop: Crop) -> Image.Image:
    """What `crop` keeps of `image`, to whole pixels, at least one each way."""
    left, top = round(crop.x * image.width), round(crop.y * image.height)
    left, top = min(left, image.width - 1), min(top, image.height - 1)
    right = min(max(round((crop.x + crop.width) * image.width), left + 1), image.width)
    bottom = min(max(round((crop.y + crop.height) * image.height), top + 1), image.height)
    return image.crop((left, top, right, bottom))


def fit_for_provider(
    image: Path,
    target: Path,
    *,
    crop: Crop | None = None,
    min_side: int = 300,
    ratio_min: Fraction = Fraction(2, 5),
    ratio_max: Fraction = Fraction(5, 2),
    max_bytes: int = 10_000_000,
) -> Fitted:
    """Writes what `crop` keeps of `image` to `target` as a provider takes it: an opaque JPEG or PNG within the limits.

    `min_side` in pixels, the ratios as width by height. A picture that fits as it is keeps its bytes. Otherwise it is
    written anew: PNG stays PNG where that fits, else JPEG of quality 95, 92, 90 or 88, else at quality 92 scaled down
    to 3840 pixels on its longer side, since no video is larger. It is never enlarged and never stretched.

    Raises `Unfit` with the code `too_small`, `ratio` or `too_many_bytes` and the figures, `PictureError` for a
    picture that cannot be read, `OSError` where the disk refuses. Nothing is written then.
    """
    form, is_plain = _form_and_plainness(image)
    if crop is None and is_plain and image.stat().st_size <= max_bytes:
        with opened_picture(image) as header:
            size = header.size
        _check_shape(image, size, min_side, ratio_min, ratio_max)
        return _written(target, form, size, image.read_bytes(), is_same=True)
    picture = open_picture(image)
    if crop is not None:
        picture = crop_to(picture, crop)
    _check_shape(image, picture.size, min_side, ratio_min, ratio_max)
    return _written(target, *_encoded_within(image, picture, form, max_bytes, min_side), is_same=False)


def _form_and_plainness(path: Path) -> tuple[Form, bool]:
    """PNG or JPEG to write, and whether the file is one of them already, upright and without transparency."""
    with opened_picture(path) as image:
        is_plain = image.format in ("JPEG", "PNG") and not image.has_transparency_data and not image.getexif()
        is_plain = is_plain and image.mode in ("L", "RGB") and "icc_profile" not in image.info
        return (Form.PNG if image.format == "PNG" else Form.JPEG), is_plain


def _check_shape(path: Path, size: tuple[int, int], min_side: int, least: Fraction, most: Fraction) -> None:
    width, height = size
    if min(size) < min_side:
        reason = f"{width} × {height} pixels; at least {min_side} a side are needed"
        raise Unfit(path, reason, Code.TOO_SMALL, {"width": width, "height": height, "least": min_side})
    if not least <= Fraction(width, height) <= most:
        reason = f"{width} × {height} pixels; its ratio must lie between {_ratio(least)} and {_ratio(most)}"
        values: dict[str, Value] = {"width": width, "height": height, "least": _ratio(least), "most": _ratio(most)}
        raise Unfit(path, reason, Code.RATIO, values)


def _ratio(ratio: Fraction) -> str:
    return f"{ratio.numerator}:{ratio.denominator}"


def _encoded_within(
    path: Path, picture: Image.Image, form: Form, max_bytes: int, min_side: int
) -> tuple[Form, tuple[int, int], bytes]:
    """The first of the ways of writing `picture` that takes at most `max_bytes`."""
    content = b""
    if form is Form.PNG:
        content = encoded(picture, Form.PNG)
        if len(content) <= max_bytes:
            return Form.PNG, picture.size, content
    for quality in _QUALITIES:
        content = encoded(picture, Form.JPEG, quality)
        if len(content) <= max_bytes:
            return Form.JPEG, picture.size, content
    if max(picture.size) > _ENOUGH_SIDE:
        small = picture.copy()
        small.thumbnail((_ENOUGH_SIDE, _ENOUGH_SIDE), Image.Resampling.LANCZOS)
        content = encoded(small, Form.JPEG, _ENOUGH_QUALITY)
        if len(content) <= max_bytes and min(small.size) >= min_side:
            return Form.JPEG, small.size, content
    reason = f"{len(content) / 1e6:.1f} MB at the least; at most {max_bytes / 1e6:g} MB are taken"
    raise Unfit(path, reason, Code.TOO_MANY_BYTES, {"found": len(content), "most": max_bytes})


def _written(target: Path, form: Form, size: tuple[int, int], content: bytes, *, is_same: bool) -> Fitted:
    target.write_bytes(content)
    facts = form.value
    return Fitted(target, facts.media_type, facts.extension, *size, len(content), is_same)
