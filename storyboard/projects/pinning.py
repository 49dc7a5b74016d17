"""Operations on pictures: the frames at both ends of a board, and the picture of a shot."""

from dataclasses import dataclass

from storyboard.assets.models import Asset, AssetKind
from storyboard.projects.editing import Change, Editing, Operation
from storyboard.projects.models import Project, Shot
from storyboard.projects.timeline import Refused


@dataclass(frozen=True)
class Pinned:
    """A picture of the project's workspace and the part of it to show (x, y, width, height as fractions; None: all)."""

    asset: Asset
    crop: tuple[float, float, float, float] | None = None


EDGES = ("first", "last")


def set_frame(edge: str, pinned: Pinned | None) -> Operation:
    """Pins a picture to an end of the board ("first" or "last"), or clears that end."""

    def operation(editing: Editing) -> Change | None:
        if edge not in EDGES:
            raise Refused("no_such_field")
        return _pin(editing, editing.project, "", f"{edge}_frame", f"{edge}_crop", pinned)

    return operation


def swap_frames() -> Operation:
    """The first frame becomes the last and the last the first, each with its crop."""

    def operation(editing: Editing) -> Change | None:
        project = editing.project
        if project.first_frame_id is None and project.last_frame_id is None:
            return None
        project.first_frame, project.last_frame = project.last_frame, project.first_frame
        project.first_crop, project.last_crop = project.last_crop, project.first_crop
        project.save(update_fields=["first_frame", "last_frame", "first_crop", "last_crop"])
        return Change("swap")

    return operation


def set_picture(shot_id: str, pinned: Pinned | None) -> Operation:
    """Gives a shot its picture, or takes it away."""

    def operation(editing: Editing) -> Change | None:
        return _pin(editing, editing.shot(shot_id), shot_id, "picture", "picture_crop", pinned)

    return operation


def _pin(
    editing: Editing, row: Project | Shot, shot_id: str, field: str, crop_field: str, pinned: Pinned | None
) -> Change | None:
    if pinned and (pinned.asset.workspace_id != editing.project.workspace_id or pinned.asset.kind != AssetKind.PICTURE):
        raise Refused("no_such_picture")
    before = {"asset": getattr(row, f"{field}_id"), "crop": getattr(row, crop_field)}
    after = {
        "asset": pinned.asset.pk if pinned else None,
        "crop": list(pinned.crop) if pinned and pinned.crop else None,
    }
    if before == after:
        return None
    setattr(row, field, pinned.asset if pinned else None)
    setattr(row, crop_field, after["crop"])
    row.save(update_fields=[field, crop_field])
    return Change("pin", shot_id, field, before, after)
