"""An order that problems refuse says so where it was pressed, with its fixes, and leaves one line in the log."""

import logging
from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.editing import choose, edit, write_text
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.models import Order
from tests.conftest import People
from tests.projects.posting import text_of

MODEL = "crun/kling-3.0-pro"


def test_in_the_answer_and_in_the_log(
    people: People, project: Project, client_of: Callable[[Person], Client], caplog: pytest.LogCaptureFixture
) -> None:
    edit(project.pk, people.alice, choose("model", MODEL))
    shot = project.shots.get(position=2)
    edit(project.pk, people.alice, write_text(shot.pk, "prompt", "", 99))
    form = {"model": MODEL, "where": "rehearsal", "token": "t", "sha256": "", "price": ""}
    with caplog.at_level(logging.INFO, "storyboard.takes.ordering"):
        answer = client_of(people.alice).post(f"/projects/{project.pk}/order/", form, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert not Order.objects.exists()
    said = text_of(answer)
    assert "Shot 2 has no prompt. Describe what it shows." in said
    assert "Kling 3.0 Pro makes several shots only from a first frame." in said
    assert 'data-fix-code="add_first_frame"' in answer.content.decode()
    assert "data-testid" not in answer.content.decode()
    assert [record.getMessage() for record in caplog.records] == [
        f"Order of project {project.pk} for rehearsal:{MODEL} refused: "
        "shot_prompt_empty at shots[2].prompt, shots_need_first_frame at first_frame"
    ]
