"""Undo takes back what oneself did, on the board as it is now; what others did meanwhile stays, or it is refused."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from storyboard.projects import cutting, timing, undoing, writing
from storyboard.projects.casting import add_element
from storyboard.projects.editing import Editing, Operation, edit, snapshot
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project, Revision
from storyboard.projects.timeline import Refused
from storyboard.studio.models import Person
from tests.conftest import People, examples
from tests.elements.making import element
from tests.projects.boards import ALL_SECONDS
from tests.projects.edits import KINDS, assert_sound, live, operation
from tests.projects.posting import text_of

pytestmark = pytest.mark.both
Steps = Sequence[tuple[str, int, int, str]]
steps = st.lists(
    st.tuples(
        st.sampled_from(KINDS), st.integers(-1, 7), st.integers(1, 12) | st.integers(-20, 20), st.text("ab", max_size=3)
    ),
    min_size=1,
    max_size=8,
)


def board(project: Project) -> dict[str, Any]:
    row = Project.objects.get(pk=project.pk)
    cast = list(row.board_elements.order_by("position").values_list("element_id", flat=True))
    return snapshot(Editing(row, live(project), None, cast))


def do(project: Project, person: Person, step: tuple[str, int, int, str]) -> bool:
    """Whether it was done and changed something."""
    before = Project.objects.get(pk=project.pk).version
    with suppress(Refused):
        edit(project.pk, person, operation(project, *step))
    return Project.objects.get(pk=project.pk).version > before


def as_often_as_it_goes(project: Project, person: Person, step: Operation) -> None:
    with suppress(Refused):
        while True:
            edit(project.pk, person, step)
            assert_sound(project)


def test_a_restored_version_has_the_words_that_a_deleted_shot_had_then(project: Project, people: People) -> None:
    tram = live(project)[1]
    was = tram.prompt
    edit(project.pk, people.alice, writing.write_text(tram.pk, "prompt", "Other words.", 99))
    edit(project.pk, people.alice, timing.delete_shot(tram.pk))
    edit(project.pk, people.alice, undoing.restore(1))
    assert [(shot.pk, shot.prompt) for shot in live(project)][1] == (tram.pk, was)
    edit(project.pk, people.alice, undoing.undo)
    edit(project.pk, people.alice, undoing.undo)
    assert live(project)[1].prompt == "Other words."


def test_a_step_whose_seconds_were_locked_since_is_refused_without_an_offer(
    project: Project, people: People, client_of: Callable[[Person], Client]
) -> None:
    kite, _tram, lighthouse = (shot.pk for shot in live(project))
    edit(project.pk, people.alice, timing.roll_edge(kite, 1))
    for shot in (kite, lighthouse):
        edit(project.pk, people.olga, timing.lock_seconds(shot, True))
    answer = client_of(people.alice).post(f"/projects/{project.pk}/edit/", {"operation": "undo"})
    assert answer.status_code == 422
    assert "were locked since" in text_of(answer)
    assert "Unlock shot" not in text_of(answer)


@examples(small=40, full=500)
@given(seconds=st.sampled_from(ALL_SECONDS), steps=steps)
def test_alone_on_a_board_everything_is_taken_back_and_done_again(
    people: People, seconds: tuple[int, ...], steps: Steps
) -> None:
    project = make_project(people.workspace, people.alice, "Alone", [NewShot(each) for each in seconds])
    start = board(project)
    for step in steps:
        do(project, people.alice, step)
    end = board(project)
    as_often_as_it_goes(project, people.alice, undoing.undo)
    assert board(project) == start
    as_often_as_it_goes(project, people.alice, undoing.redo)
    assert board(project) == end


@examples(small=40, full=500)
@given(seconds=st.sampled_from(ALL_SECONDS), steps=steps, turns=st.lists(st.sampled_from("aobur"), max_size=20))
def test_with_others_the_board_is_always_legal(
    people: People, seconds: tuple[int, ...], steps: Steps, turns: list[str]
) -> None:
    project = make_project(people.workspace, people.alice, "Two", [NewShot(each) for each in seconds])
    for number, turn in enumerate(turns):
        person = people.alice if turn in "au" else people.olga
        with suppress(Refused):
            if turn in "ur":
                edit(project.pk, person, undoing.undo if number % 3 else undoing.redo)
            else:
                do(project, person, steps[number % len(steps)])
        assert_sound(project)


def test_what_another_did_stays(project: Project, people: People) -> None:
    kite, tram, lighthouse = live(project)
    edit(project.pk, people.alice, timing.roll_edge(kite.pk, 2))
    edit(project.pk, people.olga, writing.write_text(tram.pk, "prompt", "A bus.", 99))
    edit(project.pk, people.olga, timing.move_shot(lighthouse.pk, 0))
    edit(project.pk, people.alice, undoing.undo)
    assert [(shot.name, shot.seconds) for shot in live(project)] == [("Lighthouse", 3), ("Kite", 3), ("Tram", 3)]
    assert live(project)[2].prompt == "A bus."


def test_nobody_takes_back_the_steps_of_another(project: Project, people: People) -> None:
    edit(project.pk, people.alice, timing.change_total(2))
    with pytest.raises(Refused, match="nothing_to_undo"):
        edit(project.pk, people.olga, undoing.undo)


def test_a_text_that_another_wrote_since_is_not_overwritten(project: Project, people: People) -> None:
    kite = live(project)[0]
    edit(project.pk, people.alice, writing.write_text(kite.pk, "prompt", "A red kite.", 99))
    edit(project.pk, people.olga, writing.write_text(kite.pk, "prompt", "A blue kite.", 99))
    with pytest.raises(Refused, match="changed_since"):
        edit(project.pk, people.alice, undoing.undo)
    assert live(project)[0].prompt == "A blue kite."


def test_a_deleted_shot_comes_back_with_its_id_and_place(project: Project, people: People) -> None:
    before = board(project)
    edit(project.pk, people.alice, timing.delete_shot(live(project)[1].pk))
    edit(project.pk, people.olga, writing.choose("ratio", "1:1"))
    edit(project.pk, people.alice, undoing.undo)
    assert board(project) == {**before, "ratio": "1:1"}


def test_a_new_step_ends_what_could_be_done_again(project: Project, people: People) -> None:
    edit(project.pk, people.alice, timing.change_total(2))
    edit(project.pk, people.alice, undoing.undo)
    edit(project.pk, people.alice, cutting.ripple_seconds(live(project)[0].pk, 5))
    with pytest.raises(Refused, match="nothing_to_redo"):
        edit(project.pk, people.alice, undoing.redo)


def test_elements_are_taken_off_again_and_those_of_others_stay(project: Project, people: People) -> None:
    mine, theirs = (element(people.lino, people.workspace, name) for name in ("kite", "tram"))
    edit(project.pk, people.alice, add_element(mine.pk))
    edit(project.pk, people.olga, add_element(theirs.pk))
    edit(project.pk, people.alice, undoing.undo)
    assert board(project)["elements"] == [theirs.pk]


def test_any_version_is_restored_and_that_can_be_taken_back(project: Project, people: People) -> None:
    first = board(project)
    for kind in ("split", "duplicate", "merge", "even", "write", "lock"):
        do(project, people.olga, (kind, 1, 1, "text"))
    last = board(project)
    edit(project.pk, people.alice, undoing.restore(1))
    assert board(project) == first
    assert Revision.objects.filter(project=project)[0].operation == "restore"
    edit(project.pk, people.alice, undoing.undo)
    assert board(project) == last


def test_a_lock_that_is_put_back_does_not_stop_its_own_seconds(project: Project, people: People) -> None:
    kite = live(project)[0].pk
    edit(project.pk, people.alice, timing.lock_seconds(kite, True))
    locked = board(project)
    edit(project.pk, people.alice, cutting.unlocking([kite], timing.change_seconds(kite, 2)))
    assert (live(project)[0].seconds, live(project)[0].locked) == (5, False)
    edit(project.pk, people.alice, undoing.restore(2))
    assert board(project) == locked
    edit(project.pk, people.alice, undoing.undo)
    edit(project.pk, people.alice, undoing.undo)
    assert board(project) == locked
