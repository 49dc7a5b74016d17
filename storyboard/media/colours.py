"""Bringing pictures of any depth and colour profile to 8 bits and sRGB."""

import io
from functools import lru_cache

import numpy as np
from PIL import Image, ImageCms

_STEPS = range(0, 256, 16)
# Two profiles that differ by no more than rounding over the whole cube are the same to any eye.
_SAME = 2


def with_eight_bits(image: Image.Image) -> Image.Image:
    """`image` as L, RGB, RGBA or CMYK: palettes looked up, 16-bit light scaled to 8 bits, transparency as alpha."""
    if image.mode.startswith(("I", "F")):
        return _scaled(image)
    if image.mode in ("L", "RGB", "RGBA", "CMYK") and "transparency" not in image.info:
        return image
    if image.has_transparency_data:
        return _with_info(image.convert("RGBA"), image)
    return _with_info(image.convert("L" if image.mode in ("1", "L") else "RGB"), image)


def as_srgb(image: Image.Image) -> Image.Image:
    """`image` (L, RGB, RGBA or CMYK) in sRGB, as L, RGB or RGBA; without a usable profile its values stay."""
    profile = image.info.get("icc_profile")
    mode = image.mode if image.mode == "RGBA" else "RGB"
    if profile and not is_srgb(profile, image.mode):
        converted = _converted(image, profile, mode)
        if converted is not None:
            return converted.convert("L") if image.mode == "L" else converted
    return image.convert("RGB") if image.mode == "CMYK" else image


@lru_cache(maxsize=64)
def is_srgb(profile: bytes, mode: str) -> bool:
    """Whether `profile` gives picture values of `mode` (L, RGB, RGBA) the colours that sRGB gives them.

    Told by converting a cube of colours, not by the profile's name. A profile that cannot be used says nothing and
    counts as sRGB, as it does in browsers.
    """
    if mode == "CMYK":
        return False
    patch = _gray_patch() if mode == "L" else _colour_patch()
    converted = _converted(patch, profile, "RGB")
    if converted is None:
        return True
    difference = np.asarray(converted, np.int16) - np.asarray(patch.convert("RGB"), np.int16)
    return int(np.abs(difference).max()) <= _SAME


def _converted(image: Image.Image, profile: bytes, mode: str) -> Image.Image | None:
    """None where the profile is damaged or made for other colours."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _colour_patch() -> Image.Image:
    steps = np.array([*_STEPS, 255], np.uint8)
    cube = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1)
    return Image.fromarray(np.ascontiguousarray(cube.reshape(len(steps), -1, 3)))


def _gray_patch() -> Image.Image:
    return Image.fromarray(np.arange(256, dtype=np.uint8)[None, :])


def _scaled(image: Image.Image) -> Image.Image:
    """16-bit gray as L."""
    values = np.clip(np.asarray(image), 0, 65535).astype(np.uint16)
    return _with_info(Image.fromarray((values >> 8).astype(np.uint8)), image)


def _with_info(image: Image.Image, source: Image.Image) -> Image.Image:
    if "icc_profile" in source.info:
        image.info["icc_profile"] = source.info["icc_profile"]
    image.info.pop("transparency", None)
    return image
