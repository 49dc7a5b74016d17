"""The report of a board on every model: what stands in the way and what would be lost, told apart."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.html import escape

from storyboard.projects.demo import make_demo
from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import write_board_text
from storyboard.providers.sheets import provider_sheets
from storyboard.studio.models import Person
from storyboard.takes.portability import lines_of
from tests.conftest import People
from tests.projects.posting import text_of

pytestmark = pytest.mark.both
SHEETS = provider_sheets()
FOLDED = re.compile(r'<details class="doubts">(.*?)</details>', re.DOTALL)


def test_what_blocks_and_what_is_left_out(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    board, _shots = edit(project.pk, people.alice, write_board_text("negative_prompt", "blur", 10**9))
    rows = {row.found.model: row for row in lines_of(board)}
    crun, runware = rows["crun/kling-3.0-pro"], rows["runware/kling-3.0-4k"]
    assert not crun.found.ready
    assert any("first frame" in sentence for sentence in crun.in_the_way)
    assert ["negative prompt" in one or "always with sound" in one for one in crun.lost] == [True, True]
    assert (runware.found.ready, runware.in_the_way, runware.lost) == (True, [], [])
    page = text_of(client_of(people.alice).get(f"/projects/{board.pk}/models/"))
    assert page.count("In the way") == sum(not row.found.ready for row in rows.values())
    assert page.count("Lost, or in doubt") == sum(bool(row.lost) for row in rows.values())


def test_a_ready_model_says_what_it_may_ignore(people: People) -> None:
    """Of the demo's board: a last frame beside custom shots, and sound that nobody asked for."""
    rows = {row.found.model: row for row in lines_of(make_demo(people.workspace, people.olga))}
    told = {model: row.lost for model, row in rows.items() if row.found.ready}
    assert list(told) == [model for model in rows if model.startswith("runware/")]
    assert all("Kling may ignore it" in " ".join(lost) for lost in told.values())
    assert any("always with sound" in sentence for sentence in rows["crun/kling-3.0-pro"].lost)


def test_what_nobody_documents_is_told_folded(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    page = client_of(people.alice).get(f"/projects/{project.pk}/models/")
    (first, *_others) = FOLDED.findall(page.content.decode())
    assert re.findall(r"<li>(.*?)</li>", first) == [escape(one) for one in SHEETS["runware/kling-3.0-4k"].doubts]
    assert f"Unknown about it: {len(SHEETS['runware/kling-3.0-4k'].doubts)}" in first
