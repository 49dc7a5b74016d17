"""What the library page shows, computed here so that its templates only print."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from storyboard.assets.models import Asset, AssetKind
from storyboard.elements.models import Approval, Element, Kind, SavedFilter, Source
from storyboard.elements.searching import ARCHIVED, PAGE, Counts, Wanted, counts_of, page_of
from storyboard.elements.sentences import media_label
from storyboard.studio.models import Membership
from storyboard.studio.roles import Right

_PLACE = "placeholder"
FIELDS = ("id", "name", "handle", "kind", "approval", "source", "images", "has_voice", "seconds", "face_id")


@dataclass(frozen=True, slots=True)
class Card:
    """One element in the list."""

    id: str
    name: str
    handle: str
    kind: str
    approved: bool
    media: str
    address: str
    picture: str
    is_video: bool


@dataclass(frozen=True)
class Listing:
    """One page of cards. `more` is the address of the next page, empty at the end."""

    cards: list[Card]
    more: str
    wanted: Wanted
    first: bool


@dataclass(frozen=True)
class Choice:
    """One value of a facet."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facets:
    """The facets with their counts."""

    total: int
    everything: int
    kinds: list[Choice]
    tags: list[Choice]
    states: list[Choice]
    has: list[Choice]


def thumb_address(asset_id: str, source: str) -> str:
    """The address of the picture that stands for a file."""
    return reverse("media", args=[asset_id, "poster" if source == Source.VIDEO else "thumb"])


def asset_picture(asset: Asset) -> str:
    """The address of a file's picture; empty for a voice."""
    if asset.kind == AssetKind.VOICE:
        return ""
    return thumb_address(asset.pk, Source.VIDEO if asset.kind == AssetKind.CLIP else Source.IMAGES)


def listing_for(membership: Membership, wanted: Wanted, after: str = "") -> Listing:
    """One page of the library, at most PAGE cards."""
    rows = page_of(membership.workspace_id, wanted, FIELDS, after)
    cards = list(_cards(rows[:PAGE]))
    more = ""
    if len(rows) > PAGE:
        query = wanted.query()
        more = f"{reverse('elements')}?{query}{'&' if query else ''}" + urlencode(
            {"w": membership.workspace_id, "page": cards[-1].id}
        )
    return Listing(cards, more, wanted, not after)


def _cards(rows: Iterable[tuple[object, ...]]) -> Iterable[Card]:
    """Addresses are made once and filled in, since a page holds many."""
    page, thumb, poster = reverse("element", args=[_PLACE]), *_media_patterns()
    kinds = {kind.value: str(kind.label) for kind in Kind}
    labels: dict[tuple[object, ...], str] = {}
    for element_id, name, handle, kind, approval, source, images, has_voice, seconds, face in rows:
        media = (source, images, has_voice, seconds)
        if media not in labels:
            labels[media] = media_label(*media)  # type: ignore[arg-type]
        pattern = poster if source == Source.VIDEO else thumb
        yield Card(
            id=str(element_id),
            name=str(name),
            handle=str(handle),
            kind=kinds[str(kind)],
            approved=approval == Approval.APPROVED,
            media=labels[media],
            address=page.replace(_PLACE, str(element_id)),
            picture=pattern.replace(_PLACE, str(face)) if face else "",
            is_video=source == Source.VIDEO,
        )


def _media_patterns() -> tuple[str, str]:
    return reverse("media", args=[_PLACE, "thumb"]), reverse("media", args=[_PLACE, "poster"])


def card_of(element: Element) -> Card:
    """The card of one element."""
    row = tuple(getattr(element, field) for field in FIELDS)
    return next(iter(_cards([row])))


def facets_for(membership: Membership, wanted: Wanted) -> Facets:
    """The facets under what is looked for; choices that would leave nothing are left out unless chosen."""
    counts = counts_of(membership.workspace_id, wanted)
    kinds = [Choice(k.value, str(k.label), counts.kinds.get(k.value, 0), k.value == wanted.kind) for k in Kind]
    return Facets(
        total=counts.total,
        everything=sum(counts.kinds.values()),
        kinds=[kind for kind in kinds if kind.count or kind.chosen],
        tags=[Choice(tag, tag, count, tag in wanted.tags) for tag, count in counts.tags],
        states=_states(counts, wanted),
        has=_has(counts, wanted),
    )


def _states(counts: Counts, wanted: Wanted) -> list[Choice]:
    labels = {**{a.value: str(a.label) for a in Approval}, ARCHIVED: _("Archived")}
    return [Choice(value, label, counts.states.get(value, 0), value == wanted.state) for value, label in labels.items()]


def _has(counts: Counts, wanted: Wanted) -> list[Choice]:
    labels = {"voice": _("With voice"), "video": _("From video")}
    return [Choice(value, label, counts.has.get(value, 0), value == wanted.has) for value, label in labels.items()]


@dataclass(frozen=True)
class Page:
    """The whole library page for one reader."""

    membership: Membership
    listing: Listing
    facets: Facets
    saved: list[SavedFilter]
    view: str

    @property
    def can_keep(self) -> bool:
        return self.membership.may(Right.LIBRARY)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(kind.value, str(kind.label)) for kind in Kind]


def page_for(membership: Membership, wanted: Wanted, view: str) -> Page:
    """The library page of a workspace."""
    saved = SavedFilter.objects.filter(person=membership.person_id, workspace=membership.workspace_id)
    return Page(
        membership=membership,
        listing=listing_for(membership, wanted),
        facets=facets_for(membership, wanted),
        saved=list(saved),
        view="list" if view == "list" else "grid",
    )
