"""From a request that was read back to a spec again, as an import does it: media by their bytes or addresses."""

from collections.abc import Mapping

from storyboard.providers.mentions import mention_of
from storyboard.providers.pictures import nearest_ratio
from storyboard.providers.read import Read, ReadElement, ReadMotion, Text
from storyboard.providers.spec import Clip, ElementSpec, Motion, Picture, ShotSpec, Spec, Voice

Sizes = Mapping[str, tuple[int, int]]
"""Pixels of stored pictures by SHA-256."""


def rebuilt(read: Read, sizes: Sizes) -> Spec:
    """The spec that says what a request said. A part that was cut out is a picture of its own, whole."""
    shots = [(shot.prompt, shot.seconds or 1) for shot in read.shots] or [((), read.seconds or 5)]
    first, last = picture(read.first_frame, sizes), picture(read.last_frame, sizes)
    return Spec(
        title="Board",
        ratio=read.ratio or _ratio(first) or _ratio(last) or "16:9",
        mode=read.mode,
        prompt=_stored(read.prompt),
        style="",
        negative_prompt=read.negative_prompt,
        sound=read.sound,
        shots=tuple(ShotSpec(f"shot{n}", "", _stored(prompt), each) for n, (prompt, each) in enumerate(shots, 1)),
        first_frame=first,
        last_frame=last,
        elements=tuple(_element(element, number, sizes) for number, element in enumerate(read.elements)),
        results=read.results,
        delivery=read.delivery,
        motion=_motion(read.motion, sizes) if read.motion else None,
    )


def picture(source: str, sizes: Sizes) -> Picture | None:
    """The picture of a source."""
    if not source.startswith("asset:"):
        return Picture("a", "", url=source) if source else None
    digest, _mark, box = source.removeprefix("asset:").partition("#")
    if not box:
        return Picture("a", digest, None, *sizes[digest])
    _left, _top, width, height = (int(side) for side in box.split(","))
    return Picture("a", f"{digest}#{box}", None, width, height)


def _motion(read: ReadMotion, sizes: Sizes) -> Motion:
    clip = Clip("c", *_bytes(read.clip)) if read.clip else None
    return Motion(picture(read.picture, sizes), clip, read.orientation, read.keep_sound)


def element_id(number: int) -> str:
    return "rebuilt" + "abcde"[number] * 5


def _ratio(frame: Picture | None) -> str | None:
    return nearest_ratio(frame.width, frame.height) if frame and frame.width and frame.height else None


def _stored(text: Text) -> str:
    return "".join(part if isinstance(part, str) else mention_of(element_id(part)) for part in text)


def _bytes(source: str) -> tuple[str]:
    return (source.removeprefix("asset:"),)


def _element(read: ReadElement, number: int, sizes: Sizes) -> ElementSpec:
    return ElementSpec(
        id=element_id(number),
        name=read.handle,
        handle=read.handle,
        kind="prop",
        description=read.description,
        tags=read.tags,
        source="video" if read.video else "images",
        frontal=picture(read.frontal, sizes),
        extras=tuple(found for found in (picture(source, sizes) for source in read.extras) if found),
        video=Clip("c", *_bytes(read.video)) if read.video else None,
        voice=Voice("v", *_bytes(read.voice)) if read.voice else None,
    )
