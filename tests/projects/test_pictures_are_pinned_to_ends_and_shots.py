"""A picture of the workspace, with the part to use, is pinned to an end of the board or to a shot."""

from typing import Any

import pytest

from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.projects import editing, pinning
from storyboard.projects.models import Project
from storyboard.projects.pinning import Pinned
from storyboard.projects.timeline import Refused
from storyboard.studio.models import Workspace
from tests.conftest import People

pytestmark = pytest.mark.both
CROP = (0.1, 0.2, 0.5, 0.5)


def picture(workspace: Workspace, name: str = "kite.png", kind: AssetKind = AssetKind.PICTURE) -> Asset:
    return Asset.objects.create(
        workspace=workspace, kind=kind, origin=AssetOrigin.UPLOAD, sha256=name, file="a", name=name
    )


def edited(project: Project, people: People, operation: editing.Operation) -> Any:
    return editing.edit(project.pk, people.alice, operation)[0]


def test_a_frame_is_pinned_with_its_crop(people: People, project: Project) -> None:
    kite = picture(people.workspace)
    after = edited(project, people, pinning.set_frame("first", Pinned(kite, CROP)))
    assert (after.first_frame, after.first_crop, after.last_frame) == (kite, [*CROP], None)
    assert after.version == project.version + 1


def test_a_frame_is_cleared(people: People, project: Project) -> None:
    edited(project, people, pinning.set_frame("last", Pinned(picture(people.workspace))))
    after = edited(project, people, pinning.set_frame("last", None))
    assert (after.last_frame, after.last_crop) == (None, None)


def test_the_ends_are_swapped_with_their_crops(people: People, project: Project) -> None:
    kite, tram = picture(people.workspace), picture(people.workspace, "tram.png")
    edited(project, people, pinning.set_frame("first", Pinned(kite, CROP)))
    edited(project, people, pinning.set_frame("last", Pinned(tram)))
    after = edited(project, people, pinning.swap_frames())
    assert (after.first_frame, after.first_crop) == (tram, None)
    assert (after.last_frame, after.last_crop) == (kite, [*CROP])


def test_a_shot_has_a_picture_of_its_own(people: People, project: Project) -> None:
    kite, shot = picture(people.workspace), project.shots.get(position=2)
    edited(project, people, pinning.set_picture(shot.pk, Pinned(kite, CROP)))
    shot.refresh_from_db()
    assert (shot.picture, shot.picture_crop) == (kite, [*CROP])
    revision = project.revisions.latest("version")
    assert (revision.field, revision.shot, revision.after) == ("picture", shot.pk, {"asset": kite.pk, "crop": [*CROP]})
    assert revision.snapshot["shots"][1]["picture_id"] == kite.pk


def test_the_same_picture_again_changes_nothing(people: People, project: Project) -> None:
    kite = picture(people.workspace)
    first = edited(project, people, pinning.set_frame("first", Pinned(kite, CROP)))
    again = edited(project, people, pinning.set_frame("first", Pinned(kite, CROP)))
    assert again.version == first.version


def test_a_foreign_picture_is_refused(people: People, project: Project) -> None:
    with pytest.raises(Refused, match="no_such_picture"):
        edited(project, people, pinning.set_frame("first", Pinned(picture(people.elsewhere))))


def test_a_clip_is_no_picture(people: People, project: Project) -> None:
    with pytest.raises(Refused, match="no_such_picture"):
        edited(project, people, pinning.set_frame("first", Pinned(picture(people.workspace, kind=AssetKind.CLIP))))
