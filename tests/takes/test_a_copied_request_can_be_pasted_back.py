"""What the page lets people copy, as JSON, for curl or for Python, is a board again when it is pasted."""

import pytest

from storyboard.projects import editing, writing
from storyboard.projects.importing import import_text
from storyboard.projects.models import Project
from storyboard.takes.exchanging import copies_of
from storyboard.takes.offering import offer_for
from tests.conftest import People
from tests.projects.edits import live

pytestmark = pytest.mark.both


@pytest.mark.parametrize("model", ["runware/kling-3.0-4k", "highway/kling-3.0-4k", "crun/kling-3.0-pro"])
def test_it_is_the_same_board(people: People, project: Project, model: str) -> None:
    board, _shots = editing.edit(project.pk, people.alice, writing.choose("model", model))
    texts = dict(copies_of(offer_for(board, model))["texts"])
    for name in ("json", "curl", "python"):
        (found,) = import_text(people.workspace, people.alice, texts[name])
        shots = [[(shot.prompt, shot.seconds) for shot in live(one)] for one in (board, found.project)]
        assert shots[0] == shots[1]
        assert found.project.model == model
        assert found.told == ()
