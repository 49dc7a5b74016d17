"""From a board to a spec: what is wanted, with no provider word in it."""

from collections.abc import Collection
from dataclasses import fields
from typing import Any

from storyboard.assets.models import Asset
from storyboard.elements.freezing import clip_of, frozen
from storyboard.elements.models import Element
from storyboard.projects.models import Project, Shot
from storyboard.providers.mentions import mentioned
from storyboard.providers.spec import Absent, Delivery, Motion, Picture, ShotSpec, Spec

DELIVERY = [field.name for field in fields(Delivery)]


def compile_spec(project: Project, shots: list[Shot]) -> Spec:
    """The spec of a project and its live shots in order. Pictures must be loaded with them (select_related).

    Asks for the board's elements and for those its texts mention: at most four queries, whatever they hold.
    """
    elements = frozen(elements_of(project))
    return Spec(
        title=project.title,
        ratio=project.ratio,
        mode=project.mode,
        prompt=project.prompt,
        style=project.style,
        negative_prompt=project.negative_prompt,
        sound=project.sound,
        shots=tuple(_shot(shot) for shot in shots),
        first_frame=_picture(project.first_frame, project.first_crop),
        last_frame=_picture(project.last_frame, project.last_crop),
        elements=elements,
        absent=_absent(project, shots, {element.id for element in elements}),
        only_approved=project.workspace.only_approved_elements,
        results=project.results,
        delivery=Delivery(**{name: project.delivery.get(name) for name in DELIVERY}),
        motion=_motion(project),
    )


def live_shots(project: Project) -> list[Shot]:
    """The shots of a board in order, their pictures loaded."""
    return list(project.shots.filter(deleted_at=None).select_related("picture"))


def elements_of(project: Project) -> list[Element]:
    """The elements on a board, in its order."""
    return list(Element.objects.filter(board_elements__project=project).order_by("board_elements__position"))


def _absent(project: Project, shots: list[Shot], on_board: Collection[str]) -> tuple[Absent, ...]:
    """Elements of the workspace that any text of the board mentions while they are not on it."""
    texts = [project.style, project.prompt, project.negative_prompt, *(shot.prompt for shot in shots)]
    ids = [element_id for element_id in mentioned(" ".join(texts)) if element_id not in on_board]
    found = Element.objects.filter(workspace=project.workspace_id).in_bulk(ids) if ids else {}
    return tuple(
        Absent(element_id, found[element_id].name, found[element_id].archived_at is not None)
        for element_id in ids
        if element_id in found
    )


def _shot(shot: Shot) -> ShotSpec:
    return ShotSpec(shot.pk, shot.name, shot.prompt, shot.seconds, _picture(shot.picture, shot.picture_crop))


def _picture(asset: Asset | None, crop: Any) -> Picture | None:
    if asset is None:
        return None
    url = "" if asset.sha256 else asset.source_url
    return Picture(asset.pk, asset.sha256, tuple(crop) if crop else None, asset.width, asset.height, url)


def _motion(project: Project) -> Motion | None:
    """None where neither a picture nor a clip is given."""
    clip = project.motion_clip
    if not (clip or project.motion_picture):
        return None
    return Motion(
        picture=_picture(project.motion_picture, None),
        clip=clip_of(clip) if clip else None,
        orientation=project.motion_orientation,
        keep_sound=project.motion_keep_sound,
    )
