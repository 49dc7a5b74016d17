"""What cannot be done is answered with 422 and a sentence in the place for sentences; the board stays as it was."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from storyboard.projects import editing, timing
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.edits import assert_sound, live
from tests.projects.posting import post, text_of

pytestmark = pytest.mark.both

NOT_WHOLE = "Seconds are whole numbers, such as 3. Nothing was changed."
SHORT = "A shot lasts at least 1 whole second."
OUTSIDE = "A board lasts 3 to 15 seconds in all; this would make {}."


@pytest.mark.parametrize(
    ("operation", "values", "sentence"),
    [
        ("seconds", {"seconds": "2.5"}, NOT_WHOLE),
        ("seconds", {"seconds": "3s"}, NOT_WHOLE),
        ("seconds", {"seconds": ""}, NOT_WHOLE),
        ("seconds", {"seconds": "٣"}, NOT_WHOLE),
        ("seconds", {"seconds": "1_0"}, NOT_WHOLE),
        ("seconds", {"seconds": "nan"}, NOT_WHOLE),
        ("seconds", {"seconds": "9" * 5000}, NOT_WHOLE),
        ("seconds", {}, NOT_WHOLE),
        ("total", {"seconds": "9.0"}, NOT_WHOLE),
        ("change_total", {"by": "one"}, NOT_WHOLE),
        ("roll", {"by": "--1"}, NOT_WHOLE),
        ("add", {"position": ""}, NOT_WHOLE),
        ("seconds", {"seconds": "0"}, SHORT),
        ("seconds", {"seconds": "-3"}, SHORT),
        ("change_seconds", {"by": "-3"}, SHORT),
        ("total", {"seconds": "2"}, OUTSIDE.format(2)),
        ("total", {"seconds": "16"}, OUTSIDE.format(16)),
        ("change_total", {"by": "999999999"}, OUTSIDE.format(1_000_000_008)),
        ("seconds", {"seconds": "8"}, "The other shots have no more seconds to give or take"),
        ("explode", {}, "This page is out of date. Reload it."),
        ("", {}, "This page is out of date. Reload it."),
        ("delete", {"shot": "nosuchshotid"}, "That shot is not on the board any more"),
        ("delete", {"shot": "a\x00b"}, "That shot is not on the board any more"),
        ("write", {"field": "seconds", "value": "1"}, "That field cannot be written."),
        ("write", {"field": "deleted_at", "value": "now"}, "That field cannot be written."),
        ("write", {"field": "title", "value": " ", "shot": ""}, "A project needs a title. The old one was kept."),
        ("write", {"field": "workspace", "value": "x", "shot": ""}, "That field cannot be written."),
        ("choose", {"field": "ratio", "value": "4:3"}, "That is not one of the choices."),
        ("choose", {"field": "title", "value": "16:9"}, "That is not one of the choices."),
    ],
)
def test_with_a_sentence(
    people: People,
    project: Project,
    client_of: Callable[[Person], Client],
    operation: str,
    values: dict[str, Any],
    sentence: str,
) -> None:
    before = Project.objects.values().get(pk=project.pk), list(project.shots.values())
    answer = post(client_of(people.alice), project, operation, **{"shot": live(project)[0].pk, **values})
    assert answer.status_code == 422
    assert text_of(answer).startswith(sentence)
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#board-notice", "beforeend")
    assert (Project.objects.values().get(pk=project.pk), list(project.shots.values())) == before


def test_a_seventh_shot(people: People, project: Project, client_of: Callable[[Person], Client]) -> None:
    client = client_of(people.alice)
    for position in (3, 4, 5):
        assert post(client, project, "add", position=position).status_code == 200
    answer = post(client, project, "add", position=6)
    assert answer.status_code == 422
    assert text_of(answer).startswith("A board has at most 6 shots.")
    assert len(live(project)) == 6
    assert_sound(project)


def test_the_last_shot(people: People, project: Project, client_of: Callable[[Person], Client]) -> None:
    client = client_of(people.alice)
    for shot in live(project)[:2]:
        assert post(client, project, "delete", shot=shot.pk).status_code == 200
    answer = post(client, project, "delete", shot=live(project)[0].pk)
    assert answer.status_code == 422
    assert text_of(answer).startswith("A board has at least one shot.")
    assert live(project)[0].seconds == 9


def test_locked_seconds(people: People, project: Project, client_of: Callable[[Person], Client]) -> None:
    kite = live(project)[0].pk
    editing.edit(project.pk, people.alice, timing.lock_seconds(kite, True))
    answer = post(client_of(people.alice), project, "seconds", shot=kite, seconds=4)
    assert answer.status_code == 422
    assert "locked. Unlock it" in text_of(answer)
