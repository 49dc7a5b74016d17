"""Addresses of media, and the sizes that browsers choose a picture from."""

from functools import cache

from django.urls import reverse

_ASSET, _NAME = "placeofasset", "placeofname"
SIZES = (320, 640, 1280)


def media_url(asset_id: str, rendition: str) -> str:
    """The address of an asset's file or of a rendition of it."""
    return _pattern().replace(_ASSET, asset_id).replace(_NAME, rendition)


@cache
def _pattern() -> str:
    """The address with places to fill in, since a page holds many."""
    return reverse("media", args=[_ASSET, _NAME])


def file_url(asset_id: str) -> str:
    """The address of an asset's panel in the library."""
    return _file_pattern().replace(_ASSET, asset_id)


@cache
def _file_pattern() -> str:
    return reverse("media_file", args=[_ASSET])


def srcset(asset_id: str, width: int | None, height: int | None) -> str:
    """The sizes of a picture of width × height pixels, for `srcset`. They are called by their longer side."""
    if not width or not height:
        return ""
    address, longest = media_url(asset_id, _NAME), max(width, height)
    sizes = [size for place, size in enumerate(SIZES) if place == 0 or SIZES[place - 1] < longest]
    return ", ".join(
        f"{address.replace(_NAME, str(size))} {max(1, round(width * min(size / longest, 1)))}w" for size in sizes
    )
