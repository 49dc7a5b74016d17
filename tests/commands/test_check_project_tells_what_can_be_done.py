"""The command lists what a board's page lists: the sentence, how grave it is, whose rule it is, and every fix."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import choose, write_board_text, write_text
from tests.conftest import People
from tests.projects.edits import live

LATEST = 10**9  # whatever version of the text is the newest


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


def test_every_model_side_by_side(people: People, project: Project) -> None:
    edit(project.pk, people.alice, choose("mode", "single"))
    edit(project.pk, people.alice, write_board_text("prompt", "A kite over the dunes.", LATEST))
    edit(project.pk, people.alice, write_board_text("negative_prompt", "blur", LATEST))
    out = StringIO()
    call_command("check_project", project.pk, stdout=out)
    told = out.getvalue().splitlines()
    assert told[:2] == [
        "runware/kling-3.0-4k: ready (3840×2160, 3.78 USD)",
        "runware/kling-3.0-pro: ready (1920×1080, 1.008 USD)",
    ]
    crun = told.index("crun/kling-3.0-pro: ready (1080p, price unknown)")
    assert told[crun + 1].startswith("  lost: Kling 3.0 Pro takes no negative prompt; it is left out.")
    out = StringIO()
    call_command("check_project", project.pk, "--json", stdout=out)
    lost = {row["model"]: row["lost"] for row in map(json.loads, out.getvalue().splitlines())}
    assert (lost["runware/kling-3.0-4k"], lost["crun/kling-3.0-pro"]) == ([], ["negative_not_taken"])


def test_sentences_each_once_where_models_are_compared(people: People, project: Project) -> None:
    for shot in live(project)[:2]:
        edit(project.pk, people.alice, write_text(shot.pk, "prompt", "x" * 600, LATEST))
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_project", project.pk, stdout=out, verbosity=2)
    told = out.getvalue().splitlines()
    assert told[0] == "runware/kling-3.0-4k: not ready (3840×2160, 3.78 USD)"
    start = "  in the way: The prompt of shot {} has 600 characters"
    assert [line.startswith(start.format(number)) for number, line in enumerate(told[1:3], 1)] == [True, True]
    assert "  unknown: The shortest shot is not documented; one second, as at Kling." in told
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_project", project.pk, "--json", stdout=out)
    row = json.loads(out.getvalue().splitlines()[0])
    assert row["in_the_way"] == ["shot_prompt_too_long"]
    problems = [(one["path"], one["loses"], one["sentence"][:24]) for one in row["problems"] if one["limit"] == 512]
    assert problems == [(f"shots[{n}].prompt", False, f"The prompt of shot {n} has"[:24]) for n in (1, 2)]
