"""What the player of a take is given: its files, its shots and cuts, and the takes beside it."""

from dataclasses import dataclass
from fractions import Fraction

from storyboard.assets.models import Asset, Rendition
from storyboard.assets.renditions import is_over
from storyboard.media.renditions import TILES
from storyboard.takes.cards import newest_of
from storyboard.takes.drifting import CutMark, Drift, cuts_in_words, drifts_of, marks_of, rest_of
from storyboard.takes.models import Take
from storyboard.takes.shots import Cutting, Shot, cutting_of
from storyboard.takes.speaking import is_made_here
from storyboard.takes.viewing import TakeView, media_url


@dataclass(frozen=True)
class Film:
    """The addresses of a ready take's files, and where its shots lie.

    `proxy_waits`: it is not made yet. `is_own_proxy`: the original scrubs as well, or no proxy could be made, and
    there is nothing to choose. `is_kept_back`: the one who looks may be given no original, and there is nothing else.
    `cuts_wait`: they are still looked for.
    `tiles`: how many frames the strip has.
    """

    original: str
    proxy: str
    proxy_waits: bool
    is_own_proxy: bool
    strip: str
    tiles: int
    waveform: str
    last_frame: int
    cutting: Cutting
    cuts_wait: bool
    rate: Fraction
    is_kept_back: bool = False

    @property
    def shots(self) -> tuple[Shot, ...]:
        return self.cutting.shots

    @property
    def marks(self) -> list[CutMark]:
        return marks_of(self.cutting)

    @property
    def drifts(self) -> list[Drift]:
        return drifts_of(self.cutting, self.rate)

    @property
    def more_drifts(self) -> str:
        return rest_of(self.cutting)

    @property
    def cuts_in_words(self) -> str:
        return cuts_in_words(self.cutting)

    @property
    def first_source(self) -> str:
        """What plays when the page opens."""
        return self.original if self.proxy_waits or self.is_own_proxy else self.proxy


def film_of(take: Take) -> Film | None:
    """What plays a take; None where it has no video."""
    asset = take.asset
    if asset is None:
        return None
    proxy = Rendition.objects.filter(asset=asset, name="proxy").first()
    none_comes = proxy is None and is_over(asset)
    return Film(
        original=media_url(asset.pk, "original"),
        proxy=media_url(asset.pk, "proxy"),
        proxy_waits=proxy is None and not none_comes,
        is_own_proxy=none_comes or (proxy is not None and proxy.file == asset.file),
        strip=media_url(asset.pk, "strip"),
        tiles=min(asset.frames or 1, TILES),
        waveform=media_url(asset.pk, "waveform"),
        last_frame=(asset.frames or 1) - 1,
        cutting=cutting_of(take),
        cuts_wait=asset.cuts is None and not is_over(asset) and not is_made_here(take.generation.model),
        rate=Fraction(asset.rate_numerator or 24, asset.rate_denominator or 1),
    )


def is_of_take(asset: Asset) -> bool:
    """Whether a clip is the video of a take that a provider made."""
    return Take.objects.filter(asset=asset, number__gt=0).exists()


def takes_beside(take: Take) -> list[TakeView]:
    """The newest takes of its project as they are numbered, of the animatic the newest render. Without their files
    and orders, which a page that has to be fast would wait for."""
    return [TakeView(one) for one in sorted(newest_of(take.project_id), key=lambda one: one.number)]
