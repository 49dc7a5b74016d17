"""The form shares its seconds evenly, keeps what was typed, and goes by the workspace it names."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.studio.people import add_person
from storyboard.studio.roles import Role
from tests.conftest import People
from tests.projects.edits import assert_sound, live
from tests.projects.posting import text_of

pytestmark = pytest.mark.both


@pytest.fixture
def make(people: People, client_of: Callable[[Person], Client]) -> Callable[..., Any]:
    client = client_of(people.alice)

    def post(htmx: bool = False, **form: str) -> Any:
        values = {"workspace": people.workspace.pk, "title": "New", "seconds": "9", "shots": "3", **form}
        return client.post("/projects/new/", values, headers={"HX-Request": "true"} if htmx else {})

    return post


def test_the_page_of_projects_offers_numbers_that_do(people: People, client_of: Callable[[Person], Client]) -> None:
    page = client_of(people.alice).get("/").content.decode()
    assert re.findall(r'name="(seconds|shots)"[^>]* value="(\d*)"', page) == [("seconds", "9"), ("shots", "3")]


@pytest.mark.parametrize(
    ("seconds", "shots", "spans"),
    [
        ("9", "3", [3, 3, 3]),
        ("10", "3", [4, 3, 3]),
        ("15", "6", [3, 3, 3, 2, 2, 2]),
        ("3", "1", [3]),
        ("6", "6", [1] * 6),
    ],
)
def test_its_seconds_are_shared(make: Callable[..., Any], seconds: str, shots: str, spans: list[int]) -> None:
    answer = make(seconds=seconds, shots=shots)
    project = Project.objects.get()
    assert answer["Location"] == f"/projects/{project.pk}/"
    assert [shot.seconds for shot in live(project)] == spans
    assert_sound(project)


def test_in_a_dialog_the_browser_is_sent_on(make: Callable[..., Any]) -> None:
    assert make(htmx=True)["HX-Redirect"] == f"/projects/{Project.objects.get().pk}/"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "x" * 121}, "at most 120 characters"),
        ({"seconds": "2"}, "greater than or equal to 3"),
        ({"seconds": "16"}, "less than or equal to 15"),
        ({"seconds": "4.5"}, "Enter a whole number."),
        ({"shots": "7"}, "less than or equal to 6"),
        ({"shots": "0"}, "greater than or equal to 1"),
        ({"seconds": "3", "shots": "4"}, "Every shot lasts at least one second: take fewer shots or more seconds."),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_kept(
    make: Callable[..., Any], form: dict[str, str], sentence: str
) -> None:
    answer = make(**form)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    for value in form.values():
        assert f'value="{value}"' in answer.content.decode()
    assert not Project.objects.exists()


def test_it_is_made_in_the_workspace_that_the_form_names(people: People, make: Callable[..., Any]) -> None:
    add_person(people.elsewhere, "alice", Role.CREATOR)
    make(workspace=people.elsewhere.pk)
    assert Project.objects.get().workspace == people.elsewhere


@pytest.mark.parametrize("workspace", ["", "nosuchspace2"])
def test_it_is_made_in_no_workspace_of_others(people: People, make: Callable[..., Any], workspace: str) -> None:
    assert make(workspace=workspace).status_code == 404
    assert make(workspace=people.elsewhere.pk).status_code == 404
    assert not Project.objects.exists()
