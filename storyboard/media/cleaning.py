"""Cleaning pictures: upright, in sRGB, with nothing private left in them.

What is stored. JPEG and PNG that need no change of pixels lose their metadata where they stand, and keep every pixel.
All others are written anew: JPEG as JPEG (quality 95, no colour subsampling); PNG and GIF as PNG; WebP and AVIF as PNG
where they are transparent, WebP also where it is lossless, else as JPEG. Opaque pictures have no alpha, 16 bits become
8, CMYK becomes RGB. Colour profiles go: after the change to sRGB a picture without one means sRGB everywhere.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from storyboard.media.colours import as_srgb, is_srgb, with_eight_bits
from storyboard.media.errors import Code, PictureUnreadable, Refused
from storyboard.media.forms import Form
from storyboard.media.pictures import opened_picture, orientation, turned_upright
from storyboard.media.stripping import stripped_jpeg, stripped_png, too_many_scans
from storyboard.media.taken import Limits

QUALITY = 95
_MOST_JPEG_SIDE = 65_500
# So many rows are compared at a time, to hold no second copy of a large picture.
_ROWS = 64


@dataclass(frozen=True)
class CleanPicture:
    """A cleaned picture's form and size."""

    form: Form
    width: int
    height: int


def clean_picture(source: Path, form: Form, target: Path, limits: Limits) -> CleanPicture:
    """Writes the cleaned picture to `target`. Raises `Refused`, `PictureError` or `OSError`."""
    content = source.read_bytes()
    if form is Form.JPEG and too_many_scans(content):
        raise Refused(source, "the picture is damaged (too many scans)", Code.DAMAGED)
    _check_end(source, form, content)
    try:
        return _cleaned(source, form, target, limits, content)
    except PictureUnreadable as error:
        if error.code is Code.UNKNOWN_KIND:  # it began as its form does, and went on differently
            raise PictureUnreadable(source, "the picture is damaged", Code.DAMAGED) from error
        raise


def _cleaned(source: Path, form: Form, target: Path, limits: Limits, content: bytes) -> CleanPicture:
    with opened_picture(source, (form.name,), limits.pixels) as image:
        _check_sides(source, image, limits)
        image.load()
        stripped = _stripped(form, content, image)
        if stripped is not None and _same_pixels(stripped, image):
            target.write_bytes(stripped)
            return CleanPicture(form, image.width, image.height)
        clean = without_needless_alpha(as_srgb(with_eight_bits(turned_upright(image))))
    form = _form_to_write(form, content, clean)
    target.write_bytes(encoded(clean, form))
    return CleanPicture(form, clean.width, clean.height)


def encoded(image: Image.Image, form: Form, quality: int = QUALITY) -> bytes:
    """`image` (L, RGB or RGBA) as a JPEG or PNG file without any metadata."""
    image.info.clear()  # Pillow writes comments found there into the new file
    written = BytesIO()
    if form is Form.JPEG:
        # Not "optimize": Pillow then guesses the size of the file, and fails on pictures full of grain.
        image.save(written, "JPEG", quality=quality, subsampling=0)
    else:
        image.save(written, "PNG")
    return written.getvalue()


def without_needless_alpha(image: Image.Image) -> Image.Image:
    """`image` without its alpha where that is opaque throughout."""
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        return image.convert("RGB")
    return image


def _check_end(source: Path, form: Form, content: bytes) -> None:
    """Refuses what ends too early. Pillow shows a GIF or WebP as far as it goes."""
    short = {
        Form.WEBP: len(content) < 8 + int.from_bytes(content[4:8], "little"),
        Form.JPEG: b"\xff\xd9" not in content,
        Form.PNG: b"IEND" not in content,
    }
    if short.get(form, False):
        raise PictureUnreadable(source, "the picture is cut short", Code.TRUNCATED)


def _check_sides(source: Path, image: Image.Image, limits: Limits) -> None:
    if max(image.size) > limits.side:
        values = {"width": image.width, "height": image.height, "most": limits.side}
        reason = f"{image.width} × {image.height} pixels; at most {limits.side} a side are taken"
        raise Refused(source, reason, Code.TOO_WIDE, values)


def _stripped(form: Form, content: bytes, image: Image.Image) -> bytes | None:
    """The file without metadata, or None where its pixels must change or its layout is odd."""
    if orientation(image) != 1 or image.mode not in ("L", "LA", "RGB", "RGBA", "P", "1"):
        return None
    profile = image.info.get("icc_profile")
    if profile and not is_srgb(profile, "L" if image.mode in ("L", "LA", "1") else "RGB"):
        return None
    if form is Form.JPEG:
        return stripped_jpeg(content)
    if form is not Form.PNG or content[24] > 8 or _is_needlessly_transparent(image):
        return None
    return stripped_png(content)


def _is_needlessly_transparent(image: Image.Image) -> bool:
    if not image.has_transparency_data:
        return False
    with_alpha = image if image.mode in ("LA", "RGBA") else image.convert("RGBA")
    return with_alpha.getchannel("A").getextrema() == (255, 255)


def _same_pixels(stripped: bytes, image: Image.Image) -> bool:
    with Image.open(BytesIO(stripped), formats=("JPEG", "PNG")) as other:
        other.load()
        if (other.mode, other.size) != (image.mode, image.size):
            return False
        return _digest(other) == _digest(image)


def _digest(image: Image.Image) -> bytes:
    digest = hashlib.sha256()
    if image.mode == "P":
        digest.update(bytes(image.getpalette() or ()) + repr(image.info.get("transparency")).encode())
    for top in range(0, image.height, _ROWS):
        digest.update(image.crop((0, top, image.width, min(top + _ROWS, image.height))).tobytes())
    return digest.digest()


def _form_to_write(form: Form, content: bytes, image: Image.Image) -> Form:
    if form in (Form.PNG, Form.GIF) or image.mode == "RGBA" or max(image.size) > _MOST_JPEG_SIDE:
        return Form.PNG
    is_lossless = form is Form.WEBP and b"VP8L" in (content[12:16], *_webp_chunks(content))
    return Form.PNG if is_lossless else Form.JPEG


def _webp_chunks(content: bytes) -> list[bytes]:
    """The names of the first chunks of an extended WebP file, and of those within its first frame."""
    names: list[bytes] = []
    at = 12
    while at + 8 <= len(content) and len(names) < 32:
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        names.append(name)
        # A frame's own header has 16 bytes; its chunks follow.
        at += 24 if name == b"ANMF" else 8 + size + size % 2
    return names
