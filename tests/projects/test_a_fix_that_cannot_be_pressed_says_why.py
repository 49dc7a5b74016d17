"""A fix is tried before it is offered: a button that cannot do it says why, and what else would change is told."""

import pytest

from storyboard.projects.editing import Operation, edit
from storyboard.projects.models import Project
from storyboard.projects.problems import ProblemView, view_problems
from storyboard.projects.timing import add_shot, lock_seconds, set_seconds, set_total
from storyboard.projects.writing import choose
from tests.conftest import People


def on_highway(project: Project, people: People, *operations: Operation) -> list[ProblemView]:
    for operation in (*operations, choose("model", "highway/kling-3.0-4k")):
        edit(project.pk, people.alice, operation)
    return view_problems(Project.objects.select_related("workspace", *Project.PINNED).get(pk=project.pk)).found


def ids(project: Project) -> list[str]:
    return list(project.shots.filter(deleted_at=None).values_list("pk", flat=True))


def test_locked_seconds_are_not_changed(people: People, project: Project) -> None:
    first = ids(project)[0]
    (found, *_others) = on_highway(project, people, set_seconds(first, 2), lock_seconds(first, True))
    assert found.presses[0].why_not == "The seconds of this shot are locked. Unlock it to change them."


def test_a_longer_board_is_told_on_the_button(people: People, project: Project) -> None:
    (found,) = on_highway(project, people, set_total(8))
    assert [press.label for press in found.presses] == ["Make it 1 s longer (the board becomes 9 s long)"]


def test_others_that_can_give_keep_the_board_as_long_as_it_is(people: People, project: Project) -> None:
    (found,) = on_highway(project, people, set_total(10), set_seconds(ids(project)[0], 2))
    assert [(press.label, press.why_not) for press in found.presses] == [("Make it 1 s longer", "")]


def test_more_shots_than_the_longest_board_has_room_for(people: People, project: Project) -> None:
    found = on_highway(project, people, add_shot(9), add_shot(9), add_shot(9))
    every = next(press for press in found[-1].presses if press.code == "every_shot")
    assert every.label == "Make every shot 3 s or longer"
    assert every.why_not == "A board lasts 3 to 15 seconds in all; this would make 18."


@pytest.mark.parametrize(
    ("results", "said"),
    [
        (8, "The board asks for 4 videos now. Order it 2 times to have 8; each order"),
        (5, "The board asks for 4 videos now. Order it, then ask for 1 and order once more to have 5; each order"),
        (11, "The board asks for 4 videos now. Order it 2 times, then ask for 3 and order once more to have 11; each"),
    ],
)
def test_a_split_order_says_how_often_to_order(people: People, project: Project, results: int, said: str) -> None:
    edit(project.pk, people.alice, choose("results", str(results)))
    edit(project.pk, people.alice, choose("model", "runware/kling-3.0-4k"))
    now = Project.objects.select_related("workspace", *Project.PINNED).get(pk=project.pk)
    (found,) = [one for one in view_problems(now).found if one.problem.code == "too_many_results"]
    assert next(press for press in found.presses if press.code == "split_orders").said.startswith(said)
