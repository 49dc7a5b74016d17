"""What the worker's child runs to make the renditions of an asset: values in, values out, no database.

A file that cannot be read any further is no reason to make nothing: each rendition is made for itself, and what could
not be made is told. A disk that refuses ends the work; it may be tried again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from storyboard.assets.digests import settle
from storyboard.media.cuts import cuts_in
from storyboard.media.errors import MediaError
from storyboard.media.probing import probe
from storyboard.media.proxies import is_proxy_itself, review_proxy
from storyboard.media.renditions import Rendition, hover_strip, middle_poster, picture_renditions, waveform

Report = Callable[[float], None]


@dataclass(frozen=True)
class Wish:
    """Which step to take, the asset's file, an empty folder, and the earlier rendition that serves the step, if any."""

    step: str
    source: Path
    folder: Path
    earlier: Path | None = None


@dataclass(frozen=True)
class Derived:
    """A finished file, by the name of its rendition. `file` is None where the asset's own bytes serve."""

    name: str
    path: Path | None
    sha256: str
    media_type: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class Made:
    """What came of a step, and why something is missing, as a silent clip's sound.

    `seconds` are a voice's length, `cuts` the frames at which a clip's picture becomes another.
    """

    files: tuple[Derived, ...]
    missing: tuple[str, ...] = ()
    seconds: Fraction | None = None
    cuts: tuple[int, ...] | None = None


def derive(wish: Wish, report: Report) -> Made:
    """Takes one step: `picture`, `clip`, `voice`, `proxy` or `cuts`. Raises OSError where the disk refuses."""
    if wish.step == "cuts":
        return _looked_for_cuts(wish)
    files: list[Derived] = []
    missing: list[str] = []
    for make in _MAKERS[wish.step]:
        try:
            files += make(wish, report)
        except MediaError as error:
            missing.append(error.reason)
    report(1.0)
    return Made(tuple(files), tuple(missing), _seconds(wish) if wish.step == "voice" else None)


def _sizes(wish: Wish, report: Report) -> Iterator[Derived]:
    return _small(picture_renditions(wish.source, wish.folder))


def _posters(wish: Wish, report: Report) -> Iterator[Derived]:
    if wish.earlier:
        return _small(picture_renditions(wish.earlier, wish.folder))
    return _small(middle_poster(wish.source, wish.folder))


def _small(made: tuple[Rendition, ...]) -> Iterator[Derived]:
    for one in made:
        yield Derived(one.path.name, one.path, settle(one.path), one.media_type, one.width, one.height)


def _strip(wish: Wish, report: Report) -> Iterator[Derived]:
    strip = hover_strip(wish.source, wish.folder / "strip.webp")
    size = strip.tile_width * strip.count, strip.tile_height
    yield Derived("strip", strip.path, settle(strip.path), "image/webp", *size)


def _waveform(wish: Wish, report: Report) -> Iterator[Derived]:
    path = wish.folder / "waveform.json"
    waveform(wish.source, path)
    yield Derived("waveform", path, settle(path), "application/json")


def _proxy(wish: Wish, report: Report) -> Iterator[Derived]:
    if is_proxy_itself(wish.source):
        yield Derived("proxy", None, "", "video/mp4")
        return
    proxy = review_proxy(wish.source, wish.folder / "proxy.mp4", report)
    yield Derived("proxy", proxy.path, settle(proxy.path), "video/mp4", proxy.width, proxy.height)


def guest_copy(wish: Wish, report: Report) -> Made:
    """Encodes a video anew that would serve as its own proxy. Raises MediaError, OSError."""
    copy = review_proxy(wish.source, wish.folder / "guest.mp4", report)
    return Made((Derived("guest", copy.path, settle(copy.path), "video/mp4", copy.width, copy.height),))


def _looked_for_cuts(wish: Wish) -> Made:
    """The proxy has the same frames, and is sooner gone through."""
    try:
        return Made((), cuts=cuts_in(wish.earlier or wish.source))
    except MediaError as error:
        return Made((), (error.reason,))


def _seconds(wish: Wish) -> Fraction | None:
    try:
        return probe(wish.source).seconds
    except MediaError:
        return None


_MAKERS: dict[str, tuple[Callable[[Wish, Report], Iterator[Derived]], ...]] = {
    "picture": (_sizes,),
    "clip": (_posters, _strip, _waveform),
    "voice": (_waveform,),
    "proxy": (_proxy,),
}
