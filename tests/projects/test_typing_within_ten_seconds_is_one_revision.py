"""One person's edits of one field within ten seconds are one revision and one step back, not thirty."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from storyboard.projects import cutting, editing, timing, undoing, writing
from storyboard.projects.editing import Operation
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project, Revision
from storyboard.projects.timeline import Refused
from storyboard.studio.models import Person
from tests.conftest import People, examples
from tests.projects.boards import ALL_SECONDS
from tests.projects.edits import KINDS, assert_sound, live, operation

pytestmark = pytest.mark.both
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def write(project: Project, person: Person, text: str, field: str = "prompt", place: int = 0) -> None:
    seen = Project.objects.values_list("version", flat=True).get(pk=project.pk)
    editing.edit(project.pk, person, writing.write_text(live(project)[place].pk, field, text, seen))


def written(project: Project) -> list[tuple[str, str]]:
    """(before, after) of each written revision, oldest first."""
    rows = Revision.objects.filter(project=project, operation="write").order_by("version")
    return [(str(row.before), str(row.after)) for row in rows]


def test_one_persons_typing_is_one(project: Project, people: People) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for text in ("A", "A k", "A kite"):
            write(project, people.alice, text)
            clock.shift(3)
    assert written(project) == [("A kite in the rain.", "A kite")]
    project.refresh_from_db()
    revision = Revision.objects.get(project=project, operation="write")
    assert revision.version == project.version == 4
    assert revision.snapshot["shots"][0]["prompt"] == "A kite"


def test_after_ten_seconds_another_begins(project: Project, people: People) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        write(project, people.alice, "One")
        clock.shift(10.001)
        write(project, people.alice, "Two")
    assert written(project) == [("A kite in the rain.", "One"), ("One", "Two")]


def test_another_person_begins_another(project: Project, people: People) -> None:
    write(project, people.alice, "One")
    write(project, people.olga, "Two")
    assert len(written(project)) == 2


def test_another_field_is_another(project: Project, people: People) -> None:
    write(project, people.alice, "One")
    write(project, people.alice, "One", field="note")
    write(project, people.alice, "Two")
    assert written(project) == [("", "One"), ("A kite in the rain.", "Two")]


def test_another_shot_begins_another(project: Project, people: People) -> None:
    write(project, people.alice, "One")
    write(project, people.alice, "Two", place=1)
    assert len(written(project)) == 2


def do(project: Project, person: Person, operation: Operation) -> None:
    editing.edit(project.pk, person, operation)


def revisions(project: Project) -> list[tuple[str, str]]:
    """(who, what) of each but the first, oldest first."""
    rows = Revision.objects.filter(project=project, version__gt=1).select_related("person").order_by("version")
    return [(str(row.person), row.operation) for row in rows]


def prompts(project: Project) -> list[list[str]]:
    """The prompts of the first two shots in each revision, oldest first."""
    rows = Revision.objects.filter(project=project).order_by("version")
    return [[shot["prompt"] for shot in row.snapshot["shots"][:2]] for row in rows]


def test_two_who_type_in_turn_leave_one_each(project: Project, people: People) -> None:
    for text in ("A", "A b", "A bo", "A boat"):
        write(project, people.alice, text)
        write(project, people.olga, text.upper(), place=1)
    assert written(project) == [("A kite in the rain.", "A boat"), ("A tram in the rain.", "A BOAT")]
    assert prompts(project)[1:] == [["A boat", "A tram in the rain."], ["A boat", "A BOAT"]]
    do(project, people.alice, undoing.undo)
    assert [shot.prompt for shot in live(project)[:2]] == ["A kite in the rain.", "A BOAT"]
    do(project, people.olga, undoing.undo)
    assert [shot.prompt for shot in live(project)[:2]] == ["A kite in the rain.", "A tram in the rain."]


def test_what_another_did_to_the_same_text_in_between_begins_another(project: Project, people: People) -> None:
    write(project, people.alice, "One")
    write(project, people.olga, "Hers")
    write(project, people.alice, "Two")
    assert written(project) == [("A kite in the rain.", "One"), ("One", "Hers"), ("Hers", "Two")]


def test_a_restored_board_stays_what_it_was_and_begins_another(project: Project, people: People) -> None:
    do(project, people.olga, writing.choose("ratio", "1:1"))
    write(project, people.alice, "One")
    before = Revision.objects.get(project=project, version=3).snapshot
    do(project, people.olga, writing.choose("animatic_height", "1080"))
    do(project, people.olga, undoing.restore(3))
    write(project, people.alice, "Two")
    assert Revision.objects.get(project=project, operation="restore").snapshot == before
    assert len(written(project)) == 2


def test_what_was_taken_back_is_not_gone_on_with(project: Project, people: People) -> None:
    write(project, people.alice, "One")
    do(project, people.alice, undoing.undo)
    write(project, people.alice, "Two")
    assert written(project) == [("A kite in the rain.", "One"), ("A kite in the rain.", "Two")]
    do(project, people.alice, undoing.undo)
    assert live(project)[0].prompt == "A kite in the rain."


def test_what_was_typed_and_taken_out_again_is_no_step(project: Project, people: People) -> None:
    do(project, people.alice, timing.change_total(1))
    write(project, people.alice, "One")
    write(project, people.alice, "A kite in the rain.")
    do(project, people.alice, undoing.undo)
    assert sum(shot.seconds for shot in live(project)) == 9


def test_a_copy_made_in_between_keeps_what_it_was_made_of(project: Project, people: People) -> None:
    write(project, people.alice, "A b")
    do(project, people.olga, cutting.duplicate_shot(live(project)[0].pk))
    write(project, people.alice, "A boat")
    assert revisions(project) == [("olga", "duplicate"), ("alice", "write")]
    do(project, people.alice, undoing.undo)
    assert [shot.prompt for shot in live(project)[:2]] == ["A kite in the rain.", "A b"]
    do(project, people.olga, undoing.undo)
    assert [shot.name for shot in live(project)] == ["Kite", "Tram", "Lighthouse"]


# Seconds


def seconds(project: Project) -> list[int]:
    return [shot.seconds for shot in live(project)]


OF_SECONDS: dict[str, tuple[Callable[[str], Sequence[Operation]], list[int]]] = {
    "seconds": (lambda shot: [timing.change_seconds(shot, 1), timing.set_seconds(shot, 6)], [6, 1, 2]),
    "ripple": (lambda shot: [cutting.ripple_seconds(shot, 4), cutting.ripple_seconds(shot, 5)], [5, 3, 3]),
    "roll": (lambda shot: [timing.roll_edge(shot, 1), timing.roll_edge(shot, 1)], [5, 1, 3]),
    "total": (lambda shot: [timing.change_total(1), timing.set_total(12)], [5, 4, 3]),
}


@pytest.mark.parametrize("operation", OF_SECONDS)
@pytest.mark.parametrize("alone", [True, False])
def test_seconds_are_one_as_well(project: Project, people: People, operation: str, alone: bool) -> None:
    steps, after = OF_SECONDS[operation]
    shot, other = live(project)[0].pk, live(project)[2].pk
    for step in steps(shot):
        do(project, people.alice, step)
        if not alone:
            do(project, people.olga, writing.write_text(other, "note", step.__qualname__ + str(id(step)), 99))
    assert seconds(project) == after
    assert revisions(project) == [("alice", operation)] + [("olga", "write")] * (not alone)
    found = Revision.objects.get(project=project, operation=operation)
    assert [each for _shot, each in found.before or []] == [3, 3, 3]
    assert [each for _shot, each in found.after or []] == after
    do(project, people.alice, undoing.undo)
    assert seconds(project) == [3, 3, 3]
    do(project, people.alice, undoing.redo)
    assert seconds(project) == after


def test_seconds_for_which_a_lock_was_opened_are_gone_on_with_by_another(project: Project, people: People) -> None:
    kite, _tram, lighthouse = (shot.pk for shot in live(project))
    editing.edit(project.pk, people.olga, timing.lock_seconds(kite, True))
    opening = cutting.unlocking([kite], timing.change_seconds(kite, 1))
    editing.edit(project.pk, people.alice, opening)
    editing.edit(project.pk, people.olga, writing.write_text(lighthouse, "note", "Hers.", 99))
    editing.edit(project.pk, people.alice, timing.change_seconds(kite, 1))
    hers = Revision.objects.get(project=project, operation="write")
    before = Revision.objects.get(project=project, version=hers.version - 1)
    assert [shot["locked"] for shot in hers.snapshot["shots"]] == [shot["locked"] for shot in before.snapshot["shots"]]
    editing.edit(project.pk, people.alice, undoing.undo)
    editing.edit(project.pk, people.alice, undoing.undo)
    assert [(shot.seconds, shot.locked) for shot in live(project)] == [(3, True), (3, False), (3, False)]


def test_two_edges_dragged_in_turn_are_one_each(people: People) -> None:
    shots = [NewShot(3) for _each in range(4)]
    project = make_project(people.workspace, people.alice, "Two", shots)
    left, right = live(project)[0].pk, live(project)[2].pk
    for _turn in range(2):
        do(project, people.alice, timing.roll_edge(left, 1))
        do(project, people.olga, timing.roll_edge(right, -1))
    assert revisions(project) == [("alice", "roll"), ("olga", "roll")]
    rows = Revision.objects.filter(project=project, operation="roll").order_by("version")
    told = [[[each for _shot, each in value or []] for value in (row.before, row.after)] for row in rows]
    assert told == [[[3, 3, 3, 3], [5, 1, 3, 3]], [[5, 1, 3, 3], [5, 1, 1, 5]]]
    do(project, people.alice, undoing.undo)
    assert seconds(project) == [3, 3, 1, 5]


IN_BETWEEN: dict[str, Callable[[str], Operation]] = {
    "roll": lambda tram: timing.roll_edge(tram, 1),
    "lock": lambda tram: timing.lock_seconds(tram, True),
    "even": lambda tram: timing.even_out(),
    "total": lambda tram: timing.change_total(1),
}


@pytest.mark.parametrize("between", IN_BETWEEN)
def test_seconds_that_another_changed_locked_or_evened_begin_another(
    project: Project, people: People, between: str
) -> None:
    kite, tram, _lighthouse = (shot.pk for shot in live(project))
    do(project, people.alice, timing.roll_edge(kite, 1))
    do(project, people.olga, IN_BETWEEN[between](tram))
    do(project, people.olga, timing.lock_seconds(tram, False))
    do(project, people.alice, timing.roll_edge(kite, -1))
    assert [who for who, what in revisions(project) if what == "roll"].count("alice") == 2


@examples(small=30, full=400)
@given(
    seconds=st.sampled_from(ALL_SECONDS),
    turns=st.lists(st.tuples(st.booleans(), st.sampled_from(KINDS), st.integers(0, 5), st.integers(1, 6)), max_size=20),
)
def test_each_revision_differs_from_the_one_before_by_what_its_person_did(
    people: People, seconds: tuple[int, ...], turns: list[tuple[bool, str, int, int]]
) -> None:
    project = make_project(people.workspace, people.alice, "Two", [NewShot(each) for each in seconds])
    for is_alice, kind, place, number in turns:
        person = people.alice if is_alice else people.olga
        with suppress(Refused):
            do(project, person, operation(project, kind, place, number, f"{kind} {number}"))
    rows = list(Revision.objects.filter(project=project).order_by("version"))
    for before, row in pairwise(rows):
        was, now = ([[s["id"], s["seconds"]] for s in each.snapshot["shots"]] for each in (before, row))
        assert 3 <= sum(each for _shot, each in now) <= 15
        if row.field == "seconds":
            assert (row.before, row.after) == (was, now)
        elif row.operation in ("write", "choose", "lock"):
            assert was == now
    with suppress(Refused):
        for _step in range(len(rows)):
            do(project, people.alice, undoing.undo)
            assert_sound(project)
