"""Elements of a request as elements of a workspace: those that are there already, or new drafts.

One that is there is taken where the provider would be sent the same for it, so that importing the same request again
fills no library. Nothing of it is changed.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from storyboard.assets.models import Asset, AssetKind
from storyboard.elements.bringing import NewElement, bring_element
from storyboard.elements.freezing import frozen
from storyboard.elements.models import MAX_EXTRA, MAX_ON_BOARD, Element, Source
from storyboard.elements.naming import is_handle, tags_from
from storyboard.elements.revising import Layout
from storyboard.projects import import_media
from storyboard.projects.import_media import Media
from storyboard.projects.pasted import Told, short
from storyboard.providers.element_ids import element_id_at
from storyboard.providers.pictures import place_of
from storyboard.providers.read import Read, ReadElement
from storyboard.providers.reading import read_request
from storyboard.providers.requests import compile_request
from storyboard.providers.sheets import provider_sheets
from storyboard.providers.spec import ElementSpec, Picture, Spec
from storyboard.studio.models import Person, ProviderAccount, Workspace

# As many as a prompt can name by number.
MOST_MADE = 9
PROVIDERS_OWN = re.compile(r"e[a-z2-7]{19}")


@dataclass
class Casting:
    """The elements of one request on their way into a workspace. `ids` are those of the library, in its order."""

    workspace: Workspace
    person: Person | None
    read: Read
    media: Media
    told: list[Told]
    ids: list[str]


def cast_elements(workspace: Workspace, read: Read, media: Media) -> tuple[list[str], list[Told]]:
    """The ids of a request's elements in their order, at most MOST_MADE; the first three stand on the board.

    Raises elements' Refused where somebody took a name in the same moment.
    """
    casting = Casting(workspace, media.sender.person, read, media, [], [])
    for number, element in enumerate(read.elements, 1):
        if number > MOST_MADE:
            casting.told.append(Told("element_left_out", f"elements[{number}]", short(element.handle)))
            continue
        casting.ids.append(_cast(casting, element, f"elements[{number}]"))
        if number > MAX_ON_BOARD:
            casting.told.append(Told("element_beside", f"elements[{number}]", short(element.handle)))
    return casting.ids, casting.told


def _cast(casting: Casting, element: ReadElement, path: str) -> str:
    layout, resolved = _resolved(casting, element, path)
    there = [one for one in _candidates(casting.workspace, element.handle) if one.pk not in casting.ids]
    same = there[0] if there and element.is_kept else _same(casting.read, resolved, there)
    if same:
        casting.told += _bare(element, same, path)
        return same.pk
    if element.is_kept:
        casting.told.append(Told("element_unknown", path, short(element.handle)))
    elif not _has_sources(element):
        casting.told.append(Told("element_bare", path, short(element.handle)))
    new = NewElement(_name(element, path), element.handle, element.description, element.tags, layout)
    made = bring_element(casting.workspace, casting.person, new)
    casting.told += _differences(element, made, path)
    return made.pk


def _bare(element: ReadElement, there: Element, path: str) -> Iterator[Told]:
    """Whether neither the request nor the library has media of it, so that it stops every order."""
    (spec,) = frozen([there])
    if not _has_sources(element) and not (spec.images or spec.video):
        yield Told("element_bare", path, short(element.handle))


def _has_sources(element: ReadElement) -> bool:
    return bool(element.frontal or element.extras or element.video)


def _differences(element: ReadElement, made: Element, path: str) -> Iterator[Told]:
    """What the new element has otherwise than it was sent."""
    if element.handle and is_handle(element.handle) is False:
        yield Told("handle_changed", f"{path}.handle", short(element.handle), {"handle": made.handle})
    elif element.handle and element.handle != made.handle:
        yield Told("handle_taken", f"{path}.handle", short(element.handle), {"handle": made.handle})
    kept = set(made.tags.values_list("tag", flat=True))
    if {tag.lower() for tag in element.tags} != kept:
        yield Told("tags_changed", f"{path}.tags", short(list(element.tags)), {"tags": ", ".join(sorted(kept))})
    if element.description.strip() != made.description.strip():
        yield Told("text_cut", f"{path}.description", short(element.description))


def _resolved(casting: Casting, element: ReadElement, path: str) -> tuple[Layout, ReadElement]:
    """Its media in the workspace; and it as it would be sent with these."""
    kept, beyond = element.extras[:MAX_EXTRA], element.extras[MAX_EXTRA:]
    for number, source in enumerate(beyond, MAX_EXTRA + 1):
        casting.told.append(Told("extra_left_out", f"{path}.extras[{number}]", short(source), {"limit": MAX_EXTRA}))
    found = {source.path: _asset(casting, source) for source in sources_of(replace(element, extras=kept), path)}
    extras = [found[f"{path}.extras[{number}]"] for number in range(1, len(kept) + 1)]
    frontal, video, voice = (found[f"{path}.{name}"] for name in ("frontal", "video", "voice"))
    layout = Layout(
        source=Source.VIDEO.value if video else Source.IMAGES.value,
        frontal=frontal.pk if frontal else "",
        extras=tuple(asset.pk for asset in extras if asset),
        video=video.pk if video else "",
        voice=voice.pk if voice else "",
    )
    places = tuple(_place(asset) for asset in extras if asset)
    return layout, replace(element, frontal=_place(frontal), extras=places, video=_place(video), voice=_place(voice))


def sources_of(element: ReadElement, path: str) -> Iterator[import_media.Source]:
    """Every file of an element."""
    yield import_media.Source(element.frontal, AssetKind.PICTURE, f"{path}.frontal")
    for number, extra in enumerate(element.extras[:MAX_EXTRA], 1):
        yield import_media.Source(extra, AssetKind.PICTURE, f"{path}.extras[{number}]")
    yield import_media.Source(element.video, AssetKind.CLIP, f"{path}.video")
    yield import_media.Source(element.voice, AssetKind.VOICE, f"{path}.voice")


def _asset(casting: Casting, source: import_media.Source) -> Asset | None:
    found = casting.media.find(source)
    if found and found.box:
        casting.told.append(Told("part_of_element", source.path, short(source.text)))
    return found.asset if found else None


def _place(asset: Asset | None) -> str:
    return place_of(Picture(asset.pk, asset.sha256, url="" if asset.sha256 else asset.source_url)) if asset else ""


def _candidates(workspace: Workspace, handle: str) -> list[Element]:
    """Elements that may be meant: by the id that an account of the workspace gives them, or by their readable id."""
    elements = Element.objects.filter(workspace=workspace)
    found = list(elements.filter(handle=handle))
    if PROVIDERS_OWN.fullmatch(handle):
        accounts = ["", *ProviderAccount.objects.filter(workspace=workspace).values_list("pk", flat=True)]
        rows = elements.values_list("pk", "revision").iterator()
        ids = [pk for pk, revision in rows for one in accounts if element_id_at(one, pk, revision) == handle]
        found += elements.filter(pk__in=ids)
    return found


def _same(read: Read, wanted: ReadElement, there: Sequence[Element]) -> Element | None:
    """The first of them that would be sent as it was."""
    model = read.model or next(name for name in provider_sheets() if name.startswith(f"{read.kind}/"))
    for element, spec in zip(there, frozen(there), strict=True):
        if _compared(_sent_as(spec, model)) == _compared(wanted):
            return element
    return None


def _compared(element: ReadElement) -> ReadElement:
    return replace(element, handle="", tags=tuple(sorted(tags_from(",".join(element.tags)))))


def _sent_as(element: ElementSpec, model: str) -> ReadElement:
    spec = Spec("", "16:9", "single", "", "", "", False, (), elements=(element,))
    (read,) = read_request(json.loads(compile_request(spec, model).body))
    return read.elements[0]


def _name(element: ReadElement, path: str) -> str:
    """What people call it: its readable id, or the first words of its description where that is no word."""
    readable = element.handle.replace("_", " ").strip()
    if readable and not PROVIDERS_OWN.fullmatch(element.handle):
        return readable[0].upper() + readable[1:]
    return " ".join(element.description.split()[:5]) or _("Element %(number)s") % {"number": path[9:-1]}
