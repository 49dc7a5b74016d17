"""Motion control holds one picture and one clip of the workspace, each of its kind, whatever the model is."""

import pytest

from storyboard.assets.models import Asset
from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.motion import set_motion
from storyboard.projects.timeline import Refused
from tests.conftest import People


def asset_of(people: People, kind: str, name: str, workspace: str = "") -> Asset:
    return Asset.objects.create(
        workspace_id=workspace or people.workspace.pk, kind=kind, origin="upload", sha256=name.ljust(64, "0"), name=name
    )


def test_both_are_pinned_written_into_the_revision_and_taken_away(people: People, project: Project) -> None:
    picture, clip = asset_of(people, "picture", "a"), asset_of(people, "clip", "b")
    edit(project.pk, people.alice, set_motion("picture", picture))
    board, _shots = edit(project.pk, people.alice, set_motion("clip", clip))
    assert (board.motion_picture, board.motion_clip) == (picture, clip)
    snapshot = project.revisions.get(version=board.version).snapshot
    assert (snapshot["motion_picture_id"], snapshot["motion_clip_id"]) == (picture.pk, clip.pk)
    board, _shots = edit(project.pk, people.alice, set_motion("picture", None))
    assert board.motion_picture is None
    again, _shots = edit(project.pk, people.alice, set_motion("picture", None))
    assert again.version == board.version


def test_another_kind_and_another_workspace_are_refused(people: People, project: Project) -> None:
    foreign = people.stan.memberships.get().workspace_id
    for part, asset, code in (
        ("clip", asset_of(people, "picture", "c"), "no_such_clip"),
        ("picture", asset_of(people, "voice", "d"), "no_such_picture"),
        ("picture", asset_of(people, "picture", "e", foreign), "no_such_picture"),
        ("sound", None, "no_such_field"),
    ):
        with pytest.raises(Refused) as refused:
            edit(project.pk, people.alice, set_motion(part, asset))
        assert refused.value.code == code
