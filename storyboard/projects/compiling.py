"""From a board to a spec: what is wanted, with no provider word in it."""

from typing import Any

from storyboard.assets.models import Asset
from storyboard.projects.models import Project, Shot
from storyboard.providers.spec import Picture, ShotSpec, Spec


def compile_spec(project: Project, shots: list[Shot]) -> Spec:
    """The spec of a project and its live shots in order. Pictures must be loaded with them (select_related)."""
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
    )


def live_shots(project: Project) -> list[Shot]:
    """The shots of a board in order, their pictures loaded."""
    return list(project.shots.filter(deleted_at=None).select_related("picture"))


def _shot(shot: Shot) -> ShotSpec:
    return ShotSpec(shot.pk, shot.name, shot.prompt, shot.seconds, _picture(shot.picture, shot.picture_crop))


def _picture(asset: Asset | None, crop: Any) -> Picture | None:
    if asset is None:
        return None
    return Picture(asset.pk, asset.sha256, tuple(crop) if crop else None)
