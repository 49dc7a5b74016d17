"""Controls follow the roles: whoever may not edit, order or write notes sees none of their controls."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from tests.conftest import People
from tests.takes.making import finished

EDITS = ['data-testid="add-shot"', 'data-testid="trim"', 'class="shot__grip"', 'id="act-delete"', 'id="board-title"']
ROLES = {"olga": "edit order note", "alice": "edit order note", "rita": "note", "lino": ""}


@pytest.mark.parametrize("name", ROLES)
def test_on_each_page(people: People, project: Project, client_of: Callable[[Person], Client], name: str) -> None:
    finished(project, people.alice)
    client, may = client_of(getattr(people, name)), ROLES[name].split()
    projects = client.get("/").content.decode()
    board = client.get(f"/projects/{project.pk}/").content.decode()
    take = client.get(f"/projects/{project.pk}/takes/0/").content.decode()
    assert ('data-opens="new-dialog"' in projects) is ("edit" in may)
    assert [control in board for control in EDITS] == ["edit" in may] * len(EDITS)
    assert ('data-editable="true"' in board) is ("edit" in may)
    assert ("data-animatic" in board) is ("order" in may)
    assert ('hx-post="/projects/' in take) is ("note" in may)
    assert ("Creators, reviewers and owners write notes." in take) is ("note" not in may)


def test_a_control_that_cannot_be_used_says_why(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    board = client_of(people.rita).get(f"/projects/{project.pk}/").content.decode()
    assert "Only creators and owners order takes." in board
    assert "Only creators and owners edit boards." in board
