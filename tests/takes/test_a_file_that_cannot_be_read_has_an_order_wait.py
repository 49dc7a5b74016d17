"""A picture that the object storage does not give for now has its order wait, in words, and sends nothing before."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from storyboard.assets.storing import import_picture, path_of
from storyboard.projects.demo import PICTURES
from storyboard.projects.editing import edit
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.projects.pinning import Pinned, set_frame
from storyboard.takes import preparing
from storyboard.takes.models import Generation, Take
from storyboard.takes.sentences import file_gone, file_waits
from tests.assets.object_storage import ObjectStorage, forget_copies, object_storage
from tests.conftest import People
from tests.takes.rehearsals import rehearsed, stage, work, work_along

pytestmark = pytest.mark.django_db(transaction=True)
MODEL = "runware/kling-3.0-4k"


@pytest.fixture
def media_folder(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = folder
    return folder


def board_with_a_frame(people: People) -> Project:
    board = make_project(people.workspace, people.alice, "Short", [NewShot(3, "Kite", "A kite.")])
    picture = import_picture(people.workspace.pk, people.alice, PICTURES / "shot-1.jpg", "kite.jpg")
    edit(board.pk, people.alice, set_frame("first", Pinned(picture, (0.25, 0.25, 0.5, 0.5))))
    return board


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch, media_folder: Path) -> Iterator[ObjectStorage]:
    monkeypatch.setattr(preparing, "UNREAD_SECONDS", 0.1)
    with object_storage(monkeypatch) as there:
        yield there


def test_it_goes_out_as_soon_as_the_file_is_there(storage: ObjectStorage, people: People, media_folder: Path) -> None:
    board = board_with_a_frame(people)
    forget_copies(media_folder)
    storage.be_away()
    with stage() as sandbox:
        order = rehearsed(board, people.alice, MODEL)

        def scene() -> Iterator[Callable[[], bool]]:
            yield lambda: Generation.objects.get().failure == file_waits()
            assert Generation.objects.get().state == "preparing"
            assert not list(sandbox.ledger.lines)
            storage.be_there()
            yield lambda: Take.objects.get().state == "ready"

        work_along(scene(), 120)
        assert len(list(sandbox.ledger.lines)) == 1
    assert order.generations.get().failure == ""


def test_a_file_that_is_nowhere_ends_it_without_cost(people: People, media_folder: Path) -> None:
    board = board_with_a_frame(people)
    for asset in board.workspace.assets.all():
        path_of(asset).unlink()
    with stage() as sandbox:
        generation = rehearsed(board, people.alice, MODEL).generations.get()
        work()
        assert not list(sandbox.ledger.lines)
    generation.refresh_from_db()
    assert (generation.state, generation.settled, generation.failure) == ("failed", Decimal(0), file_gone())
