"""The media of an element. Every change writes a new revision; rows of older ones never change.

A layout is what a revision holds: a source and the files in their places. Operations are functions from a layout to a
layout, so that they are tested without a database.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from django.db import transaction

from storyboard.assets.models import Asset, AssetKind
from storyboard.elements.editing import locked, stamp
from storyboard.elements.errors import Refused
from storyboard.elements.models import MAX_EXTRA, Element, ElementMedia, ElementRevision, MediaRole, Source
from storyboard.elements.using import tell_boards
from storyboard.ids import is_id
from storyboard.studio.models import Person

KIND_OF = {
    MediaRole.FRONTAL.value: AssetKind.PICTURE,
    MediaRole.EXTRA.value: AssetKind.PICTURE,
    MediaRole.VIDEO.value: AssetKind.CLIP,
    MediaRole.VOICE.value: AssetKind.VOICE,
}


@dataclass(frozen=True)
class Layout:
    """The files of a revision by their places; empty text where there is none."""

    source: str = Source.IMAGES.value
    frontal: str = ""
    extras: tuple[str, ...] = ()
    video: str = ""
    voice: str = ""

    def places(self) -> list[tuple[str, int, str]]:
        """Role, position and asset id of every file."""
        single = (("frontal", 1, self.frontal), ("video", 1, self.video), ("voice", 1, self.voice))
        extras = [("extra", position, asset) for position, asset in enumerate(self.extras, 1)]
        return [*(place for place in single if place[2]), *extras]

    @property
    def face(self) -> str:
        """The file whose thumbnail stands for the element."""
        if self.source == Source.VIDEO:
            return self.video
        return self.frontal or next(iter(self.extras), "")


Arrange = Callable[[Layout], Layout]


def put(role: str, asset: str, position: int = 0) -> Arrange:
    """A file in its place. `position` counts extra images from 1; 0 adds one."""

    def arrange(layout: Layout) -> Layout:
        if role != MediaRole.EXTRA:
            return _with_single(layout, role, asset)
        if position:
            _require_place(layout, position)
            return replace(layout, extras=(*layout.extras[: position - 1], asset, *layout.extras[position:]))
        if len(layout.extras) >= MAX_EXTRA:
            raise Refused("too_many_extra", limit=MAX_EXTRA)
        return replace(layout, extras=(*layout.extras, asset))

    return arrange


def remove(role: str, position: int = 1) -> Arrange:
    """A place emptied."""

    def arrange(layout: Layout) -> Layout:
        if role != MediaRole.EXTRA:
            return _with_single(layout, role, "")
        _require_place(layout, position)
        return replace(layout, extras=(*layout.extras[: position - 1], *layout.extras[position:]))

    return arrange


def move(position: int, to: int) -> Arrange:
    """An extra image at another place, counted from 1; 0 makes it the frontal one, which takes its place."""

    def arrange(layout: Layout) -> Layout:
        _require_place(layout, position)
        extras = list(layout.extras)
        asset = extras.pop(position - 1)
        if to >= 1:
            extras.insert(min(to, len(extras) + 1) - 1, asset)
            return replace(layout, extras=tuple(extras))
        if layout.frontal:
            extras.insert(position - 1, layout.frontal)
        return replace(layout, frontal=asset, extras=tuple(extras))

    return arrange


def _with_single(layout: Layout, role: str, asset: str) -> Layout:
    if role == MediaRole.FRONTAL:
        return replace(layout, frontal=asset)
    if role == MediaRole.VIDEO:
        return replace(layout, video=asset)
    if role == MediaRole.VOICE:
        return replace(layout, voice=asset)
    raise Refused("no_such_place")


def _require_place(layout: Layout, position: int) -> None:
    if not 1 <= position <= len(layout.extras):
        raise Refused("no_such_place")


def layout_of(element: Element) -> Layout:
    """What the newest revision holds."""
    rows = ElementMedia.objects.filter(revision__element=element, revision__number=element.revision)
    return _layout_from(element.source, list(rows.order_by("position")))


def _layout_from(source: str, rows: list[ElementMedia]) -> Layout:
    single = {row.role: row.asset_id for row in rows if row.role != MediaRole.EXTRA}
    extras = tuple(row.asset_id for row in rows if row.role == MediaRole.EXTRA)
    return Layout(source=source, extras=extras, **single)


def rearrange(element_id: str, person: Person | None, arrange: Arrange) -> Element:
    """Writes a new revision with the media arranged anew; nothing where that changes nothing. Raises Refused."""
    with transaction.atomic():
        element = locked(element_id)
        before = layout_of(element)
        after = arrange(before)
        if after != before:
            _write(element, person, after)
    return element


def choose_source(element_id: str, person: Person, source: str) -> Element:
    """Makes an element from images, or from a video. What it had of that source before comes back."""
    if source not in Source.values:
        raise Refused("no_such_choice")
    with transaction.atomic():
        element = locked(element_id)
        if element.source != source:
            _write(element, person, _last_of(element, source))
    return element


def _last_of(element: Element, source: str) -> Layout:
    revision = element.revisions.filter(source=source).order_by("-number").first()
    return _layout_from(source, list(revision.media.order_by("position")) if revision else [])


def _write(element: Element, person: Person | None, layout: Layout) -> None:
    assets = _assets_for(element, layout)
    element.revision += 1
    revision = ElementRevision.objects.create(
        element=element, number=element.revision, source=layout.source, person=person
    )
    ElementMedia.objects.bulk_create(
        ElementMedia(revision=revision, role=role, position=position, asset=assets[asset])
        for role, position, asset in layout.places()
    )
    clip = assets.get(layout.video)
    seconds = seconds_of(clip) if clip else None
    element.source, element.face = layout.source, assets.get(layout.face)
    element.images = bool(layout.frontal) + len(layout.extras)
    element.has_voice, element.seconds = bool(layout.voice), round(seconds) if seconds is not None else None
    stamp(element, person)
    tell_boards(element.workspace_id, [element.pk])
    element.save()


def _assets_for(element: Element, layout: Layout) -> dict[str, Asset]:
    """The files of a layout, each of the right kind and of the element's workspace. Raises Refused."""
    wanted = {asset for _role, _position, asset in layout.places() if is_id(asset)}
    assets = {asset.pk: asset for asset in Asset.objects.filter(workspace=element.workspace_id, pk__in=wanted)}
    for role, _position, asset in layout.places():
        if asset not in assets or assets[asset].kind != KIND_OF[role]:
            raise Refused("no_such_file")
    return assets


def seconds_of(asset: Asset) -> Fraction | None:
    """How long a clip lasts, None where that is not known."""
    if asset.frames is None or not asset.rate_numerator or not asset.rate_denominator:
        return None
    return Fraction(asset.frames * asset.rate_denominator, asset.rate_numerator)
