"""The `@` menu: elements on the board first, then the library by name; at most twenty, none of the archive."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from storyboard.elements import editing as library
from storyboard.projects import casting, editing
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from tests.conftest import People
from tests.elements.making import element

pytestmark = pytest.mark.both


def names(client: Client, project: Project, query: str = "") -> list[Any]:
    answer = client.get("/elements/menu/", {"project": project.pk, "q": query}).json()
    return [(entry["name"], entry["on_board"]) for entry in answer]


def test_those_on_the_board_come_first(people: People, project: Project, client_of: Callable[[Person], Client]) -> None:
    made = {name: element(people.lino, people.workspace, name) for name in ("Guide", "Globe", "Gate", "Old gate")}
    library.archive(made["Old gate"].pk, people.lino)
    editing.edit(project.pk, people.alice, casting.add_element(made["Guide"].pk))
    client = client_of(people.alice)
    assert names(client, project) == [("Guide", True), ("Gate", False), ("Globe", False)]
    assert names(client, project, "G") == [("Guide", True), ("Gate", False), ("Globe", False)]
    assert names(client, project, "gat") == [("Gate", False)]


def test_twenty_at_most(people: People, project: Project, client_of: Callable[[Person], Client]) -> None:
    for number in range(25):
        element(people.lino, people.workspace, f"Kite {number}")
    assert len(names(client_of(people.alice), project)) == 20
