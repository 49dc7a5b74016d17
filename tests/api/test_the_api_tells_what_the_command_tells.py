"""Problems and models of a board come over HTTP as the command prints them, to whoever may read the board."""

import json
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import choose
from storyboard.studio.models import Person
from tests.conftest import People

pytestmark = pytest.mark.both
Clients = Callable[[Person], Client]


def printed(project: Project, *options: str) -> list[dict[str, Any]]:
    """The lines of `check_project`."""
    out = StringIO()
    with suppress(CommandError):  # it ends so where something stands in the way
        call_command("check_project", project.pk, "--json", *options, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def told(client: Client, project: Project, what: str, **query: str) -> Any:
    answer = client.get(f"/api/v1/projects/{project.pk}/{what}", query)
    assert answer.status_code == 200
    return answer.json()


@pytest.mark.parametrize("model", ["runware/kling-3.0-4k", "crun/kling-3.0-pro", "rehearsal:crun/kling-3.0-4k"])
def test_the_problems_for_a_model(people: People, project: Project, client_of: Clients, model: str) -> None:
    edit(project.pk, people.alice, choose("results", "9"))
    found = told(client_of(people.rita), project, "problems", model=model)
    assert found == printed(project, "--model", model)
    assert found


def test_those_of_the_model_that_the_board_has_chosen(people: People, project: Project, client_of: Clients) -> None:
    edit(project.pk, people.alice, choose("model", "crun/kling-3.0-pro"))
    client = client_of(people.alice)
    assert told(client, project, "problems") == told(client, project, "problems", model="crun/kling-3.0-pro")


def test_every_model_side_by_side(people: People, project: Project, client_of: Clients) -> None:
    edit(project.pk, people.alice, choose("results", "20"))
    assert told(client_of(people.lino), project, "models") == printed(project)


@pytest.mark.parametrize("what", ["problems", "models"])
def test_strangers_and_nobody_learn_nothing(people: People, project: Project, client_of: Clients, what: str) -> None:
    address = f"/api/v1/projects/{project.pk}/{what}"
    for client, status in ((client_of(people.stan), 404), (Client(), 401)):
        answer = client.get(address)
        assert answer.status_code == status
        assert project.title not in answer.content.decode()
        assert list(answer.json()) == ["detail"]


@pytest.mark.parametrize("odd", ["x", "%00", "aaaaaaaaaaaa", "9" * 300])
def test_what_is_no_project_is_not_there(people: People, client_of: Clients, odd: str) -> None:
    assert client_of(people.olga).get(f"/api/v1/projects/{odd}/problems").status_code == 404


def test_an_unknown_model_is_said(people: People, project: Project, client_of: Clients) -> None:
    answer = client_of(people.olga).get(f"/api/v1/projects/{project.pk}/problems", {"model": "crun/kling-9\x00"})
    assert (answer.status_code, answer.json()) == (404, {"detail": "There is no such model."})


def test_it_describes_itself(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/v1/projects/{project_id}/problems",
        "/api/v1/projects/{project_id}/models",
    }
    assert set(described["components"]["schemas"]["Problem"]["properties"]) == {
        "code", "path", "severity", "rule", "limit", "found", "loses", "fixes", "sentence",
    }  # fmt: skip
