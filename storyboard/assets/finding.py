"""Which file lies behind an address of media, for whom; and what stands in for one that is not made yet."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404
from django.utils.translation import gettext as _

from storyboard.assets.access import seen_by
from storyboard.assets.guest_copies import guest_video
from storyboard.assets.guests import original_for_guest
from storyboard.assets.models import Asset, AssetKind, Rendition
from storyboard.assets.renditions import is_over, want_renditions
from storyboard.assets.storing import path_of
from storyboard.studio.models import Person

ORIGINAL = "original"
STAND_IN = Path(settings.BASE_DIR) / "static/img/not-fetched.svg"
SIZES = ("1280", "640", "320")
# What an address stands for, best first. A small picture has no larger sizes than it needs.
STANDS_FOR = {
    "1280": (*SIZES, "thumb", "poster"),
    "640": (*SIZES[1:], "thumb", "poster"),
    "320": (*SIZES[2:], "thumb", "poster"),
    "thumb": (*SIZES[1:], "thumb"),
    "poster": (*SIZES[1:], "poster"),
    "strip": ("strip",),
    "waveform": ("waveform",),
    "proxy": ("proxy",),
}
EARLY = ("thumb", "poster")  # made elsewhere or in earlier days; the sizes take their place
PICTURES = {*SIZES, "thumb", "poster", "strip"}


@dataclass(frozen=True)
class Stored:
    """A file in storage, ready to be served."""

    path: Path
    media_type: str
    etag: str
    name: str


@dataclass(frozen=True)
class Found:
    """What is behind an address; `stored` is None where there is nothing yet. `is_final`: nothing better will come."""

    stored: Stored | None
    is_picture: bool
    is_final: bool


def found_for(person: Person, asset_id: str, rendition: str, accept: str = "") -> Found:
    """The file behind an address, if the person is in its workspace. Raises Http404.

    A rendition that is missing is wanted from now on. Until it is made its original stands in where it can: a picture
    for its small sizes, a clip for its proxy. `accept` is the header, by which pictures come as AVIF or WebP.
    """
    return _found(seen_by(person).filter(pk=asset_id).first(), rendition, accept)


def found_for_guest(session: SessionBase, asset_id: str, rendition: str, accept: str = "") -> Found:
    """The same for whoever a link let in, of what was shared with them alone; its original, also in place of a
    rendition or as its own proxy, only where the link allows downloads. Raises Http404."""
    has_original = original_for_guest(session, asset_id)
    if has_original is None or (rendition == ORIGINAL and not has_original):
        raise Http404(_("This file is not shared with you."))
    return _found(Asset.objects.get(pk=asset_id), rendition, accept, has_original=has_original)


def _found(asset: Asset | None, rendition: str, accept: str, *, has_original: bool = True) -> Found:
    if asset is None or rendition not in (ORIGINAL, *STANDS_FOR):
        raise Http404(_("There is no such file, or it is in a workspace you are not in."))
    if not asset.file:
        return Found(_not_fetched(rendition), rendition in PICTURES, is_final=True)
    made = None if rendition == ORIGINAL else _made(asset, rendition, accept)
    if rendition == "proxy" and not has_original:
        made = guest_video(asset, made)
    want_renditions(asset)
    is_final = rendition == ORIGINAL or is_over(asset) or (made is not None and made.name not in EARLY)
    source = made or (asset if has_original and _stands_in(asset, rendition) else None)
    return Found(_stored(asset, source) if source else None, rendition in PICTURES, is_final)


def _not_fetched(rendition: str) -> Stored:
    """The drawing that stands for a picture until it is fetched. Raises Http404 for anything else."""
    if rendition not in PICTURES:
        raise Http404(_("This file is not fetched yet. Open it in the library and press Retry."))
    return Stored(STAND_IN, "image/svg+xml", '"not-fetched"', STAND_IN.name)


def _made(asset: Asset, rendition: str, accept: str) -> Rendition | None:
    """The best file made for an address; as AVIF to browsers that say they take it."""
    forms = (".avif", ".webp") if "image/avif" in accept else (".webp",)
    parts = STANDS_FOR[rendition]
    names = [name for part in parts for name in ([part + form for form in forms] if part in SIZES else [part])]
    return min(asset.renditions.filter(name__in=names), key=lambda one: names.index(one.name), default=None)


def _stands_in(asset: Asset, rendition: str) -> bool:
    """Whether the original serves in place of a rendition."""
    if rendition == "proxy":
        return asset.kind == AssetKind.CLIP
    return rendition == ORIGINAL or (asset.kind == AssetKind.PICTURE and rendition in PICTURES)


def _stored(asset: Asset, source: Asset | Rendition) -> Stored:
    path = path_of(source)
    if not path.is_file():
        raise Http404(_("The file is missing from the server’s storage. Ask the person who runs this server."))
    return Stored(path, source.media_type, f'"{path.stem[:32]}"', asset.name or path.name)
