"""Elements as a spec holds them: with the media of their newest revision."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import F

from storyboard.assets.models import Asset
from storyboard.elements.models import Approval, Element, ElementMedia, ElementTag, MediaRole
from storyboard.elements.revising import seconds_of
from storyboard.providers.spec import Clip, ElementSpec, Picture, Voice


def frozen(elements: Sequence[Element]) -> tuple[ElementSpec, ...]:
    """What each of these elements holds now, in their order: two queries for all of them, none for no element."""
    if not elements:
        return ()
    ids = [element.pk for element in elements]
    media: dict[str, list[tuple[str, Asset]]] = defaultdict(list)
    newest = ElementMedia.objects.filter(revision__element__in=ids, revision__number=F("revision__element__revision"))
    for row in newest.select_related("asset", "revision").order_by("position"):
        media[row.revision.element_id].append((row.role, row.asset))
    tags: dict[str, list[str]] = defaultdict(list)
    for element_id, tag in ElementTag.objects.filter(element__in=ids).values_list("element_id", "tag"):
        tags[element_id].append(tag)
    return tuple(element_spec(element, media[element.pk], tags[element.pk]) for element in elements)


def element_spec(element: Element, media: Iterable[tuple[str, Asset]], tags: Iterable[str] = ()) -> ElementSpec:
    """One element with these files, (role, asset) in order."""
    files: dict[str, list[Asset]] = defaultdict(list)
    for role, asset in media:
        files[role].append(asset)
    pictures = {role: tuple(_picture(asset) for asset in files[role]) for role in ("frontal", "extra")}
    clip, voice = (next(iter(files[role]), None) for role in (MediaRole.VIDEO, MediaRole.VOICE))
    return ElementSpec(
        id=element.pk,
        name=element.name,
        handle=element.handle,
        kind=element.kind,
        description=element.description.strip(),
        tags=tuple(tags),
        revision=element.revision,
        approved=element.approval == Approval.APPROVED,
        archived=element.archived_at is not None,
        source=element.source,
        frontal=next(iter(pictures["frontal"]), None),
        extras=pictures["extra"],
        video=clip_of(clip) if clip else None,
        voice=_voice(voice) if voice else None,
    )


def clip_of(asset: Asset) -> Clip:
    """A clip of the library as a spec holds it; one that was not fetched has its address."""
    url = "" if asset.sha256 else asset.source_url
    size = (asset.width, asset.height, asset.bytes)
    return Clip(asset.pk, asset.sha256, seconds_of(asset), *size, asset.media_type, url)


def _voice(asset: Asset) -> Voice:
    return Voice(asset.pk, asset.sha256, seconds_of(asset), "" if asset.sha256 else asset.source_url)


def _picture(asset: Asset) -> Picture:
    url = "" if asset.sha256 else asset.source_url
    return Picture(asset.pk, asset.sha256, None, asset.width, asset.height, url)
