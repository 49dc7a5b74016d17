"""The library of a workspace: newest first, a page at a time by key: 100,000 assets cost no more than a hundred."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from storyboard.assets.models import Asset, AssetKind, AssetOrigin

PAGE = 48


def thumb_of(asset: Asset) -> str:
    """The address of an asset's thumbnail; another one before it is fetched, so that no page keeps the stand-in."""
    address = reverse("media", args=[asset.pk, "thumb"])
    return address if asset.file else f"{address}?not-fetched"


@dataclass(frozen=True)
class AssetView:
    """One asset as pages show it."""

    asset: Asset

    @property
    def thumb(self) -> str:
        return thumb_of(self.asset)

    @property
    def original(self) -> str:
        return reverse("media", args=[self.asset.pk, "original"])

    @property
    def size(self) -> str:
        """Width and height in pixels, like 1920 × 1080."""
        return f"{self.asset.width} × {self.asset.height}" if self.asset.width else ""


@dataclass(frozen=True)
class LibraryPage:
    """Some assets, and the key of the next page, empty at the end."""

    assets: list[AssetView]
    next: str


def library_page(workspace_id: str, kind: AssetKind, search: str = "", after: str = "") -> LibraryPage:
    """The assets of a kind whose name holds `search`, those after the key `after`. Takes' own files are left out."""
    found = _found(workspace_id, kind, search)
    key = (
        Asset.objects.filter(workspace_id=workspace_id, pk=after).values("created_at", "pk").first() if after else None
    )
    if key:
        older = Q(created_at__lt=key["created_at"])
        found = found.filter(older | Q(created_at=key["created_at"], pk__gt=key["pk"]))
    rows = list(found.order_by("-created_at", "pk")[: PAGE + 1])
    more = len(rows) > PAGE
    return LibraryPage([AssetView(row) for row in rows[:PAGE]], rows[PAGE - 1].pk if more else "")


def _found(workspace_id: str, kind: AssetKind, search: str) -> "QuerySet[Asset]":
    found = Asset.objects.filter(workspace_id=workspace_id, kind=kind, archived_at=None)
    found = found.exclude(origin=AssetOrigin.TAKE)
    return found.filter(name__icontains=search) if search else found
