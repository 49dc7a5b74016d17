"""A duplicated shot, and the right part of a split one, say and show what the original does; the original stays."""

from collections.abc import Callable

import pytest

from storyboard.projects.cutting import duplicate_shot, merge_shots, split_shot
from storyboard.projects.editing import Operation, edit
from storyboard.projects.models import Project
from storyboard.projects.pinning import Pinned, set_picture
from storyboard.projects.timeline import Refused
from tests.conftest import People
from tests.projects.edits import live
from tests.projects.test_pictures_are_pinned_to_ends_and_shots import picture as make_picture

pytestmark = pytest.mark.both


@pytest.mark.parametrize(
    ("copied", "seconds"), [(duplicate_shot, [2, 1, 3, 3]), (lambda shot: split_shot(shot, 1), [1, 2, 3, 3])]
)
def test_it_follows_its_original(
    project: Project, people: People, copied: Callable[[str], Operation], seconds: list[int]
) -> None:
    kite = live(project)[0]
    picture = make_picture(people.workspace)
    edit(project.pk, people.alice, set_picture(kite.pk, Pinned(picture, (0.1, 0.1, 0.5, 0.5))))
    edit(project.pk, people.alice, copied(kite.pk))
    first, copy, *_rest = live(project)
    assert [shot.seconds for shot in live(project)] == seconds
    assert first.pk == kite.pk != copy.pk
    for field in ("name", "prompt", "note", "picture_id", "picture_crop"):
        assert getattr(copy, field) == getattr(first, field)
    assert copy.picture_id == picture.pk


def test_two_shots_become_one_with_both_texts(project: Project, people: People) -> None:
    kite, tram, lighthouse = live(project)
    edit(project.pk, people.alice, merge_shots(kite.pk))
    assert [(shot.pk, shot.seconds) for shot in live(project)] == [(kite.pk, 6), (lighthouse.pk, 3)]
    assert live(project)[0].prompt == f"{kite.prompt}\n{tram.prompt}"


def test_the_last_one_has_nothing_to_merge_with(project: Project, people: People) -> None:
    with pytest.raises(Refused, match="nothing_to_merge"):
        edit(project.pk, people.alice, merge_shots(live(project)[2].pk))
