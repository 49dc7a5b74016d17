"""Each command prints its result, JSON lines where it lists, and nothing else there; messages go to standard error."""

from typing import Any

import pytest
from django.core.management import load_command_class
from django.core.management.base import CommandError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.studio.models import Membership, Person, Workspace
from tests.commands.running import run
from tests.conftest import People
from tests.takes.making import failed, finished, ordered

pytestmark = [pytest.mark.both, pytest.mark.django_db]


def test_projects(people: People, project: Project) -> None:
    make_project(people.elsewhere, people.stan, "Foreign", [NewShot(3)])
    assert run("projects").lines == [{"project": project.pk, "title": "Rainy day", "seconds": 9, "shots": 3}]
    (foreign,) = run("projects", "--workspace", "Elsewhere").lines
    assert foreign["title"] == "Foreign"
    assert run("projects", "--workspace", people.elsewhere.pk).lines == [foreign]


def test_projects_of_an_empty_installation_make_its_workspace() -> None:
    assert run("projects").out == ""
    assert Workspace.objects.get().name == "Studio"


def test_a_workspace_that_is_not_there(people: People) -> None:
    with pytest.raises(CommandError, match="There is no workspace “Nowhere”"):
        run("projects", "--workspace", "Nowhere")


def test_generations(people: People, project: Project) -> None:
    first = finished(project, people.alice).generation
    second = failed(project, people.alice, ValueError("no")).generation
    ordered(project, people.alice)
    rows = run("generations").lines
    assert [row["state"] for row in rows] == ["done", "failed", "queued"]
    assert rows[0].keys() >= {
        "generation",
        "order",
        "project",
        "model",
        "state",
        "provider_task",
        "estimated",
        "cost",
    }
    assert (rows[0]["generation"], rows[0]["order"], rows[0]["project"]) == (first.pk, first.order_id, project.pk)
    assert (rows[0]["provider_task"], float(rows[0]["cost"])) == (None, 0)
    assert [row["generation"] for row in run("generations", "--state", "failed").lines] == [second.pk]
    assert run("generations", project.pk).lines == rows
    assert run("generations", "--workspace", "Elsewhere").lines == []
    with pytest.raises(CommandError, match="There is no project “nosuch”"):
        run("generations", "nosuch")
    with pytest.raises(CommandError, match="invalid choice"):
        run("generations", "--state", "lost")


def test_add_person_who_is_new(people: People) -> None:
    said = run("add_person", "wren", "--role", "creator", "--role", "reviewer")
    person = Person.objects.get(name="wren")
    assert said.lines == [{"person": person.pk, "name": "wren", "roles": ["creator", "reviewer"]}]
    assert "“manage.py signin_link wren”" in said.err
    assert Membership.objects.get(person=person).workspace == people.workspace


def test_add_person_who_is_here(people: People) -> None:
    said = run("add_person", "ALICE", "--role", "owner")
    assert said.lines[0]["name"] == "alice"
    assert said.err == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["wren"], "--role"),
        (["wren", "--role", "king"], "invalid choice"),
        ([" ", "--role", "creator"], "A user name has 1 to 60 characters."),
        (["w" * 61, "--role", "creator"], "A user name has 1 to 60 characters."),
        (["olga", "--role", "creator"], "olga is the only owner of Northlight"),
        (["wren", "--role", "creator", "--workspace", "Nowhere"], "There is no workspace “Nowhere”"),
    ],
)
def test_add_person_with_a_mistake(people: People, words: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run("add_person", *words)
    assert Person.objects.count() == 5


def test_signin_link(people: People) -> None:
    said = run("signin_link", "Alice", "--base", "https://boards.example/")
    (link,) = said.out.splitlines()
    path = link.removeprefix("https://boards.example")
    assert path.startswith("/signin/")
    client = Client()
    assert client.post(path).status_code == 302
    assert client.get("/settings/password/").status_code == 200


def test_signin_link_for_nobody(people: People) -> None:
    Person.objects.filter(name="rita").update(is_active=False)
    for name in ("nobody", "rita"):
        with pytest.raises(CommandError, match=f"There is nobody called “{name}”"):
            run("signin_link", name)


@pytest.mark.parametrize(
    "words",
    [
        ["projects"],
        ["generations"],
        ["signin_link", "olga"],
        ["add_person", "wren", "--role", "owner"],
        ["generate", "x", "--model", "animatic"],
        ["import_request", "x"],
    ],
)
def test_every_command_stops_on_a_database_of_another_version(people: People, words: list[str]) -> None:
    rows = MigrationRecorder.Migration.objects
    name = rows.filter(app="storyboard").order_by("-name").values_list("name", flat=True)[0]
    rows.filter(app="storyboard", name=name).delete()
    with pytest.raises(CommandError, match="The database is not migrated yet"):
        run(*words)
    rows.create(app="storyboard", name=name)
    rows.create(app="storyboard", name="9999_tomorrow")
    with pytest.raises(CommandError, match="newer version of Storyboard"):
        run(*words)


@pytest.mark.parametrize(
    "name",
    [
        "up",
        "serve",
        "worker",
        "signin_link",
        "add_person",
        "projects",
        "generations",
        "generate",
        "doctor",
        "import_request",
    ],
)
def test_help_shows_one_example(name: str) -> None:
    parser: Any = load_command_class("storyboard", name).create_parser("manage.py", name)
    assert " ".join(parser.format_help().split()).count(f"Example: manage.py {name}") == 1
