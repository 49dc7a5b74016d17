"""Addresses of media, and the sizes that browsers choose a picture from."""

from django.urls import reverse

_PLACE = "placeholder"
SIZES = (320, 640, 1280)


def media_url(asset_id: str, rendition: str) -> str:
    """The address of an asset's file or of a rendition of it."""
    return reverse("media", args=[asset_id, rendition])


def srcset(asset_id: str, width: int | None, height: int | None) -> str:
    """The sizes of a picture of width × height pixels, for `srcset`. They are called by their longer side."""
    if not width or not height:
        return ""
    address, longest = media_url(asset_id, _PLACE), max(width, height)
    sizes = [size for place, size in enumerate(SIZES) if place == 0 or SIZES[place - 1] < longest]
    return ", ".join(
        f"{address.replace(_PLACE, str(size))} {max(1, round(width * min(size / longest, 1)))}w" for size in sizes
    )
