"""Whoever asks for seconds that cannot be is offered those that can, as a button that does it."""

import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.edits import live

REFUSED = [
    ({"operation": "seconds", "seconds": "40"}, "Make it 7 s", [7, 1, 1]),
    ({"operation": "change_seconds", "by": "-9"}, "Make it 1 s", [1, 5, 3]),
    ({"operation": "ripple", "seconds": "40"}, "Make it 9 s", [9, 3, 3]),
    ({"operation": "total", "seconds": "40"}, "Make the board 15 s long", [5, 5, 5]),
    ({"operation": "change_total", "by": "-8"}, "Make the board 3 s long", [1, 1, 1]),
    ({"operation": "split", "at": "3"}, "Cut after second 2", [2, 1, 3, 3]),
]


@pytest.mark.parametrize(("form", "label", "after"), REFUSED, ids=str)
def test_the_button_does_it(
    project: Project,
    people: People,
    client_of: Callable[[Person], Client],
    form: dict[str, str],
    label: str,
    after: list[int],
) -> None:
    client, address = client_of(people.alice), f"/projects/{project.pk}/edit/"
    asked = {**form, "shot": live(project)[0].pk}
    answer = client.post(address, asked)
    assert answer.status_code == 422
    page = unescape(answer.content.decode())
    assert label in page
    values = re.search(r'data-values="(\{.*?\})"', page)
    assert values
    assert client.post(address, json.loads(values[1])).status_code == 200
    assert [shot.seconds for shot in live(project)] == after


def test_nothing_is_offered_that_would_change_nothing(
    project: Project, people: People, client_of: Callable[[Person], Client]
) -> None:
    client, address = client_of(people.alice), f"/projects/{project.pk}/edit/"
    client.post(address, {"operation": "total", "seconds": "15"})
    answer = client.post(address, {"operation": "change_total", "by": "1"})
    assert answer.status_code == 422
    assert "data-fix" not in answer.content.decode()
