"""A request with a picture tells no shape: its board takes the picture's, when it is fetched, unless a person chose."""

import json
from collections.abc import Iterator
from dataclasses import replace as with_fields
from typing import Any

import pytest

from storyboard.assets.accepting import Sender, accept, work_folder
from storyboard.environment import ProviderEnvironment
from storyboard.projects import editing, pinning, writing
from storyboard.projects.importing import import_text
from storyboard.projects.models import Project
from tests.assets.addresses import Site, site
from tests.assets.test_an_address_that_is_not_fetched_keeps_its_place import png
from tests.assets.working import work_all
from tests.conftest import People

pytestmark = pytest.mark.both
TALL = png(size=(360, 640))


@pytest.fixture
def outside(settings: Any) -> Iterator[Site]:
    with site() as at:
        configured = (ProviderEnvironment("runware", at.address),)
        settings.ENVIRONMENT = with_fields(settings.ENVIRONMENT, providers=configured)
        at.answers["/tall.png"] = 200, TALL
        yield at


@pytest.fixture
def board(people: People, outside: Site) -> Project:
    task = {"taskType": "videoInference", "positivePrompt": "x", "model": "klingai:kling-video@3-4k"}
    inputs = {"frameImages": [outside.url("/tall.png")]}
    (found,) = import_text(people.workspace, people.alice, json.dumps({**task, "inputs": inputs}))
    return found.project


def test_it_waits_for_the_picture_and_takes_its_shape(board: Project) -> None:
    assert board.ratio == "16:9"
    work_all()
    board.refresh_from_db()
    assert (board.ratio, board.version) == ("9:16", 2)
    assert board.first_frame
    assert board.first_frame.width == 360


def test_also_where_the_workspace_has_the_picture_already(people: People, board: Project) -> None:
    with work_folder() as folder:
        (folder / "tall.png").write_bytes(TALL)
        there = accept(Sender(people.workspace.pk, people.alice), folder / "tall.png", folder, "tall.png")
    work_all()
    board.refresh_from_db()
    assert (board.ratio, board.first_frame) == ("9:16", there)


def test_what_a_person_chose_stays(people: People, board: Project) -> None:
    editing.edit(board.pk, people.alice, writing.choose("ratio", "1:1"))
    work_all()
    board.refresh_from_db()
    assert board.ratio == "1:1"


def test_no_other_board_is_changed(people: People, board: Project, project: Project) -> None:
    assert board.first_frame
    editing.edit(project.pk, people.alice, pinning.set_frame("first", pinning.Pinned(board.first_frame)))
    work_all()
    project.refresh_from_db()
    assert project.ratio == "16:9"
