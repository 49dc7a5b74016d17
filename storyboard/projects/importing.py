"""A pasted request becomes a project: media into assets, elements into the library, the rest onto a board.

Whatever a request says, the board is legal; what had to be changed or could not be kept is told, and stays with the
project's first revision.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from storyboard.assets.accepting import Sender
from storyboard.assets.fetching import want_bytes
from storyboard.assets.models import Asset, AssetKind
from storyboard.elements.errors import Refused as ElementRefused
from storyboard.elements.models import MAX_ON_BOARD
from storyboard.projects.choices import MOST_RESULTS
from storyboard.projects.delivery import parts
from storyboard.projects.editing import TEXT_LIMITS
from storyboard.projects.fitting import fitted_shots
from storyboard.projects.import_elements import cast_elements, sources_of
from storyboard.projects.import_media import Found, Media, Source, data_among
from storyboard.projects.making import NewShot, make_imported
from storyboard.projects.models import Project, Ratio
from storyboard.projects.pasted import NotImported, Pasted, Told, bounded, read_pasted, said, short
from storyboard.providers.mentions import mention_of
from storyboard.providers.pictures import crop_of, nearest_ratio
from storyboard.providers.read import Read, Text
from storyboard.studio.models import Person, Workspace

TITLE_LIMIT = 120
MOST_FILES = 30
FRAMES = (("first", "first_frame"), ("last", "last_frame"))


@dataclass(frozen=True)
class Imported:
    """A project made of a request, what is to be told of it, and the assets that are still to be fetched."""

    project: Project
    told: tuple[Told, ...]
    waiting: tuple[Asset, ...]


def import_text(workspace: Workspace, person: Person | None, text: str, title: str = "") -> list[Imported]:
    """A project for each request in a text; all of them, or none. Addresses are fetched by the worker afterwards.

    Raises NotImported; then nothing was made.
    """
    pasted = read_pasted(text)
    files = len(data_among(source for one in pasted for source in _sources(one.read)))
    if files > MOST_FILES:
        raise NotImported("too_many_files", found=files, limit=MOST_FILES)
    media = [Media(Sender(workspace.pk, person)) for _one in pasted]
    for one, its in zip(pasted, media, strict=True):
        its.take_data(_sources(one.read))
    try:
        with transaction.atomic():
            made = [_import(workspace, one, its, title) for one, its in zip(pasted, media, strict=True)]
            for asset in {asset.pk: asset for one in made for asset in one.waiting}.values():
                want_bytes(asset)
    except ElementRefused:
        raise NotImported("name_taken") from None
    return made


def _sources(read: Read) -> Iterator[Source]:
    """Every file of a request."""
    yield from (_frame_source(read, name) for _edge, name in FRAMES)
    yield from (_motion_source(read, part) for part in ("picture", "clip"))
    for number, element in enumerate(read.elements, 1):
        yield from sources_of(element, f"elements[{number}]")


def _frame_source(read: Read, name: str) -> Source:
    return Source(getattr(read, name), AssetKind.PICTURE, name)


def _motion_source(read: Read, part: str) -> Source:
    kind = AssetKind.PICTURE if part == "picture" else AssetKind.CLIP
    return Source(getattr(read.motion, part) if read.motion else "", kind, f"motion_{part}")


def _import(workspace: Workspace, pasted: Pasted, media: Media, title: str) -> Imported:
    read = pasted.read
    cast, told = cast_elements(workspace, read, media)
    shots, changed = fitted_shots(read)
    texts = Texts([element.handle for element in read.elements], cast)
    rows = [
        NewShot(each, prompt=texts.stored(prompt, f"shots[{number}].prompt"))
        for number, (prompt, each) in enumerate(shots, 1)
    ]
    frames = {name: media.find(_frame_source(read, name)) for _edge, name in FRAMES}
    ratio = read.ratio or _ratio_of([found for found in frames.values() if found])
    delivery, refused = _delivery(read)
    project = Project(
        workspace=workspace,
        created_by=media.sender.person,
        title=_title(read, title),
        ratio=ratio or Ratio.WIDE,
        delivery=delivery,
        **_settings(read, texts),
        **_frames(frames, ratio),
        **_motion(read, media),
    )
    told = [*pasted.told, *_beside(read), *changed, *texts.told, *refused, *media.told, *told]
    waiting = tuple(media.waiting)
    is_open = ratio is None and any(found and found.asset in waiting for found in frames.values())
    about = {"told": [one.as_json() for one in bounded(told)], "shape": "open" if is_open else "told"}
    return Imported(make_imported(project, rows, cast[:MAX_ON_BOARD], about), bounded(told), waiting)


@dataclass
class Texts:
    """Prompts of one request on their way onto a board: mentions by the ids of elements, and what was cut off."""

    handles: list[str]
    ids: list[str]

    def __post_init__(self) -> None:
        self.told: list[Told] = []

    def stored(self, text: Text, path: str) -> str:
        """A prompt as boards hold it."""
        written = "".join(part if isinstance(part, str) else self._mention(part) for part in text)
        written, limit = written.replace("\r\n", "\n"), TEXT_LIMITS["prompt"]
        if len(written) > limit:
            self.told.append(Told("text_cut", path, said((written[limit:],))))
        return written[:limit]

    def _mention(self, place: int) -> str:
        return mention_of(self.ids[place]) if place < len(self.ids) else f"@{self.handles[place]}"


def _settings(read: Read, texts: Texts) -> dict[str, Any]:
    return {
        "mode": read.mode,
        "prompt": texts.stored(read.prompt, "prompt"),
        "negative_prompt": texts.stored((read.negative_prompt,), "negative_prompt"),
        "model": read.model,
        "sound": read.sound,
        "results": min(max(read.results, 1), MOST_RESULTS),
    }


def _title(read: Read, wanted: str) -> str:
    """What it was asked to be called, else the first words of what is to be seen."""
    prompt = next((text for text in (read.prompt, *(shot.prompt for shot in read.shots)) if text), ())
    parts = (part if isinstance(part, str) else read.elements[part].handle.replace("_", " ") for part in prompt)
    words = " ".join("".join(parts).split())
    short_words = words if len(words) <= 48 else f"{words[:48].rsplit(' ', 1)[0]}…"
    wanted = wanted.replace("\x00", "").encode("utf-8", "replace").decode()
    return wanted.strip()[:TITLE_LIMIT] or short_words or _("Imported request")


def _ratio_of(found: list[Found]) -> str | None:
    """The shape of the first picture whose size is known, or of the part of it that is sent."""
    for one in found:
        width, height = one.box[2:] if one.box else (one.asset.width, one.asset.height)
        if width and height:
            return nearest_ratio(width, height)
    return None


def _frames(frames: dict[str, Found | None], ratio: str | None) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for edge, name in FRAMES:
        found = frames[name]
        if found:
            size = found.asset.width or 1, found.asset.height or 1
            crop = crop_of(found.box, *size, ratio) if found.box else None
            values |= {name: found.asset, f"{edge}_crop": list(crop) if crop else None}
    return values


def _motion(read: Read, media: Media) -> dict[str, Any]:
    if read.motion is None:
        return {}
    found = {part: media.find(_motion_source(read, part)) for part in ("picture", "clip")}
    picture, clip = found["picture"], found["clip"]
    if picture and picture.box:
        media.told.append(Told("part_of_motion", "motion_picture", short(read.motion.picture)))
    return {
        "motion_picture": picture.asset if picture else None,
        "motion_clip": clip.asset if clip else None,
        "motion_orientation": read.motion.orientation,
        "motion_keep_sound": read.motion.keep_sound,
    }


def _delivery(read: Read) -> tuple[dict[str, Any], list[Told]]:
    """The wishes that a board can hold, and those it cannot."""
    kept, told = {}, []
    for name in (field.name for field in fields(read.delivery)):
        value = getattr(read.delivery, name)
        if value is None:
            continue
        try:
            parts()[name](f"{value:.4f}" if isinstance(value, float) else str(value))
        except ValueError:
            told.append(Told("delivery_out_of_range", f"delivery.{name}", short(value)))
        else:
            kept[name] = value
    return kept, told


def _beside(read: Read) -> Iterator[Told]:
    """What the board holds otherwise than the request, or in another sense."""
    if read.mode == "custom" and read.prompt and read.shots:
        yield Told("prompt_beside_shots", "prompt", said(read.prompt))
    if not 1 <= read.results <= MOST_RESULTS:
        found = min(max(read.results, 1), MOST_RESULTS)
        yield Told("results_changed", "results", str(read.results), {"results": found})
    if not read.model:
        yield Told("model_unknown", "model")
