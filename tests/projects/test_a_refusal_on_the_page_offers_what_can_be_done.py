"""Whoever asks for seconds that cannot be is offered those that can, as a button that does it."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from html import unescape

import pytest
from django.test import Client
from hypothesis import assume, given
from hypothesis import strategies as st

from storyboard.projects.editing import edit
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.projects.offering import COMPUTE, Asked, offer_instead, unlocked
from storyboard.projects.several import lock_shots
from storyboard.projects.timeline import Board, Refused
from storyboard.projects.undoing import undo
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.boards import boards, numbers, places, shot_of, some_of
from tests.projects.edits import live

REFUSED = [
    ({"operation": "seconds", "seconds": "40"}, "Make it 7 s", [7, 1, 1]),
    ({"operation": "change_seconds", "by": "-9"}, "Make it 1 s", [1, 5, 3]),
    ({"operation": "ripple", "seconds": "40"}, "Make it 9 s", [9, 3, 3]),
    ({"operation": "total", "seconds": "40"}, "Make the board 15 s long", [5, 5, 5]),
    ({"operation": "change_total", "by": "-8"}, "Make the board 3 s long", [1, 1, 1]),
    ({"operation": "split", "at": "3"}, "Cut after second 2", [2, 1, 3, 3]),
]


@pytest.mark.parametrize(("form", "label", "after"), REFUSED, ids=str)
def test_the_button_does_it(
    project: Project,
    people: People,
    client_of: Callable[[Person], Client],
    form: dict[str, str],
    label: str,
    after: list[int],
) -> None:
    client, address = client_of(people.alice), f"/projects/{project.pk}/edit/"
    asked = {**form, "shot": live(project)[0].pk}
    answer = client.post(address, asked)
    assert answer.status_code == 422
    page = unescape(answer.content.decode())
    assert label in page
    values = re.search(r'data-values="(\{.*?\})"', page)
    assert values
    assert client.post(address, json.loads(values[1])).status_code == 200
    assert [shot.seconds for shot in live(project)] == after


def test_nothing_is_offered_that_would_change_nothing(
    project: Project, people: People, client_of: Callable[[Person], Client]
) -> None:
    client, address = client_of(people.alice), f"/projects/{project.pk}/edit/"
    client.post(address, {"operation": "total", "seconds": "15"})
    answer = client.post(address, {"operation": "change_total", "by": "1"})
    assert answer.status_code == 422
    assert "data-fix" not in answer.content.decode()


def press(client: Client, address: str, form: dict[str, str]) -> str:
    """Asks for what is refused, presses the button that is offered, and says what was on it."""
    answer = client.post(address, form)
    assert answer.status_code == 422
    page = unescape(answer.content.decode())
    values, label = re.search(r'data-values="(\{.*?\})"', page), re.search(r'data-values="\{.*?\}">(.*?)<', page)
    assert values, page
    assert label, page
    assert client.post(address, json.loads(values[1])).status_code == 200
    return label[1]


# The shots that are locked, which is asked for (0: the board), the form, the button, and the seconds after it.
Case = tuple[tuple[int, ...], int, dict[str, str], str, list[int]]
LOCKED: list[Case] = [
    ((1,), 1, {"operation": "change_seconds", "by": "1"}, "Unlock and do it", [4, 2, 3]),
    ((1,), 1, {"operation": "seconds", "seconds": "5"}, "Unlock and do it", [5, 1, 3]),
    ((1,), 1, {"operation": "ripple", "seconds": "5"}, "Unlock and do it", [5, 3, 3]),
    ((2,), 1, {"operation": "roll", "by": "1"}, "Unlock shot 2 and do it", [4, 2, 3]),
    ((1, 2), 1, {"operation": "roll", "by": "1"}, "Unlock 2 shots and do it", [4, 2, 3]),
    ((2,), 1, {"operation": "merge"}, "Unlock shot 2 and do it", [6, 3]),
    ((2,), 2, {"operation": "split", "at": "1"}, "Unlock and do it", [3, 1, 2, 3]),
    ((1, 2, 3), 0, {"operation": "change_total", "by": "1"}, "Unlock shot 1 and do it", [4, 3, 3]),
    ((1, 2, 3), 0, {"operation": "even"}, "Unlock shot 1 and do it", [3, 3, 3]),
    ((), 3, {"operation": "merge"}, "Merge with the shot before", [3, 6]),
    ((2, 3), 3, {"operation": "merge"}, "Unlock and merge with the shot before", [3, 6]),
    ((), 3, {"operation": "roll", "by": "2"}, "Make the last shot 5 s long", [3, 3, 5]),
]


@pytest.mark.parametrize("case", LOCKED, ids=str)
def test_a_lock_is_opened_or_the_other_neighbour_taken(
    project: Project, people: People, client_of: Callable[[Person], Client], case: Case
) -> None:
    locked, place, form, label, after = case
    edit(project.pk, people.olga, lock_shots([live(project)[number - 1].pk for number in locked], True))
    asked = {**form, "shot": live(project)[place - 1].pk} if place else form
    assert press(client_of(people.alice), f"/projects/{project.pk}/edit/", asked) == label
    assert [shot.seconds for shot in live(project)] == after
    edit(project.pk, people.alice, undo)
    assert [(shot.seconds, shot.locked) for shot in live(project)] == [(3, n in locked) for n in (1, 2, 3)]


def test_a_full_board_makes_room(people: People, client_of: Callable[[Person], Client]) -> None:
    project = make_project(people.workspace, people.alice, "Full", [NewShot(2) for _each in range(6)])
    client, address = client_of(people.alice), f"/projects/{project.pk}/edit/"
    assert press(client, address, {"operation": "add", "position": "6"}) == "Merge shots 5 and 6 to make room"
    assert client.post(address, {"operation": "add", "position": "5"}).status_code == 200
    duplicated = {"operation": "duplicate", "shot": live(project)[1].pk}
    assert press(client, address, duplicated) == "Merge shots 2 and 3 to make room"
    assert client.post(address, {"operation": "add", "position": "5"}).status_code == 200
    project.shots.update(locked=True)
    pasted = {"operation": "paste", "text": "A boat."}
    assert press(client, address, pasted) == "Unlock and merge shots 1 and 2 to make room"


def test_a_board_without_a_second_to_give(people: People, client_of: Callable[[Person], Client]) -> None:
    project = make_project(people.workspace, people.alice, "Held", [NewShot(5), NewShot(6), NewShot(4)])
    project.shots.update(locked=True)
    client, address = client_of(people.alice), f"/projects/{project.pk}/edit/"
    assert press(client, address, {"operation": "paste", "text": "A boat."}) == "Unlock shot 2"
    project.shots.update(locked=True)
    assert press(client, address, {"operation": "add", "position": "3"}) == "Unlock shot 1 and do it"
    assert [shot.seconds for shot in live(project)] == [3, 6, 4, 2]


def test_the_only_shot_and_one_of_a_second(people: People, client_of: Callable[[Person], Client]) -> None:
    project = make_project(people.workspace, people.alice, "One", [NewShot(3)])
    client, address = client_of(people.alice), f"/projects/{project.pk}/edit/"
    assert press(client, address, {"operation": "delete", "shot": live(project)[0].pk}) == "Add a shot"
    short = {"operation": "split", "shot": live(project)[1].pk, "at": "1"}
    assert press(client, address, short) == "Make it 2 s"
    assert [shot.seconds for shot in live(project)] == [1, 2]


@given(operation=st.sampled_from(sorted(COMPUTE)), board=boards(), place=places, number=numbers)
def test_what_is_offered_can_be_done(operation: str, board: Board, place: int, number: int) -> None:
    form = {"operation": operation, "shot": shot_of(board, place), "shots": " ".join(some_of(board, place))}
    form |= dict.fromkeys(("position", "at", "by", "seconds"), str(number))
    refusal = None
    try:
        COMPUTE[operation](Asked(form, Refused(""), board), board)
    except Refused as refused:
        refusal = refused
    assume(refusal)
    offer = offer_instead(form, refusal, board) if refusal else None
    if offer is None:
        assert refusal
        assert refusal.code not in ("nothing_to_merge", "too_many_shots") or len(board) == 1
        return
    values = {name: str(value) for name, value in offer.values.items()}
    opened = unlocked(board, values.get("unlock", "").split())
    COMPUTE[values["operation"]](Asked(values, Refused(""), opened), opened)


@given(operation=st.sampled_from(["change_seconds", "roll", "merge", "even"]), board=boards(), place=places)
def test_a_lock_in_the_way_can_always_be_opened(operation: str, board: Board, place: int) -> None:
    form = {"operation": operation, "shot": shot_of(board, place), "by": "1"}
    with suppress(Refused):
        COMPUTE[operation](Asked(form, Refused(""), board), board)
        assume(False)
    free = unlocked(board, [span.id for span in board])
    with suppress(Refused):
        COMPUTE[operation](Asked(form, Refused(""), free), free)
        assert offer_instead(form, Refused("locked"), board)
