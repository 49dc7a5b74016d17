"""Shots, texts, pictures, elements, delivery and tags are those of the original; takes and history are not."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects import casting, editing, keeping, pinning, timing, writing
from storyboard.projects.compiling import live_shots
from storyboard.projects.copying import copy_project
from storyboard.projects.delivery import set_delivery
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.projects.pinning import Pinned
from storyboard.projects.undoing import undo
from storyboard.studio.models import Person
from tests.conftest import People
from tests.elements.making import element, file
from tests.takes.making import finished

pytestmark = pytest.mark.both
CROP = (0.1, 0.2, 0.5, 0.5)
OWN = {"id", "title", "sort_key", "version", "created_by_id", "created_at", "edited_by_id", "edited_at", "last_render"}


@pytest.fixture
def original(people: People, project: Project) -> Project:
    kite, guide = file(people.workspace, "kite"), element(people.lino, people.workspace, "Guide", ["face"])
    first, second, third = (shot.pk for shot in live_shots(project))
    for operation in (
        pinning.set_frame("first", Pinned(kite, CROP)),
        pinning.set_picture(second, Pinned(kite, CROP)),
        writing.write_text(second, "note", "Wait for the wind.", 99),
        writing.write_text(second, "prompt", f"{{{{element:{guide.pk}}}}} runs.", 99),
        writing.write_board_text("style", "35 mm", 99),
        writing.choose("model", "runware/kling-3.0-4k"),
        timing.lock_seconds(second, True),
        casting.add_element(guide.pk),
        set_delivery("quality", "90"),
        timing.delete_shot(third),
        timing.move_shot(second, 0),
    ):
        editing.edit(project.pk, people.alice, operation)
    keeping.set_tags(project.pk, "night, sea")
    finished(project, people.alice)
    assert first
    return Project.objects.get(pk=project.pk)


def board_of(project: Project) -> dict[str, object]:
    """The snapshot of its last revision, but for the ids of shots."""
    snapshot = dict(project.revisions.order_by("-version")[0].snapshot)
    shots = [{name: value for name, value in shot.items() if name != "id"} for shot in snapshot.pop("shots")]
    return {**snapshot, "title": "", "shots": shots}


def test_the_board_is_the_same(people: People, original: Project) -> None:
    made = Project.objects.get(pk=copy_project(original.pk, people.olga).pk)
    assert board_of(made) == board_of(original)
    fields = {field.attname for field in Project._meta.concrete_fields} - OWN
    assert {name: getattr(made, name) for name in fields} == {name: getattr(original, name) for name in fields}
    assert [tag.tag for tag in made.tags.all()] == ["night", "sea"]
    assert {shot.pk for shot in live_shots(made)}.isdisjoint(shot.pk for shot in live_shots(original))


def test_it_is_the_copiers_and_new(people: People, original: Project) -> None:
    made = copy_project(original.pk, people.olga)
    assert (made.created_by, made.edited_by, made.version, made.last_render) == (people.olga, people.olga, 1, 0)
    assert (made.takes.count(), made.revisions.count()) == (0, 1)
    assert [one.person for one in made.people.all()] == [people.olga]
    editing.edit(made.pk, people.olga, timing.change_total(1))
    editing.edit(made.pk, people.olga, undo)
    assert board_of(Project.objects.get(pk=made.pk)) == board_of(original)


def test_its_title_says_that_it_is_a_copy_and_stays_short_enough(people: People) -> None:
    source = make_project(people.workspace, people.alice, "Harbour", [NewShot(3)])
    assert [copy_project(source.pk, people.olga).title for _time in range(3)] == [
        "Harbour copy",
        "Harbour copy 2",
        "Harbour copy 3",
    ]
    long = make_project(people.workspace, people.alice, "x" * 120, [NewShot(3)])
    assert copy_project(long.pk, people.olga).title == f"{'x' * 115} copy"


def test_it_is_found_and_told_in_its_history(
    people: People, original: Project, client_of: Callable[[Person], Client]
) -> None:
    client = client_of(people.olga)
    card = client.post(f"/projects/{original.pk}/copy/", headers={"HX-Request": "true"}).content.decode()
    assert 'data-title="Rainy day copy"' in card
    assert 'data-tags="night, sea"' in card
    made = Project.objects.get(title="Rainy day copy")
    assert f"project-{made.pk}" in client.get("/?q=copy+nig", headers={"HX-Request": "true"}).content.decode()
    assert "made the project as a copy of another" in client.get(f"/projects/{made.pk}/history/").content.decode()


def test_a_copy_of_an_archived_project_is_not_in_the_archive(people: People, original: Project) -> None:
    keeping.archive(original.pk)
    assert copy_project(original.pk, people.olga).archived_at is None
