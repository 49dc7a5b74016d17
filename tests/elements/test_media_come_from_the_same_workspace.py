"""An element takes files of its own workspace and of the right kind, at most three extra images."""

import pytest

from storyboard.elements import revising
from storyboard.elements.errors import Refused
from tests.conftest import People
from tests.elements.making import element, file

pytestmark = pytest.mark.both


def refused(people: People, role: str, asset: str) -> str:
    made = people.workspace.elements.get()
    with pytest.raises(Refused) as caught:
        revising.rearrange(made.pk, people.lino, revising.put(role, asset))
    return caught.value.code


def test_files_of_others_are_refused(people: People) -> None:
    element(people.lino, people.workspace, "Guide")
    assert refused(people, "frontal", file(people.elsewhere, "theirs").pk) == "no_such_file"
    assert refused(people, "frontal", "nothing\x00") == "no_such_file"


def test_a_clip_is_no_image(people: People) -> None:
    element(people.lino, people.workspace, "Guide")
    assert refused(people, "frontal", file(people.workspace, "walk", "clip").pk) == "no_such_file"
    assert refused(people, "face", file(people.workspace, "front").pk) == "no_such_place"


def test_a_fourth_extra_image_is_refused(people: People) -> None:
    element(people.lino, people.workspace, "Guide", ["front", "a", "b", "c"])
    assert refused(people, "extra", file(people.workspace, "d").pk) == "too_many_extra"
