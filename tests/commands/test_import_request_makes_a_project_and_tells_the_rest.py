"""The id of the project goes to standard output, what could not be kept to standard error, a line each."""

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace as with_fields
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError

from storyboard.environment import ProviderEnvironment
from storyboard.projects.models import Project
from tests.assets.addresses import Site, site
from tests.assets.test_an_address_that_is_not_fetched_keeps_its_place import png
from tests.commands.running import run
from tests.conftest import People

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def outside(settings: Any) -> Iterator[Site]:
    with site() as at:
        configured = (ProviderEnvironment("runware", at.address),)
        settings.ENVIRONMENT = with_fields(settings.ENVIRONMENT, providers=configured)
        yield at


def written(folder: Path, *frames: str, **fields: Any) -> str:
    """The path of a file with a request."""
    task = {
        "taskType": "videoInference",
        "model": "klingai:kling-video@3-4k",
        "positivePrompt": "A kite.",
        "duration": 6,
    }
    file = folder / "request.json"
    file.write_text(json.dumps([{**task, "inputs": {"frameImages": list(frames)}, **fields}]))
    return str(file)


def test_everything_kept_is_a_silent_success(people: People, outside: Site, tmp_path: Path) -> None:
    outside.answers["/tall.png"] = 200, png(size=(360, 640))
    said = run("import_request", written(tmp_path, outside.url("/tall.png")), "--title", "Kite day")
    project = Project.objects.get(pk=said.out.strip())
    assert (project.title, project.workspace, project.created_by) == ("Kite day", people.workspace, None)
    assert project.first_frame
    assert (project.first_frame.width, project.ratio, project.model) == (360, "9:16", "runware/kling-3.0-4k")
    assert said.err == ""


def test_a_line_for_each_thing_that_was_not_kept(people: People, outside: Site, tmp_path: Path) -> None:
    said = run("import_request", written(tmp_path, outside.url("/gone.png"), seed=7, scheduler={"a": [1]}))
    project = Project.objects.get(pk=said.out.strip())
    assert project.first_frame
    assert (project.first_frame.source_url, project.first_frame.file.name) == (outside.url("/gone.png"), "")
    seed, scheduler, frame = said.err.splitlines()
    assert seed == "seed: 7 This field is not understood and was left out."
    assert scheduler.startswith('scheduler: {"a": [1]} ')
    assert "answered with status 404" in frame
    assert "It keeps its place" in frame
    (task,) = json.loads(run("show_request", project.pk, "--model", project.model).out)
    assert task["inputs"]["frameImages"] == [{"image": outside.url("/gone.png"), "frame": "first"}]
    with pytest.raises(CommandError, match="Something stands in the way"):
        run("check_project", project.pk, "--model", "highway/kling-3.0-4k")


def test_from_standard_input_into_a_workspace(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    content = io.TextIOWrapper(io.BytesIO(b'{"prompt": "A kite.", "duration": 5}'))
    monkeypatch.setattr(sys, "stdin", content)
    run("import_request", "-", "--workspace", "Elsewhere")
    assert Project.objects.get().workspace == people.elsewhere


def test_several_requests_are_a_line_each(people: People, tmp_path: Path) -> None:
    file = tmp_path / "requests.json"
    file.write_text(json.dumps([{"prompt": "One.", "duration": 5}, {"prompt": "Two.", "duration": 5}]))
    ids = run("import_request", str(file)).out.split()
    assert [Project.objects.get(pk=one).title for one in ids] == ["One.", "Two."]


def test_of_several_each_line_says_which_project(people: People, tmp_path: Path) -> None:
    file = tmp_path / "requests.json"
    first, second = {"prompt": "One.", "duration": 5, "seed": 7}, {"prompt": "Two.", "duration": 5, "fps": 24}
    file.write_text(json.dumps([first, second]))
    said = run("import_request", str(file))
    one, two = said.out.split()
    assert said.err.splitlines() == [
        f"{one} seed: 7 This field is not understood and was left out.",
        f"{two} fps: 24 This field is not understood and was left out.",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is nothing to import yet"),
        (b"\xff\xfe", "no text in UTF-8"),
        (b"{", "breaks off"),
        (b'{"taskType": "upscale"}', "no request that is known here"),
    ],
)
def test_nothing_is_made_of_what_is_no_request(people: People, tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "request.json"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        run("import_request", str(file))
    assert not Project.objects.exists()


def test_a_file_that_is_not_there_is_told(people: People) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run("import_request", "/nowhere/request.json")
