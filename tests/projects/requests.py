"""Boards in a workspace made of specs, and requests as they are compared."""

import hashlib
import json
from dataclasses import asdict, replace
from typing import Any

from storyboard.assets.models import Asset, AssetOrigin
from storyboard.elements.bringing import NewElement, bring_element
from storyboard.elements.revising import Layout
from storyboard.projects.compiling import compile_spec, live_shots
from storyboard.projects.making import NewShot, make_imported
from storyboard.projects.models import Project
from storyboard.providers.mentions import render
from storyboard.providers.requests import compile_request
from storyboard.providers.spec import Clip, ElementSpec, Media, Picture, Spec
from tests.conftest import People
from tests.providers.test_a_request_read_back_gives_the_same_request import compared

__all__ = ["board_of", "compared", "request_of"]


def request_of(project: Project, model: str) -> Any:
    """The JSON that an order would send, as the page shows it."""
    return json.loads(compile_request(compile_spec(project, live_shots(project)), model).body)


def board_of(people: People, spec: Spec) -> Project:
    """A project that says what a spec says, with its media and elements in the workspace."""
    cast = {element.id: _element(people, element) for element in spec.elements}

    def stored(text: str) -> str:
        return render(text, lambda element_id: f"{{{{element:{cast.get(element_id, element_id)}}}}}")

    shots = [NewShot(shot.seconds, prompt=stored(shot.prompt)) for shot in spec.shots]
    frames = {"first": spec.first_frame, "last": spec.last_frame}
    motion = spec.motion
    project = Project(
        workspace=people.workspace, title="Board", ratio=spec.ratio, mode=spec.mode, prompt=stored(spec.prompt),
        style=spec.style, negative_prompt=stored(spec.negative_prompt), sound=spec.sound, results=spec.results,
        delivery={name: value for name, value in asdict(spec.delivery).items() if value is not None},
        **{f"{edge}_frame": _asset(people, picture) for edge, picture in frames.items()},
        **{f"{edge}_crop": picture and picture.crop and list(picture.crop) for edge, picture in frames.items()},
        motion_picture=_asset(people, motion.picture if motion else None),
        motion_clip=_asset(people, motion.clip if motion else None),
        motion_orientation=motion.orientation if motion else "image",
        motion_keep_sound=bool(motion and motion.keep_sound),
    )  # fmt: skip
    return make_imported(project, shots, list(cast.values()), {"told": [], "shape": "told"})


def _element(people: People, element: ElementSpec) -> str:
    layout = Layout(
        source=element.source,
        frontal=_id(people, element.frontal),
        extras=tuple(_id(people, extra) for extra in element.extras),
        video=_id(people, element.video),
        voice=_id(people, element.voice),
    )
    new = NewElement(element.name, element.handle, element.description, element.tags, layout)
    return bring_element(people.workspace, people.lino, new).pk


def _id(people: People, media: Media | None) -> str:
    asset = _asset(people, media)
    return asset.pk if asset else ""


def _asset(people: People, media: Media | None) -> Asset | None:
    if media is None:
        return None
    kind = {Picture: "picture", Clip: "clip"}.get(type(media), "voice")
    known = (
        {"sha256": _bytes_of(media, kind)} if media.sha256 else {"source_url": media.url, "sha256": "", "kind": kind}
    )
    size = {"width": media.width, "height": media.height} if isinstance(media, Picture) else {}
    fields = {"kind": kind, "origin": AssetOrigin.UPLOAD, "file": media.sha256, **size}
    asset, _made = Asset.objects.get_or_create(workspace=people.workspace, **known, defaults=fields)
    return asset


def _bytes_of(media: Media, kind: str) -> str:
    """No file is a picture and a clip at once."""
    return media.sha256 if kind == "picture" else hashlib.sha256(f"{kind}{media.sha256}".encode()).hexdigest()


def as_kept(spec: Spec) -> Spec:
    """Texts and tags as a workspace keeps them: lines end in one character, tags are plain words."""
    elements = [
        replace(one, tags=tuple(f"tag{n}" for n, _tag in enumerate(one.tags)), description=_lines(one.description))
        for one in spec.elements
    ]
    return replace(
        spec,
        elements=tuple(elements),
        shots=tuple(replace(shot, prompt=_lines(shot.prompt)) for shot in spec.shots),
        prompt=_lines(spec.prompt),
        style=_lines(spec.style),
        negative_prompt=_lines(spec.negative_prompt),
    )


def _lines(text: str) -> str:
    return text.replace("\r", "").strip()
