"""What the library of media shows, computed here so that its templates only print."""

from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from storyboard.assets.addresses import file_url, media_url, srcset
from storyboard.assets.markup import attributes
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.remote import Place, places_of
from storyboard.assets.renditions import is_complete, is_given_up
from storyboard.assets.searching import COUNTED_TO, PAGE, Wanted, counts_of, page_of
from storyboard.media.renditions import TILES
from storyboard.studio.models import Membership
from storyboard.studio.roles import Right


def thumb_of(asset: Asset) -> str:
    """The address of an asset's thumbnail; another one before it is fetched, so that no page keeps the stand-in."""
    address = media_url(asset.pk, "poster" if asset.kind == AssetKind.CLIP else "thumb")
    return address if asset.file else f"{address}?not-fetched"


@dataclass(frozen=True)
class AssetView:
    """One asset as pages show it."""

    asset: Asset

    @property
    def is_clip(self) -> bool:
        return self.asset.kind == AssetKind.CLIP

    @property
    def is_voice(self) -> bool:
        return self.asset.kind == AssetKind.VOICE

    @property
    def thumb(self) -> str:
        """The address of the picture that stands for it; empty for a voice."""
        return "" if self.is_voice else thumb_of(self.asset)

    @property
    def srcset(self) -> str:
        """The sizes of a picture; a clip's poster comes in one, so that a page can tell when it is there."""
        is_picture = self.asset.kind == AssetKind.PICTURE
        return srcset(self.asset.pk, self.asset.width, self.asset.height) if is_picture else ""

    @property
    def original(self) -> str:
        return media_url(self.asset.pk, "original")

    @property
    def proxy(self) -> str:
        return media_url(self.asset.pk, "proxy") if self.is_clip else ""

    @property
    def waveform(self) -> str:
        return media_url(self.asset.pk, "waveform") if self.is_voice else ""

    @property
    def address(self) -> str:
        """The address of its panel in the library."""
        return file_url(self.asset.pk)

    @property
    def card(self) -> str:
        """The attributes of its card in the library."""
        return attributes({"data-asset": self.asset.pk, "data-kind": self.asset.kind})

    @property
    def symbol(self) -> str:
        """The icon that stands where its picture is not there yet."""
        return {AssetKind.CLIP: "film", AssetKind.VOICE: "voice"}.get(AssetKind(self.asset.kind), "image")

    @property
    def image(self) -> str:
        """The attributes of the picture on its card."""
        several, awaits = self.srcset or None, self.is_clip and bool(self.asset.file)
        return attributes({"src": self.thumb, "srcset": several, "sizes": several and "12rem", "data-awaits": awaits})

    @property
    def moving(self) -> str:
        """The attributes by which its card goes through a clip's frames, or draws a voice."""
        if self.is_clip:
            strip = media_url(self.asset.pk, "strip")
            return attributes({"data-strip": strip, "data-tiles": min(TILES, self.asset.frames or 0)})
        return attributes({"data-waveform": self.waveform}) if self.is_voice else ""

    @property
    def chosen(self) -> str:
        """The attributes that tell a picker all it needs to know of it."""
        asset = self.asset
        told: dict[str, object] = {
            "asset": asset.pk,
            "kind": asset.kind,
            "name": asset.name,
            "width": asset.width,
            "height": asset.height,
            "bytes": asset.bytes,
            "type": asset.media_type,
            "original": self.original,
            "remote": None if asset.file else asset.source_url,
        }
        if self.is_clip:
            grab = reverse("grab_clip_frame", args=[asset.pk])
            told |= {"frames": asset.frames, "rate": self.rate, "proxy": self.proxy, "grab-url": grab}
        return attributes({f"data-{name}": value for name, value in told.items()})

    @property
    def size(self) -> str:
        """Width and height in pixels, like 1920 × 1080."""
        return f"{self.asset.width} × {self.asset.height}" if self.asset.width else ""

    @property
    def rate(self) -> str:
        """Frames per second of a clip as a fraction, like 24/1."""
        return f"{self.asset.rate_numerator}/{self.asset.rate_denominator}" if self.asset.rate_numerator else ""

    @property
    def frames_a_second(self) -> float | None:
        if not self.asset.rate_numerator or not self.asset.rate_denominator:
            return None
        return self.asset.rate_numerator / self.asset.rate_denominator

    @property
    def seconds(self) -> Fraction | None:
        """How long a clip or voice lasts, None where that is not known."""
        if self.asset.milliseconds is not None:
            return Fraction(self.asset.milliseconds, 1000)
        if self.is_clip and self.asset.frames and self.asset.rate_numerator:
            return Fraction(self.asset.frames * (self.asset.rate_denominator or 1), self.asset.rate_numerator)
        return None

    @property
    def clock(self) -> str:
        """Minutes and seconds, like 0:09; below a minute with tenths, like 4.2 s."""
        if self.seconds is None:
            return ""
        if self.seconds < 60:
            return _("%(seconds)s s") % {"seconds": f"{float(self.seconds):.1f}".removesuffix(".0")}
        return f"{int(self.seconds) // 60}:{int(self.seconds) % 60:02}"

    @property
    def tag(self) -> str:
        """What stands in the corner of its card."""
        if not self.asset.file:
            return _("Not fetched")
        return self.size if self.asset.kind == AssetKind.PICTURE else self.clock

    @property
    def renditions_given_up(self) -> bool:
        return is_given_up(self.asset)

    @property
    def renditions_waiting(self) -> bool:
        return not is_complete(self.asset) and not self.renditions_given_up


@dataclass(frozen=True)
class LibraryPage:
    """Some assets, and the address after the question mark of the next page, empty at the end."""

    assets: list[AssetView]
    wanted: Wanted
    next: str


@dataclass(frozen=True)
class Choice:
    """A kind with how many there are."""

    value: str
    label: str
    count: str
    chosen: bool


@dataclass(frozen=True)
class Library:
    """The library page for one reader."""

    membership: Membership
    page: LibraryPage
    kinds: list[Choice]

    @property
    def can_upload(self) -> bool:
        return self.membership.may(Right.UPLOAD)


@dataclass(frozen=True)
class AssetDetail:
    """One asset with where it is used, for one reader. `can_keep`: may archive it; takes are kept by their boards."""

    view: AssetView
    uses: list[Place]
    can_keep: bool


def library_page(workspace_id: str, wanted: Wanted, after: str = "") -> LibraryPage:
    """The assets of a kind whose names hold words that begin as those wanted, those after the one with that id."""
    rows = page_of(workspace_id, wanted, after)
    views = [AssetView(row) for row in rows[:PAGE]]
    return LibraryPage(views, wanted, _query(workspace_id, wanted, rows[PAGE - 1].pk) if len(rows) > PAGE else "")


def _query(workspace_id: str, wanted: Wanted, after: str) -> str:
    fields = {"w": workspace_id, "kind": wanted.kind.value, "q": wanted.q, "archived": "on" if wanted.archived else ""}
    return urlencode({name: value for name, value in (*fields.items(), ("after", after)) if value})


def library_for(membership: Membership, wanted: Wanted) -> Library:
    """The first page, and the kinds with their counts."""
    return Library(membership, library_page(membership.workspace_id, wanted), kinds_for(membership, wanted))


def kinds_for(membership: Membership, wanted: Wanted) -> list[Choice]:
    """Pictures, clips and voices, each with how many the words leave."""
    labels = {AssetKind.PICTURE: _("Pictures"), AssetKind.CLIP: _("Clips"), AssetKind.VOICE: _("Voices")}
    counts = counts_of(membership.workspace_id, wanted)
    return [Choice(kind.value, labels[kind], _count(counts[kind]), kind == wanted.kind) for kind in AssetKind]


def _count(found: int) -> str:
    return str(found) if found <= COUNTED_TO else _("over %(most)s") % {"most": COUNTED_TO}


def detail_for(membership: Membership, asset: Asset) -> AssetDetail:
    """What the panel of an asset shows."""
    return AssetDetail(
        AssetView(asset), places_of(asset.pk), membership.may(Right.LIBRARY) and asset.origin != AssetOrigin.TAKE
    )
