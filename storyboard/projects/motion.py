"""Motion control: one picture of a figure, and one clip whose movement it takes on. Operations for `editing`.

Both are kept whatever the model is; only models with motion control are sent them.
"""

from dataclasses import asdict, dataclass

from storyboard.assets.models import Asset, AssetKind
from storyboard.projects.editing import Change, Editing, Operation
from storyboard.projects.models import Project
from storyboard.projects.timeline import Refused

KINDS = {"picture": AssetKind.PICTURE, "clip": AssetKind.CLIP}


def set_motion(part: str, asset: Asset | None) -> Operation:
    """Gives motion control its "picture" or its "clip", or takes it away."""

    def operation(editing: Editing) -> Change | None:
        if part not in KINDS:
            raise Refused("no_such_field")
        if asset and (asset.workspace_id != editing.project.workspace_id or asset.kind != KINDS[part]):
            raise Refused("no_such_clip") if part == "clip" else Refused("no_such_picture")
        field = f"motion_{part}"
        before, after = getattr(editing.project, f"{field}_id"), asset.pk if asset else None
        if before == after:
            return None
        setattr(editing.project, field, asset)
        editing.project.save(update_fields=[field])
        return Change("motion", "", field, before, after)

    return operation


def drop_motion() -> Operation:
    """Takes both away at once; how the figure faces is kept."""

    def operation(editing: Editing) -> Change | None:
        project = editing.project
        before = {part: getattr(project, f"motion_{part}_id") for part in KINDS}
        if not any(before.values()):
            return None
        project.motion_picture = project.motion_clip = None
        project.save(update_fields=["motion_picture", "motion_clip"])
        return Change("motion", "", "motion", before, dict.fromkeys(KINDS))

    return operation


@dataclass(frozen=True)
class MotionView:
    """What the board shows of it: names of the two files and their asset ids, empty where there is none."""

    picture: str
    picture_name: str
    clip: str
    clip_name: str
    orientation: str
    keep_sound: bool

    def as_json(self) -> dict[str, str | bool]:
        return asdict(self)


def view_motion(project: Project) -> MotionView:
    """The motion of a board; its two assets must be loaded with it (select_related)."""
    picture, clip = project.motion_picture, project.motion_clip
    return MotionView(
        picture.pk if picture else "",
        picture.name if picture else "",
        clip.pk if clip else "",
        clip.name if clip else "",
        project.motion_orientation,
        project.motion_keep_sound,
    )
