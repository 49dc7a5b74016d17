"""What the history says of each operation: up or down, from what to what, which of the shots; and so of its undo."""

from collections.abc import Callable

import pytest

from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.elements.models import Element
from storyboard.projects import casting, cutting, pinning, several, timing, writing
from storyboard.projects.delivery import set_delivery
from storyboard.projects.editing import Operation, edit
from storyboard.projects.history import Bar, compare, entries
from storyboard.projects.models import Project
from storyboard.projects.motion import set_motion
from storyboard.projects.pinning import Pinned
from storyboard.projects.undoing import redo, undo
from storyboard.projects.wording import Piece
from tests.conftest import People
from tests.projects.edits import live

Ids = list[str]
TOLD: list[tuple[str, Callable[[Ids], Operation]]] = [
    ("locked shot 1", lambda ids: timing.lock_seconds(ids[0], True)),
    ("unlocked shot 3", lambda ids: timing.lock_seconds(ids[2], False)),
    ("locked 2 shots", lambda ids: several.lock_shots(ids[:2], True)),
    ("unlocked 1 shot", lambda ids: several.lock_shots(ids, False)),
    ("made shot 1 5 s long, from 3 s", lambda ids: timing.set_seconds(ids[0], 5)),
    ("made shot 2 2 s long, from 3 s", lambda ids: timing.change_seconds(ids[1], -1)),
    ("made shot 1 5 s long, from 3 s, and the board 11 s", lambda ids: cutting.ripple_seconds(ids[0], 5)),
    ("moved the cut after shot 1 to 5 s, from 3 s", lambda ids: timing.roll_edge(ids[0], 2)),
    ("made the board 12 s long, from 9 s", lambda ids: timing.set_total(12)),
    ("made the board 8 s long, from 9 s", lambda ids: timing.change_total(-1)),
    ("moved shot 1 to place 3", lambda ids: timing.move_shot(ids[0], 2)),
    ("added shot 2, 1 s long", lambda ids: timing.add_shot(1)),
    ("duplicated shot 1 to place 2", lambda ids: cutting.duplicate_shot(ids[0])),
    ("split shot 2 into 1 s and 2 s", lambda ids: cutting.split_shot(ids[1], 1)),
    ("merged what follows into shot 1, which is 6 s long now", lambda ids: cutting.merge_shots(ids[0])),
    ("deleted shot 2", lambda ids: timing.delete_shot(ids[1])),
    ("wrote the prompt of shot 2", lambda ids: writing.write_text(ids[1], "prompt", "Rain.", 99)),
    ("emptied the prompt of shot 1", lambda ids: writing.write_text(ids[0], "prompt", " ", 99)),
    ("named shot 2 “Tram”", lambda ids: writing.write_text(ids[1], "name", "Tram", 99)),
    ("renamed the project “Wet day”, from “Rainy day”", lambda ids: writing.write_board_text("title", "Wet day", 99)),
    ("wrote the style", lambda ids: writing.write_board_text("style", "Grainy.", 99)),
    ("turned the sound on", lambda ids: writing.choose("sound", "true")),
    ("set the picture’s shape to 9:16 tall, from 16:9 wide", lambda ids: writing.choose("ratio", "9:16")),
    ("set the number of results to 3, from 1", lambda ids: writing.choose("results", "3")),
    ("set the video’s quality to 80, from none", lambda ids: set_delivery("quality", "80")),
]


@pytest.fixture
def ids(project: Project, people: People) -> Ids:
    """Three shots without names; the last is locked."""
    shots = live(project)
    for shot in shots:
        edit(project.pk, people.olga, writing.write_text(shot.pk, "name", "", 99))
    edit(project.pk, people.olga, timing.lock_seconds(shots[2].pk, True))
    return [shot.pk for shot in shots]


def told(project: Project) -> str:
    project.refresh_from_db()
    return entries(project)[0].deed


@pytest.mark.parametrize(("sentence", "made"), TOLD, ids=[sentence for sentence, _made in TOLD])
def test_an_operation_its_undo_and_its_redo(
    project: Project, people: People, ids: Ids, sentence: str, made: Callable[[Ids], Operation]
) -> None:
    edit(project.pk, people.alice, made(ids))
    assert told(project) == sentence
    edit(project.pk, people.alice, undo)
    assert told(project) == f"took back: {sentence}"
    edit(project.pk, people.alice, redo)
    assert told(project) == f"did again: {sentence}"
    edit(project.pk, people.alice, undo)
    assert told(project) == f"took back: {sentence}"


def test_shots_made_even_are_told_by_their_seconds(project: Project, people: People, ids: Ids) -> None:
    edit(project.pk, people.alice, timing.roll_edge(ids[0], 2))
    edit(project.pk, people.alice, several.even_shots(ids[:2]))
    assert told(project) == "evened some of the shots out, to 3, 3, 3 s from 5, 1, 3 s"
    edit(project.pk, people.alice, timing.set_seconds(ids[0], 1))
    edit(project.pk, people.alice, timing.even_out())
    assert told(project) == "evened the shots out, to 3, 3, 3 s from 1, 5, 3 s"
    edit(project.pk, people.alice, cutting.lengthen_shots(4, ids[0]))
    assert told(project) == "made shot 1 4 s long, from 3 s"


def test_files_and_elements_are_told_by_name(project: Project, people: People, ids: Ids) -> None:
    gate = Asset.objects.create(
        workspace=people.workspace,
        kind=AssetKind.PICTURE,
        origin=AssetOrigin.UPLOAD,
        sha256="gate",
        file="a",
        name="gate.png",
    )
    mara = Element.objects.create(workspace=people.workspace, name="mara", kind="character")
    said = []
    steps = (
        pinning.set_frame("first", Pinned(gate)),
        pinning.set_frame("first", Pinned(gate, (0, 0, 0.5, 0.5))),
        pinning.set_frame("first", None),
        pinning.set_picture(ids[1], Pinned(gate)),
        pinning.set_picture(ids[1], None),
        set_motion("picture", gate),
        casting.add_element(mara.pk),
        casting.remove_element(mara.pk),
    )
    for step in steps:
        edit(project.pk, people.alice, step)
        said.append(told(project))
    assert said == [
        "made “gate.png” the first frame",
        "chose another part of the first frame",
        "took the first frame off",
        "made “gate.png” the picture of shot 2",
        "took the picture of shot 2 off",
        "made “gate.png” the picture of the motion control",
        "put @mara on the board",
        "took @mara off the board",
    ]


def test_the_drawing_shows_a_move_of_equal_shots_by_their_former_places(
    project: Project, people: People, ids: Ids
) -> None:
    edit(project.pk, people.alice, timing.move_shot(ids[0], 2))
    edit(project.pk, people.alice, timing.add_shot(0))
    project.refresh_from_db()
    added, moved = entries(project)[:2]
    assert moved.bars == [Bar(3, "2", False), Bar(3, "3", False), Bar(3, "1", True)]
    edit(project.pk, people.alice, timing.move_shot(ids[1], 2))
    project.refresh_from_db()
    assert [bar.was for bar in entries(project)[0].bars if bar.changed] == ["2"]
    assert [(bar.was, bar.changed) for bar in added.bars] == [("+", True), ("1", True), ("2", False), ("3", False)]


def test_after_a_move_both_boards_call_a_shot_by_its_old_place(project: Project, people: People, ids: Ids) -> None:
    edit(project.pk, people.alice, writing.write_text(ids[0], "prompt", "A red kite in the rain.", 99))
    edit(project.pk, people.alice, timing.move_shot(ids[0], 2))
    edit(project.pk, people.alice, timing.add_shot(0))
    project.refresh_from_db()
    found = {one.what: one.pieces for one in compare(project, project.version - 3, project.version) or []}
    assert found["The order of the shots"] == [
        Piece("gone", "shot 1, shot 2, shot 3"),
        Piece("new", "the new shot at place 1, shot 2, shot 3, shot 1"),
    ]
    assert "Shot 1: the prompt" in found
    assert found["Added"] == [Piece("new", "the new shot at place 1, 1 s")]


def test_shots_of_one_name_are_told_apart(project: Project, people: People) -> None:
    kite = live(project)[0]
    edit(project.pk, people.alice, cutting.duplicate_shot(kite.pk))
    edit(project.pk, people.alice, timing.move_shot(kite.pk, 1))
    order = next(one for one in compare(project, 2, 3) or [] if one.what == "The order of the shots")
    assert [piece.text for piece in order.pieces] == [
        "“Kite” (shot 1), “Kite” (shot 2), “Tram”, “Lighthouse”",
        "“Kite” (shot 2), “Kite” (shot 1), “Tram”, “Lighthouse”",
    ]
