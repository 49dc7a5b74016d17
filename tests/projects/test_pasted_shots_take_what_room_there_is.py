"""Pasted shots go behind the selected one as long as there is room; what is left out or changed is told."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.test import Client
from hypothesis import assume, given
from hypothesis import strategies as st

from storyboard.projects import timeline, undoing
from storyboard.projects.editing import edit
from storyboard.projects.history import entries
from storyboard.projects.models import Project, Shot
from storyboard.projects.pasted_shots import Pasted, PastedShot
from storyboard.projects.pasting import Pasting
from storyboard.projects.timeline import Board, Refused
from storyboard.providers.mentions import mention_of
from storyboard.studio.models import Person
from tests.conftest import People
from tests.elements.making import element, file
from tests.projects.boards import boards
from tests.projects.edits import assert_sound, live
from tests.projects.posting import post, text_of

pytestmark = pytest.mark.both
lengths = st.lists(st.none() | st.integers(-1, 16), min_size=1, max_size=8)


@given(board=boards(), position=st.integers(0, 6), wanted=lengths)
def test_lengths_are_kept_as_long_as_the_board_may_grow_by_them(
    board: Board, position: int, wanted: list[int | None]
) -> None:
    position = min(position, len(board))
    shots = [(f"p{number}", seconds) for number, seconds in enumerate(wanted)]
    try:
        after = timeline.paste(board, position, shots)
    except Refused:
        full = len(board) == 6
        nothing = timeline.total(board) == 15 and all(span.locked or span.seconds == 1 for span in board)
        assert full or nothing
        return
    made = [span for span in after if span.id.startswith("p")]
    assert [span.id for span in after[position : position + len(made)]] == [
        shot for shot, _seconds in shots[: len(made)]
    ]
    assert [span.id for span in after if span not in made] == [span.id for span in board]
    given = [seconds or 0 for seconds in wanted]
    if (
        None not in wanted
        and min(given) > 0
        and len(wanted) + len(board) <= 6
        and sum(given) + timeline.total(board) <= 15
    ):
        assert [span.seconds for span in made] == given
        assert [span for span in after if span not in made] == list(board)


@given(board=boards(), wanted=st.lists(st.integers(1, 15), min_size=1, max_size=5))
def test_pasted_shots_are_as_pasted_while_those_before_have_seconds_to_give(board: Board, wanted: list[int]) -> None:
    there = {span.id for span in board}
    try:
        after = timeline.paste(board, len(board), [(f"p{n}", seconds) for n, seconds in enumerate(wanted)])
    except Refused:
        assume(False)
    made = [span for span in after if span.id not in there]
    short = sum(max(0, asked - span.seconds) for span, asked in zip(made, wanted, strict=False))
    spare = sum(span.seconds - 1 for span in after if span.id in there and not span.locked) + 15 - timeline.total(after)
    assert not (short and spare)
    assert all(span.seconds <= asked for span, asked in zip(made, wanted, strict=False))


def test_lines_of_four_seconds_on_a_board_of_nine(project: Project, people: People) -> None:
    done = paste(project, people.alice, [PastedShot(f"Boat {n}", seconds=4, timed=True) for n in range(3)])
    assert [shot.seconds for shot in live(project)] == [1, 1, 1, 4, 4, 4]
    assert done.told is None


@given(board=boards(), wanted=lengths)
def test_only_what_finds_no_room_is_left_out(board: Board, wanted: list[int | None]) -> None:
    shots = [(f"p{number}", seconds) for number, seconds in enumerate(wanted)]
    try:
        after = timeline.paste(board, len(board), shots)
    except Refused:
        assume(False)
    made = len(after) - len(board)
    if made < len(wanted):
        with pytest.raises(Refused):
            timeline.insert(after, "another", len(after))


def paste(project: Project, person: Person, shots: Sequence[PastedShot], after: str = "") -> Pasting:
    pasting = Pasting(after, Pasted(tuple(shots)))
    edit(project.pk, person, pasting)
    assert_sound(project)
    return pasting


def names(project: Project) -> list[str]:
    return [shot.name or shot.prompt for shot in live(project)]


def test_they_go_behind_the_one_that_is_selected_and_one_step_takes_them_back(project: Project, people: People) -> None:
    kite, *_rest = live(project)
    done = paste(project, people.alice, [PastedShot("A boat.", seconds=2, timed=True), PastedShot("A pier.")], kite.pk)
    assert names(project) == ["Kite", "A boat.", "A pier.", "Tram", "Lighthouse"]
    assert [shot.seconds for shot in live(project)] == [2, 2, 1, 3, 3]
    assert done.told is None
    assert entries(project)[0].deed == "pasted 2 shots"
    edit(project.pk, people.alice, undoing.undo)
    assert names(project) == ["Kite", "Tram", "Lighthouse"]


def test_what_was_left_out_is_named_and_kept(
    project: Project, people: People, client_of: Callable[[Person], Client]
) -> None:
    text = "\n".join(f"Boat {number}.\t2" for number in range(1, 9))
    answer = post(client_of(people.alice), project, "paste", text=text, after=live(project)[2].pk)
    assert answer.status_code == 200
    assert names(project)[3:] == ["Boat 1.", "Boat 2.", "Boat 3."]
    assert [shot.seconds for shot in live(project)] == [3, 3, 3, 2, 2, 2]
    told = text_of(answer)
    assert "5 shots were left out: “Boat 4.”, “Boat 5.”, “Boat 6.”, 2 more. A board has at most 6 shots." in told
    assert "not as pasted" not in told
    assert all(f"Boat {number}. 2 s" in told for number in range(4, 9))
    answer = post(client_of(people.alice), project, "paste", text=text)
    assert answer.status_code == 422
    assert "at most 6 shots" in text_of(answer)


def test_a_length_that_could_not_be_kept_is_told(
    project: Project, people: People, client_of: Callable[[Person], Client]
) -> None:
    answer = post(client_of(people.alice), project, "paste", text="A boat.\t2.5\nA pier.\t6\nA buoy.\t4")
    assert [shot.seconds for shot in live(project)] == [1, 1, 2, 1, 6, 4]
    told = text_of(answer)
    assert "1 length is not as pasted: lengths are whole seconds, and a board lasts at most 15." in told
    assert "left out" not in told


def test_where_no_second_is_left_that_is_the_reason(people: People, project: Project) -> None:
    Shot.objects.filter(project=project).update(locked=True)
    wanted = [PastedShot("A boat.", seconds=6, timed=True), PastedShot("A pier.")]
    done = paste(project, people.alice, wanted)
    assert [shot.seconds for shot in live(project)] == [3, 3, 3, 3, 3]
    assert done.told
    assert done.told.sentences[0].startswith("1 length")


def copied(*shots: dict[str, Any], **called: str) -> str:
    return json.dumps({"shots": shots, "names": called})


def test_pictures_and_mentions_of_the_same_workspace_come_along(
    project: Project, people: People, client_of: Callable[[Person], Client]
) -> None:
    picture, guide = file(people.workspace, "kite.png"), element(people.lino, people.workspace, "The Guide")
    shot = {"name": "Boat", "prompt": f"{mention_of(guide.pk)} rows.", "picture": picture.pk, "crop": "0,0,0.5,0.5"}
    answer = post(client_of(people.alice), project, "paste", pasted=copied({**shot, "seconds": 3}))
    assert "left-out" not in answer.content.decode()
    boat = live(project)[3]
    assert (boat.name, boat.prompt, boat.seconds) == ("Boat", f"{mention_of(guide.pk)} rows.", 3)
    assert (boat.picture_id, boat.picture_crop) == (picture.pk, [0, 0, 0.5, 0.5])


def test_nothing_of_another_workspace_comes_along(
    project: Project, people: People, client_of: Callable[[Person], Client]
) -> None:
    theirs, spy = file(people.elsewhere, "theirs.png"), element(people.stan, people.elsewhere, "The Spy")
    clip = file(people.workspace, "clip.mp4", "clip")
    shot = {"prompt": f"{mention_of(spy.pk)} rows.", "seconds": 3}
    shots = ({**shot, "picture": theirs.pk}, {"prompt": "A pier.", "seconds": 3, "picture": clip.pk})
    answer = post(client_of(people.alice), project, "paste", pasted=copied(*shots, **{spy.pk: "The Spy"}))
    boat, pier = live(project)[3:]
    assert boat.prompt == "@The Spy rows."
    assert (boat.picture_id, pier.picture_id) == (None, None)
    told = text_of(answer)
    assert "2 pictures were left out: they are not in this workspace’s library." in told
    assert "stand in the prompts as names" in told


def test_what_was_left_out_can_be_copied_again(
    project: Project, people: People, client_of: Callable[[Person], Client]
) -> None:
    picture = file(people.workspace, "kite.png")
    shots = [{"name": f"Boat {number}", "prompt": "Rows.", "seconds": 1, "picture": picture.pk} for number in range(5)]
    shots[4] |= {"crop": "0.1,0.1,0.5,0.5", "note": "Low"}
    done = Pasting("", Pasted(tuple(PastedShot("x") for _each in range(3))))
    edit(project.pk, people.alice, done)
    answer = post(client_of(people.alice), project, "paste", pasted=copied(*shots))
    assert answer.status_code == 422
    edit(project.pk, people.alice, undoing.undo)
    answer = post(client_of(people.alice), project, "paste", pasted=copied(*shots))
    (again,) = [part.split('"')[0] for part in answer.content.decode().split('data-copy-again="')[1:]]
    left = json.loads(again.replace("&quot;", '"'))["shots"]
    assert [shot["name"] for shot in left] == ["Boat 3", "Boat 4"]
    assert left[1] == {**shots[4], "crop": "0.1,0.1,0.5,0.5"}


def test_whoever_only_reviews_pastes_nothing(
    project: Project, people: People, client_of: Callable[[Person], Client]
) -> None:
    assert post(client_of(people.rita), project, "paste", text="A boat.").status_code == 403
    assert len(live(project)) == 3
