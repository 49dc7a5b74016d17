"""Project → request → project → request, through the database: nothing is lost.

Left out are the task's id, hook, upload and cost switch; media are compared by bytes or address.
"""

import json
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given

from storyboard.projects.importing import import_text
from storyboard.projects.models import Project
from storyboard.providers.spec import Spec
from tests.conftest import People, examples
from tests.projects.edits import assert_sound, live
from tests.projects.requests import as_kept, board_of, compared, request_of
from tests.providers.ready import MODELS, ready_specs
from tests.providers.test_a_request_read_back_gives_the_same_request import (
    CARAVAN,
    FIRST,
    LAST,
    LIBRARY,
    QUARRY,
    STATION,
)


@pytest.mark.both
@pytest.mark.parametrize("model", MODELS)
@examples(small=12, full=100)
@given(spec=ready_specs())
def test_round_trip(people: People, model: str, spec: Spec) -> None:
    with transaction.atomic():
        request = request_of(board_of(people, as_kept(spec)), model)
        (imported,) = import_text(people.workspace, people.alice, json.dumps(request))
        assert imported.project.model == model
        assert [told.code for told in imported.told if told.code == "not_understood"] == []
        assert compared(request_of(fresh(imported.project), model)) == compared(request)
        assert_sound(imported.project)
        transaction.set_rollback(True)


def fresh(project: Project) -> Project:
    return Project.objects.select_related("workspace", *Project.PINNED).get(pk=project.pk)


NAMED = {**LIBRARY, "inputs": {"frameImages": [{"image": FIRST, "frame": "first"}]}}
"""One frame with intelligence, the frame named as every request here names it."""


@pytest.mark.parametrize(
    ("task", "seconds", "mode"),
    [(CARAVAN, [3, 3, 3], "custom"), (LIBRARY, [8], "intelligent"), (STATION, [10], "intelligent"),
     (QUARRY, [8], "intelligent")],
)  # fmt: skip
@pytest.mark.both
def test_the_examples_of_runwares_page(people: People, task: dict[str, Any], seconds: list[int], mode: str) -> None:
    (imported,) = import_text(people.workspace, people.alice, json.dumps([task]))
    project = fresh(imported.project)
    assert ([shot.seconds for shot in live(project)], project.mode, project.sound) == (seconds, mode, True)
    assert [told.code for told in imported.told] == []
    (again,) = compared(request_of(project, "runware/kling-3.0-4k"))
    assert again == compared(NAMED if task is LIBRARY else task)
    frames = [asset.source_url for asset in (project.first_frame, project.last_frame) if asset]
    assert frames == {id(LIBRARY): [FIRST], id(STATION): [FIRST, LAST]}.get(id(task), [])
