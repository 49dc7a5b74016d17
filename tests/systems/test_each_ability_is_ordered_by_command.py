"""Every row of what the systems must do, by the commands alone: a request comes in, an order goes out, takes come back.

The provider is the sandbox in a process of its own, which refuses what its documents do not allow.
"""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings

from storyboard.environment import read
from storyboard.studio.following import refresh_accounts
from storyboard.takes.models import Generation
from tests.conftest import People
from tests.sandbox.outside import Outside, outside
from tests.systems.rows import ROWS, Row, at
from tests.takes.rehearsals import stage

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "play-money-of-the-commands"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    with outside(tmp_path_factory.mktemp("sandbox"), "--speed", "300") as running:
        yield running


@pytest.fixture
def studio(sandbox: Outside, tmp_path: Path, people: People) -> Iterator[People]:
    urls = {f"STORYBOARD_{kind}_URL": url for kind, url in sandbox.urls.items()}
    keys = {f"STORYBOARD_{kind}_KEY": KEY for kind in sandbox.urls}
    environment = read({"STORYBOARD_DATA": str(tmp_path / "data"), **urls, **keys})
    with override_settings(ENVIRONMENT=environment):
        refresh_accounts()
        yield people


def printed(*words: str) -> list[str]:
    out = io.StringIO()
    call_command(*words, stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines()


def imported(folder: Path, request: Any) -> str:
    file = folder / "request.json"
    file.write_text(json.dumps(request), "utf-8")
    (project,) = printed("import_request", str(file))
    return project


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_request_becomes_takes(studio: People, tmp_path: Path, row: Row) -> None:
    project = imported(tmp_path, row.request)
    lines = [json.loads(line) for line in printed("generate", project, "--model", row.model, "--wait", "60")]
    assert [line["state"] for line in lines] == ["ready"] * row.results
    assert all(Path(line["path"]).stat().st_size for line in lines)
    sent = json.loads(Generation.objects.get().final_request)
    assert {path: at(sent, path) for path in row.sent} == dict(row.sent)
    (listed,) = [json.loads(line) for line in printed("generations", project)]
    assert listed["state"] == "done"


def test_an_element_that_was_sent_whole_goes_by_its_id_the_next_time(studio: People, tmp_path: Path) -> None:
    row = ROWS["runware 4k: first frame, elements of images, voice and video"]
    project = imported(tmp_path, row.request)
    for _order in range(2):
        printed("generate", project, "--model", row.model, "--wait", "60")
    first, second = (json.loads(one.final_request) for one in Generation.objects.order_by("created_at"))
    whole, kept = at(first, "0.inputs.elements"), at(second, "0.inputs.elements")
    assert [len(element) > 1 for element in whole] == [True, True]
    assert kept == [{"id": element["id"]} for element in whole]


def test_the_same_rows_are_rehearsed_without_a_key(people: People, tmp_path: Path) -> None:
    row = ROWS["crun 4k: custom shots with an element"]
    project = imported(tmp_path, row.request)
    with stage():
        (line,) = printed("generate", project, "--model", f"rehearsal:{row.model}", "--wait", "120")
    assert json.loads(line)["state"] == "ready"
