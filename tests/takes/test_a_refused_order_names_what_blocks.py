"""An order that problems refuse says so where it was pressed, with its fixes; the log holds what was found about each
order, placed or refused, and nothing that anybody typed."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import choose, write_text
from storyboard.providers.problems import problems_of
from storyboard.studio.models import Person
from storyboard.takes.models import Order
from storyboard.takes.offering import offer_for
from storyboard.takes.ordering import Changed, Confirmed, Wish, place_order
from tests.conftest import People
from tests.projects.posting import text_of

MODEL = "crun/kling-3.0-pro"
HIGHWAY = "highway/kling-3.0-4k"
LOG = "storyboard.takes.findings_log"


def logged(caplog: pytest.LogCaptureFixture) -> tuple[str, dict[str, Any]]:
    """What became of the one order of the log, and the facts about it."""
    (record,) = [one for one in caplog.records if one.name == LOG]
    became, _colon, facts = record.getMessage().removeprefix("Order ").partition(": ")
    return became, json.loads(facts)


def test_in_the_answer_and_in_the_log(
    people: People, project: Project, client_of: Callable[[Person], Client], caplog: pytest.LogCaptureFixture
) -> None:
    edit(project.pk, people.alice, choose("model", MODEL))
    shot = project.shots.get(position=2)
    edit(project.pk, people.alice, write_text(shot.pk, "prompt", "", 99))
    form = {"model": MODEL, "where": "rehearsal", "token": "t", "sha256": "", "price": ""}
    with caplog.at_level(logging.INFO, LOG):
        answer = client_of(people.alice).post(f"/projects/{project.pk}/order/", form, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert not Order.objects.exists()
    said = text_of(answer)
    assert "Shot 2 has no prompt. Describe what it shows." in said
    assert "Kling 3.0 Pro makes several shots only from a first frame." in said
    assert 'data-fix-code="add_first_frame"' in answer.content.decode()
    assert "data-testid" not in answer.content.decode()
    became, facts = logged(caplog)
    assert (became, facts["by"], facts["project"], facts["model"]) == (
        "refused", "Blocked", project.pk, f"rehearsal:{MODEL}",
    )  # fmt: skip
    assert facts["problems"] == [
        {"code": "shot_prompt_empty", "path": "shots[2].prompt", "severity": "blocks", "rule": "house",
         "loses": False, "limit": 1, "found": 0, "shot": shot.pk},
        {"code": "shots_need_first_frame", "path": "first_frame", "severity": "blocks", "rule": "provider",
         "loses": False, "fixes": ["add_first_frame", "mode_single"]},
        {"code": "sound_forced", "path": "sound", "severity": "warns", "rule": "provider", "loses": True,
         "fixes": ["sound_on", "mode_single"]},
    ]  # fmt: skip


def test_warnings_of_a_placed_order_are_logged_without_a_word_of_it(
    people: People, project: Project, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    shot = project.shots.get(position=1)
    edit(project.pk, people.alice, write_text(shot.pk, "prompt", "secretword " * 46, 99))
    with caplog.at_level(logging.INFO, LOG), django_capture_on_commit_callbacks(execute=True):
        place_order(project, people.alice, Wish(f"rehearsal:{HIGHWAY}", "once"))
        assert not caplog.records
    became, facts = logged(caplog)
    assert (became, facts["project"]) == ("placed", project.pk)
    offer = offer_for(project, HIGHWAY)
    found = [(one.code, one.path) for one in problems_of(offer.spec, offer.sheet)]
    assert ("shot_prompt_long", "shots[1].prompt") in found
    assert [(one["code"], one["path"]) for one in facts["problems"]] == found
    assert "secretword" not in caplog.text


def test_what_else_refuses_is_named_with_what_was_found(
    people: People, project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    wish = Wish(f"rehearsal:{HIGHWAY}", "once", None, "", Confirmed("0" * 64, None))
    with caplog.at_level(logging.INFO, LOG), pytest.raises(Changed):
        place_order(project, people.alice, wish)
    became, facts = logged(caplog)
    assert (became, facts["by"], facts["problems"]) == ("refused", "Changed", [])
