"""Prompts hold elements by id: whoever reads one sees the name it has now, on the board, in captions and in orders."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storyboard.elements import editing as library
from storyboard.elements import revising
from storyboard.elements.models import Element
from storyboard.projects import casting, editing, writing
from storyboard.projects.compiling import compile_spec, live_shots
from storyboard.projects.models import Project
from storyboard.providers.mentions import mention_of
from storyboard.providers.spec import Spec
from storyboard.studio.models import Person
from storyboard.takes.animatics import board_of
from tests.conftest import People
from tests.elements.making import element, file
from tests.projects.posting import text_of

pytestmark = pytest.mark.both


def compiled(project: Project) -> Spec:
    project = Project.objects.select_related("workspace", "first_frame", "last_frame").get(pk=project.pk)
    return compile_spec(project, live_shots(project))


def write(project: Project, people: People, text: str) -> None:
    shot = live_shots(project)[0]
    editing.edit(project.pk, people.alice, writing.write_text(shot.pk, "prompt", text, 10**6))


def cast(project: Project, people: People, *elements: Element) -> None:
    for one in elements:
        editing.edit(project.pk, people.alice, casting.add_element(one.pk))


def test_a_new_name_is_read_everywhere_and_changes_no_prompt(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    guide = element(people.lino, people.workspace, "Guide")
    cast(project, people, guide)
    stored = f"{mention_of(guide.pk)} walks."
    write(project, people, stored)
    library.write(guide.pk, people.lino, "name", "Pathfinder")
    assert live_shots(project)[0].prompt == stored
    spec, client = compiled(project), client_of(people.alice)
    assert spec.sent(stored) == "@Pathfinder walks."
    assert board_of(spec, 720, "mp4").shots[0].prompt == "@Pathfinder walks."
    board = text_of(client.get(f"/projects/{project.pk}/strip/"))
    assert "@Pathfinder walks." in board
    assert "{{element" not in board
    assert client.get("/elements/menu/", {"project": project.pk}).json()[0]["name"] == "Pathfinder"


def test_reordering_binds_no_mention_to_another(people: People, project: Project) -> None:
    guide, globe = (element(people.lino, people.workspace, name) for name in ("Guide", "Globe"))
    cast(project, people, guide, globe)
    write(project, people, f"{mention_of(guide.pk)} and {mention_of(globe.pk)}")
    editing.edit(project.pk, people.alice, casting.move_element(globe.pk, 0))
    spec = compiled(project)
    assert [one.name for one in spec.elements] == ["Globe", "Guide"]
    assert spec.shown(spec.shots[0].prompt) == "@Guide and @Globe"


def test_one_that_is_not_on_the_board_is_named_and_an_unknown_one_is_not(people: People, project: Project) -> None:
    globe = element(people.lino, people.workspace, "Globe")
    hers = element(people.stan, people.elsewhere, "Stranger")
    write(project, people, f"{mention_of(globe.pk)}, {mention_of(hers.pk)}")
    spec = compiled(project)
    assert spec.shown(spec.shots[0].prompt) == "@Globe, @?"
    assert [one.name for one in spec.absent] == ["Globe"]


def test_an_element_is_compiled_with_its_newest_media(people: People, project: Project) -> None:
    guide = element(people.lino, people.workspace, "Guide", ["front", "left", "right"], tags="indigo, mask")
    voice, clip = file(people.workspace, "voice", "voice"), file(people.workspace, "clip", "clip", seconds=5)
    revising.rearrange(guide.pk, people.lino, revising.put("voice", voice.pk))
    revising.rearrange(guide.pk, people.lino, revising.move(2, 1))
    gate = element(people.lino, people.workspace, "Gate")
    revising.choose_source(gate.pk, people.lino, "video")
    revising.rearrange(gate.pk, people.lino, revising.put("video", clip.pk))
    library.approve(gate.pk, people.lino, approved=True)
    cast(project, people, guide, gate)
    first, second = compiled(project).elements
    names = dict(people.workspace.assets.values_list("pk", "name"))
    assert [names[image.asset] for image in first.images] == ["Guide front", "Guide right", "Guide left"]
    assert (first.handle, first.revision, first.tags, first.approved) == ("guide", 5, ("indigo", "mask"), False)
    assert first.voice is not None
    assert first.voice.asset == voice.pk
    assert first.video is None
    assert second.video is not None
    assert (second.video.asset, second.video.seconds, second.video.width) == (clip.pk, Fraction(5), 1920)
    assert (second.images, second.approved) == ((), True)


def test_more_elements_take_no_more_queries(people: People, project: Project) -> None:
    def queries() -> int:
        loaded = Project.objects.select_related("workspace", "first_frame", "last_frame").get(pk=project.pk)
        shots = live_shots(loaded)
        with CaptureQueriesContext(connection) as captured:
            compile_spec(loaded, shots)
        return len(captured)

    names = ("One", "Two", "Three", "Four", "Five")
    made = [element(people.lino, people.workspace, name, ["a", "b"], tags="x, y") for name in names]
    cast(project, people, made[0])
    write(project, people, mention_of(made[3].pk))
    few = queries()
    cast(project, people, *made[1:3])
    write(project, people, " ".join(mention_of(one.pk) for one in made))
    assert queries() == few <= 4
