"""Still pictures: opened with care, cropped, made small; and single frames of a video as pictures."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PIL import Image, UnidentifiedImageError

from storyboard.media.board import Crop
from storyboard.media.colours import as_srgb, with_eight_bits
from storyboard.media.errors import Code, PictureTooLarge, PictureUnreadable
from storyboard.media.videos import frame_at

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 64_000_000
BACKGROUND = (24, 25, 28)
"""What shows through a picture's transparent parts: the house's graphite."""

StillFormat = Literal["WEBP", "JPEG"]

# What Pillow's readers raise on damaged data, besides OSError: seen by feeding them cut and flipped files.
DAMAGE = (
    SyntaxError, ValueError, EOFError, IndexError, KeyError, OverflowError, TypeError, AttributeError, struct.error,
    ZeroDivisionError, AssertionError, RuntimeError,
)  # fmt: skip

# Between its two limits Pillow only warns of a bomb.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def open_picture(path: Path) -> Image.Image:
    """The picture at `path`, upright, in sRGB, mode RGB, wholly decoded; transparency laid over graphite.

    Raises `PictureUnreadable` or `PictureTooLarge`. Animated files give their first frame.
    """
    with opened_picture(path) as image, damage_named(path):
        image.load()
        return _flat(as_srgb(with_eight_bits(turned_upright(image))))


def picture_header(path: Path) -> tuple[str, int, int, int, int]:
    """Format name, stored width, stored height, EXIF orientation 1–8 and frame count, checked but not decoded."""
    with opened_picture(path) as image, damage_named(path):
        return str(image.format), image.width, image.height, orientation(image), getattr(image, "n_frames", 1)


def orientation(image: Image.Image) -> int:
    """How the picture lies, 1–8 as EXIF counts; 1, upright, where its EXIF is missing or damaged."""
    try:
        found = image.getexif().get(0x0112, 1)
    except (*DAMAGE, OSError, Warning):
        # Damaged EXIF is common and harmless: every browser shows such a picture as it lies.
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def turned_upright(image: Image.Image) -> Image.Image:
    """The decoded `image` turned and mirrored as its EXIF asks."""
    turn = _TURNS.get(orientation(image))
    return image if turn is None else image.transpose(turn)


def cover(image: Image.Image, size: tuple[int, int], crop: Crop | None = None) -> Image.Image:
    """`image` scaled to exactly `size` pixels: what `crop` keeps, cut to the proportions of `size`, centred."""
    crop = crop or Crop(0, 0, 1, 1)
    left, top = crop.x * image.width, crop.y * image.height
    width, height = crop.width * image.width, crop.height * image.height
    scale = min(width / size[0], height / size[1])
    kept_width, kept_height = size[0] * scale, size[1] * scale
    left += (width - kept_width) / 2
    top += (height - kept_height) / 2
    box = (
        max(left, 0),
        max(top, 0),
        min(left + kept_width, image.width),
        min(top + kept_height, image.height),
    )
    return image.resize(size, Image.Resampling.BICUBIC, box=box, reducing_gap=3.0)


def thumbnail(source: Path, target: Path, longest: int) -> tuple[int, int]:
    """Writes `source` to `target` as WebP, its longer side at most `longest` pixels, never enlarged.

    Gives the width and height written. Raises `PictureError`, or `OSError` where the disk refuses.
    """
    image = open_picture(source)
    return _save_small(image, target, longest, "WEBP")


def poster(
    video: Path, target: Path, frame: int, longest: int = 1280, still_format: StillFormat = "WEBP"
) -> tuple[int, int]:
    """Writes exactly frame number `frame` (the first is 0) of `video` to `target`, its longer side at most `longest`.

    Upright, never enlarged. Gives the width and height written. Raises `FrameMissing`, `VideoUnreadable`, or
    `OSError` where the disk refuses.
    """
    image = frame_at(video, frame)
    return _save_small(image, target, longest, still_format)


def _save_small(image: Image.Image, target: Path, longest: int, still_format: StillFormat) -> tuple[int, int]:
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    encoded = io.BytesIO()
    image.save(encoded, still_format, quality=82, method=4)
    # Pillow deletes and hides half-written files in its own way; one plain write gives the plain OSError.
    target.write_bytes(encoded.getvalue())
    return image.size


@contextmanager
def opened_picture(
    path: Path, formats: tuple[str, ...] = FORMATS, most_pixels: int = MOST_PIXELS
) -> Iterator[Image.Image]:
    """The picture with its header read and its size checked, before any pixel is unpacked.

    Raises `PictureUnreadable` or `PictureTooLarge`, also from within the block.
    """
    with damage_named(path), path.open("rb") as file, Image.open(file, formats=formats) as image:
        if image.width * image.height > most_pixels:
            values = {"width": image.width, "height": image.height, "most": most_pixels}
            raise PictureTooLarge(path, _too_large(image.width, image.height, most_pixels), values=values)
        yield image


@contextmanager
def damage_named(path: Path) -> Iterator[None]:
    """Turns whatever Pillow raises on damaged data into this room's errors; a failing disk stays an `OSError`."""
    try:
        yield
    except FileNotFoundError as error:
        raise PictureUnreadable(path, "the file is missing", Code.MISSING) from error
    except UnidentifiedImageError as error:
        raise PictureUnreadable(path, "this is not a JPEG, PNG or WebP picture", Code.UNKNOWN_KIND) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureTooLarge(path, f"more than {MOST_PIXELS // 1_000_000} megapixels") from error
    except MemoryError as error:
        raise PictureTooLarge(path, "it takes more memory than there is", Code.TOO_MUCH_MEMORY) from error
    except DAMAGE as error:
        raise PictureUnreadable(path, f"the picture is damaged ({error})") from error
    except OSError as error:
        # Pillow's own complaints about data carry no errno; the disk's do and must stay what they are.
        if error.errno is not None:
            raise
        raise PictureUnreadable(path, f"the picture is damaged ({error})") from error


def _too_large(width: int, height: int, most_pixels: int) -> str:
    return f"{width} × {height} pixels; at most {most_pixels // 1_000_000} megapixels are taken"


def _flat(image: Image.Image) -> Image.Image:
    """`image` as RGB, without transparency."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    above = image.convert("RGBA")
    below = Image.new("RGBA", above.size, (*BACKGROUND, 255))
    return Image.alpha_composite(below, above).convert("RGB")
