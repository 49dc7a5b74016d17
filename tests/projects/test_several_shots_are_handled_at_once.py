"""Several shots are duplicated, deleted, locked and evened out in one edit, which one step takes back."""

from collections.abc import Callable
from itertools import zip_longest

import pytest
from django.test import Client
from hypothesis import assume, given

from storyboard.projects import several, timeline, undoing
from storyboard.projects.editing import Operation, edit
from storyboard.projects.history import entries
from storyboard.projects.models import Project
from storyboard.projects.pinning import Pinned, set_picture
from storyboard.projects.timeline import Board, Refused
from storyboard.projects.timing import roll_edge
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.boards import boards, copies_of, places, some_of
from tests.projects.edits import assert_sound, live
from tests.projects.posting import post, text_of
from tests.projects.test_pictures_are_pinned_to_ends_and_shots import picture as make_picture

pytestmark = pytest.mark.both


@given(board=boards(), place=places)
def test_only_chosen_unlocked_shots_exchange_seconds(board: Board, place: int) -> None:
    shots = some_of(board, place)
    free = [span for span in board if span.id in shots and not span.locked]
    assume(free)
    after = timeline.even(board, shots)
    evened = [span.seconds for span in after if span.id in {one.id for one in free}]
    assert sum(evened) == sum(span.seconds for span in free)
    assert max(evened) - min(evened) <= 1
    assert {span.id for span in after if span not in board} <= {span.id for span in free}


@given(board=boards(), place=places)
def test_seconds_of_deleted_shots_go_to_the_nearest_that_stay(board: Board, place: int) -> None:
    gone = some_of(board, place)
    assume(len(gone) < len(board))
    expected = {span.id: span.seconds for span in board if span.id not in gone}
    stays = [span for span in board if span.id not in gone]
    for index, span in enumerate(board):
        before = [one for one in board[:index] if one in stays][::-1]
        after = [one for one in board[index:] if one in stays]
        both = [one for pair in zip_longest(before, after) for one in pair if one and not one.locked]
        if span.id in gone and both:
            expected[both[0].id] += span.seconds
    assume(sum(expected.values()) >= 3)
    assert {span.id: span.seconds for span in timeline.delete_all(board, gone)} == expected


def duplicated(board: Board, copies: dict[str, str]) -> Board | Refused:
    try:
        return timeline.duplicate_all(board, copies)
    except Refused as refused:
        return refused


@given(board=boards(), place=places)
def test_copies_stand_together_after_the_last_of_their_originals(board: Board, place: int) -> None:
    copies = copies_of(board, place)
    after = duplicated(board, copies)
    assume(not isinstance(after, Refused))
    assert isinstance(after, tuple)
    order = [span.id for span in after]
    last = max(timeline.index_of(board, shot) for shot in copies)
    start = order.index(board[last].id) + 1
    assert order[start : start + len(copies)] == list(copies.values())
    assert [one for one in order if one not in copies.values()] == [span.id for span in board]


@given(board=boards(), place=places)
def test_of_too_many_copies_as_many_are_offered_as_can_be(board: Board, place: int) -> None:
    copies = copies_of(board, place)
    refused = duplicated(board, copies)
    assume(isinstance(refused, Refused))
    assert isinstance(refused, Refused)
    offered = list(copies.items())[: refused.nearest or 0]
    if offered:
        assert len(timeline.duplicate_all(board, dict(offered))) == len(board) + len(offered)
    with pytest.raises(Refused):
        timeline.duplicate_all(board, dict(list(copies.items())[: len(offered) + 1]))


DEEDS: list[tuple[Callable[[list[str]], Operation], list[int], str]] = [
    (several.duplicate_shots, [2, 2, 1, 1, 3], "duplicated 2 shots"),
    (several.delete_shots, [9], "deleted 2 shots"),
    (lambda shots: several.lock_shots(shots, True), [3, 3, 3], "locked 2 shots"),
    (several.even_shots, [4, 4, 1], "evened some of the shots out, to 4, 4, 1 s from 5, 3, 1 s"),
]


@pytest.mark.parametrize(("made", "seconds", "deed"), DEEDS, ids=[deed for _made, _seconds, deed in DEEDS])
def test_it_is_one_revision_and_one_step(
    project: Project, people: People, made: Callable[[list[str]], Operation], seconds: list[int], deed: str
) -> None:
    kite, tram, _lighthouse = live(project)
    if deed.startswith("evened"):
        edit(project.pk, people.alice, roll_edge(kite.pk, 2))
        edit(project.pk, people.alice, roll_edge(tram.pk, 2))
    before = [(shot.pk, shot.seconds, shot.locked) for shot in live(project)]
    edit(project.pk, people.alice, made([kite.pk, tram.pk]))
    assert_sound(project)
    assert [shot.seconds for shot in live(project)] == seconds
    newest = entries(project)[0]
    assert newest.deed == deed
    edit(project.pk, people.alice, undoing.undo)
    assert [(shot.pk, shot.seconds, shot.locked) for shot in live(project)] == before
    edit(project.pk, people.alice, undoing.redo)
    assert [shot.seconds for shot in live(project)] == seconds


def test_copies_have_the_words_and_the_pictures(project: Project, people: People) -> None:
    kite, tram, _lighthouse = live(project)
    edit(project.pk, people.alice, set_picture(tram.pk, Pinned(make_picture(people.workspace), (0.1, 0.1, 0.5, 0.5))))
    edit(project.pk, people.alice, several.duplicate_shots([tram.pk, kite.pk]))
    shots = live(project)
    assert [shot.name for shot in shots] == ["Kite", "Tram", "Kite", "Tram", "Lighthouse"]
    assert shots[3].picture_id == shots[1].picture_id != shots[2].picture_id
    assert shots[3].picture_crop == [0.1, 0.1, 0.5, 0.5]


def test_locked_shots_unlock_together(project: Project, people: People) -> None:
    shots = [shot.pk for shot in live(project)]
    edit(project.pk, people.alice, several.lock_shots(shots[:2], True))
    assert [shot.locked for shot in live(project)] == [True, True, False]
    edit(project.pk, people.alice, several.lock_shots(shots, False))
    assert not any(shot.locked for shot in live(project))


REFUSED = [
    ("delete_shots", 3, "Delete all but the first", ["Kite"]),
    ("duplicate_shots", 3, "Duplicate the first 2 of them", ["Kite", "Tram", "Kite", "Tram", "Lighthouse", "Boat"]),
]


@pytest.mark.parametrize(("operation", "count", "label", "names"), REFUSED, ids=[one[0] for one in REFUSED])
def test_what_cannot_be_done_to_all_is_offered_for_fewer(
    project: Project,
    people: People,
    client_of: Callable[[Person], Client],
    operation: str,
    count: int,
    label: str,
    names: list[str],
) -> None:
    client, shots = client_of(people.alice), [shot.pk for shot in live(project)]
    if operation == "duplicate_shots":
        assert post(client, project, "paste", pasted='{"shots": [{"name": "Boat", "seconds": 3}]}').status_code == 200
    answer = post(client, project, operation, shots=" ".join(shots[:count]))
    assert answer.status_code == 422
    assert label in text_of(answer)
    fewer = shots[1:count] if operation == "delete_shots" else shots[: count - 1]
    assert f'"shots": "{" ".join(fewer)}"'.replace('"', "&quot;") in answer.content.decode()
    assert post(client, project, operation, shots=" ".join(fewer)).status_code == 200
    assert [shot.name for shot in live(project)] == names


@pytest.mark.parametrize("operation", ["delete_shots", "duplicate_shots", "lock_shots", "even_shots"])
def test_a_shot_that_somebody_deleted_refuses_all_of_it(
    project: Project, people: People, client_of: Callable[[Person], Client], operation: str
) -> None:
    client, (kite, tram, _lighthouse) = client_of(people.alice), live(project)
    post(client_of(people.olga), project, "delete", shot=tram.pk)
    answer = post(client, project, operation, shots=f"{kite.pk} {tram.pk}", locked="true")
    assert answer.status_code == 422
    assert "not on the board any more" in text_of(answer)
    assert [(shot.name, shot.seconds, shot.locked) for shot in live(project)] == [
        ("Kite", 6, False),
        ("Lighthouse", 3, False),
    ]
