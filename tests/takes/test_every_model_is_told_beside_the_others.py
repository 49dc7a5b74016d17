"""The report of a board on every model: what stands in the way and what would be lost, told apart."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.editing import edit, write_board_text
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.order_views import rows_of
from tests.conftest import People
from tests.projects.posting import text_of

pytestmark = pytest.mark.both


def test_what_blocks_and_what_is_left_out(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    board, _shots = edit(project.pk, people.alice, write_board_text("negative_prompt", "blur", 10**9))
    rows = {row["model"]: row for row in rows_of(board)}
    crun, runware = rows["crun/kling-3.0-pro"], rows["runware/kling-3.0-4k"]
    assert not crun["ready"]
    assert any("first frame" in sentence for sentence in crun["in_the_way"])
    assert [sentence for sentence in crun["lost"] if "negative prompt" in sentence] == crun["lost"] != []
    assert (runware["ready"], runware["in_the_way"], runware["lost"]) == (True, [], [])
    page = text_of(client_of(people.alice).get(f"/projects/{board.pk}/models/"))
    assert page.count("In the way") == sum(not row["ready"] for row in rows.values())
    assert page.count("Would be lost") == sum(bool(row["lost"]) for row in rows.values())
