"""The command lists what a board's page lists: the sentence, how grave it is, whose rule it is, and every fix."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from storyboard.projects.editing import choose, edit
from storyboard.projects.models import Project
from tests.conftest import People


def checked(project: Project, *options: str) -> list[str]:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_project", project.pk, *options, stdout=out)
    return out.getvalue().splitlines()


def test_in_words(people: People, project: Project) -> None:
    edit(project.pk, people.alice, choose("results", "9"))
    edit(project.pk, people.alice, choose("sound", "true"))
    said = checked(project, "--model", "runware/kling-3.0-4k")
    assert said == [
        "blocks results too_many_results: 9 videos are asked for; Kling 3.0 4K makes 4 at a time. Ask for fewer, or "
        "split the order.",
        "  Stops the order: Runware’s rule; Videos to ask for: 4; Split into 3 orders",
    ]


def test_for_machines(people: People, project: Project) -> None:
    found = [json.loads(line) for line in checked(project, "--model", "crun/kling-3.0-pro", "--json")]
    frame = next(one for one in found if one["code"] == "shots_need_first_frame")
    assert (frame["severity"], frame["rule"], frame["path"]) == ("blocks", "provider", "first_frame")
    assert frame["fixes"] == [
        {"code": "add_first_frame", "number": None, "label": "Add a first frame"},
        {"code": "mode_single", "number": None, "label": "Use a single prompt"},
    ]
