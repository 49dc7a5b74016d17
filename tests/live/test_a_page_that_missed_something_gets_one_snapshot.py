"""However much happened meanwhile, one answer brings a page up to date, with the number it stands at."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects import editing, timing
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from tests.conftest import People
from tests.takes.making import finished

pytestmark = pytest.mark.both


def test_it_holds_board_and_takes(people: People, project: Project, client_of: Callable[[Person], Client]) -> None:
    take = finished(project, people.alice)
    for by in (1, -1, 1):
        editing.edit(project.pk, people.alice, timing.change_total(by))
    answer = client_of(people.rita).get(f"/projects/{project.pk}/live/").json()
    assert answer["number"] == 6
    board, takes, chain = answer["fragments"]
    assert board == {"name": "board", "key": "", "version": 4, "markup": None}
    assert takes["name"] == "takes"
    assert f'data-id="{take.pk}"' in takes["markup"]
    assert 'data-state="ready"' in takes["markup"]
    assert chain == {"name": "chain", "key": "", "version": 0, "markup": None}


def test_a_new_project_stands_at_zero(people: People, project: Project, client_of: Callable[[Person], Client]) -> None:
    answer = client_of(people.rita).get(f"/projects/{project.pk}/live/").json()
    assert answer["number"] == 0


def test_the_board_page_names_the_number_it_was_drawn_at(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    editing.edit(project.pk, people.alice, timing.change_total(1))
    page = client_of(people.rita).get(f"/projects/{project.pk}/").content.decode()
    assert 'data-number="1"' in page
    assert 'data-version="2"' in page
