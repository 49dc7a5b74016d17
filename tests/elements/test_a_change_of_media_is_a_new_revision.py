"""Each change of media makes a revision; rows of older ones never change; texts and tags make none."""

from typing import Any

import pytest

from storyboard.elements import editing, revising
from storyboard.elements.models import Element, ElementMedia
from tests.conftest import People
from tests.elements.making import element, file

pytestmark = pytest.mark.both


def rows() -> list[Any]:
    return list(ElementMedia.objects.order_by("pk").values_list("pk", "revision__number", "role", "position", "asset"))


def held(made: Element) -> tuple[str, tuple[str, ...]]:
    made.refresh_from_db()
    layout = revising.layout_of(made)
    return layout.frontal, layout.extras


def test_older_revisions_keep_their_rows(people: People) -> None:
    made = element(people.lino, people.workspace, "Guide", ["front", "left", "right"])
    before = rows()
    revising.rearrange(made.pk, people.lino, revising.put("frontal", file(people.workspace, "new").pk))
    revising.rearrange(made.pk, people.lino, revising.move(2, 1))
    revising.rearrange(made.pk, people.lino, revising.remove("extra", 1))
    assert rows()[: len(before)] == before
    made.refresh_from_db()
    assert made.revision == 6
    assert list(made.revisions.values_list("number", flat=True)) == [6, 5, 4, 3, 2, 1]


def test_texts_tags_and_approval_make_none(people: People) -> None:
    made = element(people.lino, people.workspace, "Guide", ["front"])
    editing.write(made.pk, people.lino, "name", "Pathfinder")
    editing.add_tags(made.pk, people.lino, "night")
    editing.approve(made.pk, people.lino, approved=True)
    made.refresh_from_db()
    assert (made.revision, made.name, made.approval) == (1, "Pathfinder", "approved")


def test_what_changes_nothing_makes_none(people: People) -> None:
    made = element(people.lino, people.workspace, "Guide", ["front", "left"])
    revising.rearrange(made.pk, people.lino, revising.move(1, 1))
    made.refresh_from_db()
    assert made.revision == 2


def test_an_extra_image_moved_before_the_first_is_the_frontal_one(people: People) -> None:
    made = element(people.lino, people.workspace, "Guide", ["front", "left", "right"])
    front, (left, right) = held(made)
    revising.rearrange(made.pk, people.lino, revising.move(1, 0))
    assert held(made) == (left, (front, right))


def test_another_source_gives_back_what_was_there_before(people: People) -> None:
    made = element(people.lino, people.workspace, "Guide", ["front", "left"])
    before = held(made)
    revising.choose_source(made.pk, people.lino, "video")
    assert held(made) == ("", ())
    clip = file(people.workspace, "walk", "clip", seconds=5)
    revising.rearrange(made.pk, people.lino, revising.put("video", clip.pk))
    made.refresh_from_db()
    assert (made.source, made.seconds, made.face_id) == ("video", 5, clip.pk)
    revising.choose_source(made.pk, people.lino, "images")
    assert held(made) == before
