"""Remote assets: an address whose bytes are not fetched yet keeps its place, on boards and in elements.

Fetched, the same row gets its bytes, so that whatever shows it shows the file. Where the workspace has the bytes
already, every use moves to that asset and the remote row goes; the same happens when a person replaces it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from storyboard.assets.accepting import Unusable, cleaned, fetched, named, work_folder
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.renditions import want_renditions
from storyboard.assets.storing import MediaFile, fields_of, index_words, keep_file
from storyboard.studio.models import Person
from storyboard.studio.roles import Right


@dataclass(frozen=True)
class Place:
    """Where an asset is shown: the board or element with its address, and as what."""

    title: str
    where: str
    address: str


@dataclass(frozen=True)
class Holder:
    """What a room above tells and does about the assets that it shows.

    `places` finds them by an asset's id, `move` puts the second asset wherever the first one is, `tell` says that an
    asset has its bytes now. `right` is what a person needs to change these places.
    """

    places: Callable[[str], list[Place]]
    move: Callable[[Asset, Asset, Person | None], None]
    tell: Callable[[Asset], None]
    right: Right


_holders: list[Holder] = []


def hold_with(*holders: Holder) -> None:
    """Sets who shows assets, once, when the app is ready."""
    _holders[:] = holders


def places_of(asset_id: str) -> list[Place]:
    """Every place that shows an asset."""
    return [place for holder in _holders for place in holder.places(asset_id)]


def rights_to_replace(asset_id: str) -> set[Right]:
    """What a person needs to put something else in all places of an asset."""
    return {Right.UPLOAD, *(holder.right for holder in _holders if holder.places(asset_id))}


def is_remote(asset: Asset) -> bool:
    """Whether an asset is an address without bytes."""
    return not asset.file


def keep_remote(
    workspace_id: str, person: Person | None, url: str, name: str = "", kind: AssetKind = AssetKind.PICTURE
) -> Asset:
    """The asset that keeps the place of what lies at an address. The same address twice is one asset.

    Whether the address may be asked at all is told when it is fetched.
    """
    url = url.replace("\x00", "").strip()
    waiting = Asset.objects.filter(workspace_id=workspace_id, source_url=url, file="", kind=kind).first()
    return waiting or _keep(workspace_id, kind, source_url=url, name=named(name or _name_in(url)), created_by=person)


def at_address(workspace_id: str, person: Person | None, url: str, kind: AssetKind) -> Asset:
    """What was fetched from an address before, else the asset that keeps its place."""
    there = Asset.objects.filter(workspace_id=workspace_id, source_url=url.strip(), kind=kind).exclude(file="")
    return there.order_by("-created_at").first() or keep_remote(workspace_id, person, url, kind=kind)


def _keep(workspace_id: str, kind: AssetKind, **fields: Any) -> Asset:
    with transaction.atomic():
        asset = Asset.objects.create(workspace_id=workspace_id, kind=kind, origin=AssetOrigin.REMOTE, **fields)
        index_words([asset])
    return asset


def _name_in(url: str) -> str:
    """The last part of an address, or its host."""
    try:
        parts = urlsplit(url)
        return unquote(PurePath(parts.path).name) or parts.hostname or ""
    except ValueError:
        return ""


def retry(asset: Asset) -> Asset:
    """Fetches a remote asset; what stands in its place then: itself, or the asset that had its bytes already.

    Raises Unusable, and NotFetched where it may go better another time. Then nothing was changed.
    """
    if not is_remote(asset):
        return asset
    with work_folder() as folder:
        return fill(asset, *cleaned(fetched(asset.source_url, folder), folder, asset.name))


def fill(asset: Asset, kind: AssetKind, file: MediaFile) -> Asset:
    """Gives a remote asset its bytes; what stands in its place then, as after `retry`. Raises Unusable."""
    if kind != asset.kind:
        raise Unusable(
            _("The address holds a %(found)s and not a %(wanted)s. Replace it with another file.")
            % {"found": AssetKind(kind).label, "wanted": AssetKind(asset.kind).label}
        )
    filled = _once_more(lambda: _fill(asset, file))
    want_renditions(filled)
    return filled


def replace(asset: Asset, other: Asset, person: Person) -> Asset:
    """Puts another asset of the workspace wherever a remote one is, which goes. Raises Unusable."""
    if not is_remote(asset) or is_remote(other) or other.workspace_id != asset.workspace_id:
        raise Unusable(_("That file cannot take this place. Choose another."))
    if other.kind != asset.kind:
        raise Unusable(_("Only a %(kind)s can take this place.") % {"kind": AssetKind(asset.kind).label})
    return _once_more(lambda: _move(asset, other, person))


def _once_more(change: Callable[[], Asset]) -> Asset:
    """Somebody else may use or bring the same file in the same moment: then a second look finds it there."""
    for _attempt in range(2):
        try:
            with transaction.atomic():
                return change()
        except (IntegrityError, ProtectedError):
            continue
    raise Unusable(_("Somebody used this file in the same moment. Nothing was changed; try again."))


def _fill(asset: Asset, file: MediaFile) -> Asset:
    row = Asset.objects.select_for_update(no_key=True).filter(pk=asset.pk).first()
    twin = Asset.objects.filter(workspace=asset.workspace_id, sha256=file.sha256).exclude(pk=asset.pk).first()
    if row is None:
        raise Unusable(_("Somebody replaced this file meanwhile. Reload the page."))
    if not is_remote(row):
        return row
    if twin:
        return _move(row, twin, row.created_by)
    fields = fields_of(file, keep_file(file))
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=[*fields])
    for holder in _holders:
        holder.tell(row)
    return row


def _move(asset: Asset, other: Asset, person: Person | None) -> Asset:
    for holder in _holders:
        holder.move(asset, other, person)
    asset.delete()
    return other
