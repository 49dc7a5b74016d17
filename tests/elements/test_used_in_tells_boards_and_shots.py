"""“Used in” lists boards that hold an element or mention it, with the shots, and the takes ordered with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storyboard.elements import editing as library
from storyboard.elements import revising
from storyboard.elements.using import SHOWN, uses_of
from storyboard.projects import casting, editing, writing
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.providers.mentions import mention_of
from storyboard.takes.models import GenerationElement
from tests.conftest import People
from tests.elements.making import element, file
from tests.takes.making import finished, ordered

pytestmark = pytest.mark.both


def mention(project: Project, people: People, place: int, element_id: str) -> None:
    shot = project.shots.get(position=place)
    text = f"{shot.prompt} With {mention_of(element_id)}."
    editing.edit(project.pk, people.alice, writing.write_text(shot.pk, "prompt", text, 10_000))


def board(people: People, title: str, element_id: str) -> Project:
    made = make_project(people.workspace, people.alice, title, [NewShot(3, prompt=mention_of(element_id))])
    editing.edit(made.pk, people.alice, casting.add_element(element_id))
    return made


def test_shots_that_mention_it_and_boards_that_hold_it(people: People, project: Project) -> None:
    guide, globe = (element(people.lino, people.workspace, name) for name in ("Guide", "Globe"))
    mention(project, people, 1, guide.pk)
    mention(project, people, 3, guide.pk)
    other = make_project(people.workspace, people.alice, "Other", [NewShot(3)])
    editing.edit(other.pk, people.alice, casting.add_element(guide.pk))
    boards = uses_of(people.workspace.pk, guide.pk).boards
    assert [(use.title, use.shots) for use in boards.shown] == [("Other", ()), ("Rainy day", (1, 3))]
    assert boards.count == 2
    assert not uses_of(people.workspace.pk, globe.pk).any


@pytest.mark.parametrize("field", ["prompt", "style", "negative_prompt"])
def test_a_text_of_the_whole_board_uses_it_too(people: People, project: Project, field: str) -> None:
    guide = element(people.lino, people.workspace, "Guide")
    editing.edit(project.pk, people.alice, writing.write_board_text(field, mention_of(guide.pk), 10_000))
    assert uses_of(people.workspace.pk, guide.pk).boards.count == 1


def test_a_renamed_element_is_used_where_it_was(people: People, project: Project) -> None:
    guide = element(people.lino, people.workspace, "Guide")
    mention(project, people, 2, guide.pk)
    before = list(project.shots.values_list("prompt", flat=True))
    library.write(guide.pk, people.lino, "name", "Pathfinder")
    library.write(guide.pk, people.lino, "handle", "pathfinder")
    assert list(project.shots.values_list("prompt", flat=True)) == before
    assert [use.shots for use in uses_of(people.workspace.pk, guide.pk).boards.shown] == [(2,)]


def test_a_take_keeps_the_revision_it_was_ordered_with(people: People, project: Project) -> None:
    guide, globe = (element(people.lino, people.workspace, name, ["front", "left"]) for name in ("Guide", "Globe"))
    for one in (guide, globe):
        editing.edit(project.pk, people.alice, casting.add_element(one.pk))
    ordered(project, people.alice)
    revising.rearrange(guide.pk, people.lino, revising.put("frontal", file(people.workspace, "new").pk))
    library.archive(guide.pk, people.lino)
    finished(project, people.alice)
    takes = uses_of(people.workspace.pk, guide.pk).takes
    assert [(use.title, use.project, use.revision) for use in takes.shown] == [
        ("Animatic, render 2", "Rainy day", 3),
        ("Animatic, render 1", "Rainy day", 2),
    ]
    assert takes.shown[0].address == f"/projects/{project.pk}/takes/0/?render=2"
    assert [use.revision for use in uses_of(people.workspace.pk, globe.pk).takes.shown] == [2, 2]


def test_an_element_that_was_only_mentioned_was_not_ordered(people: People, project: Project) -> None:
    guide = element(people.lino, people.workspace, "Guide", ["front"])
    mention(project, people, 1, guide.pk)
    ordered(project, people.alice)
    assert not GenerationElement.objects.exists()


def test_more_boards_and_takes_take_no_more_queries(people: People) -> None:
    guide = element(people.lino, people.workspace, "Guide", ["front"])

    def use_once_more() -> int:
        ordered(board(people, "Board", guide.pk), people.alice)
        with CaptureQueriesContext(connection) as captured:
            uses_of(people.workspace.pk, guide.pk)
        return len(captured)

    assert use_once_more() == [use_once_more() for _ in range(5)][-1]


def test_the_newest_are_listed_and_all_are_counted(people: People) -> None:
    guide = element(people.lino, people.workspace, "Guide", ["front"])
    for number in range(SHOWN + 3):
        ordered(board(people, f"Board {number}", guide.pk), people.alice)
    uses = uses_of(people.workspace.pk, guide.pk)
    assert (len(uses.boards.shown), uses.boards.count) == (SHOWN, SHOWN + 3)
    assert (len(uses.takes.shown), uses.takes.count) == (SHOWN, SHOWN + 3)
    assert uses.boards.shown[0].title == f"Board {SHOWN + 2}"
