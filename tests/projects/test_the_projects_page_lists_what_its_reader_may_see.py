"""Newest first, of one workspace, found by title; with the same few queries for one project as for many."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storyboard.projects import editing, timing
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.studio.people import add_person
from storyboard.studio.roles import Role
from tests.conftest import People
from tests.takes.making import finished

pytestmark = pytest.mark.both


def listed(client: Client, address: str = "/") -> list[str]:
    """Titles in the order of the page."""
    page = client.get(address).content.decode()
    return re.findall(r'class="project__link" href="[^"]+">([^<]+)<', page)


@pytest.fixture
def several(people: People) -> list[Project]:
    titles = ["Kite in rain", "Tram at night", "A 50% kite"]
    return [make_project(people.workspace, people.alice, title, [NewShot(3)]) for title in titles]


def test_the_last_edited_comes_first(
    people: People, several: list[Project], client_of: Callable[[Person], Client]
) -> None:
    editing.edit(several[1].pk, people.alice, timing.change_total(1))
    assert listed(client_of(people.rita)) == ["Tram at night", "A 50% kite", "Kite in rain"]


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("kite", ["A 50% kite", "Kite in rain"]),
        ("KITE", ["A 50% kite", "Kite in rain"]),
        ("50%", ["A 50% kite"]),
        ("ki ra", ["Kite in rain"]),
        ("ÑIGHT", ["Tram at night"]),
        ("ite", []),
        ("_", ["A 50% kite", "Tram at night", "Kite in rain"]),
        ("  night ", ["Tram at night"]),
        ("lighthouse", []),
        ("'; DROP TABLE", []),
    ],
)
def test_it_is_found_by_how_words_of_its_title_begin(
    people: People,
    several: list[Project],
    client_of: Callable[[Person], Client],
    words: str,
    titles: list[str],
) -> None:
    assert listed(client_of(people.rita), f"/?q={words.replace('%', '%25')}") == titles


def test_nothing_of_another_workspace(
    people: People, several: list[Project], client_of: Callable[[Person], Client]
) -> None:
    assert listed(client_of(people.stan)) == []


def test_of_two_workspaces_the_one_asked_for_and_then_the_one_used_last(
    people: People, several: list[Project], client_of: Callable[[Person], Client]
) -> None:
    make_project(people.elsewhere, people.stan, "Elsewhere", [NewShot(3)])
    add_person(people.elsewhere, "rita", Role.REVIEWER)
    client = client_of(people.rita)
    assert len(listed(client)) == 3
    assert listed(client, f"/?w={people.elsewhere.pk}") == ["Elsewhere"]


def test_an_archived_one_is_not_there(
    people: People, several: list[Project], client_of: Callable[[Person], Client]
) -> None:
    Project.objects.filter(title="Tram at night").update(archived_at=several[0].created_at)
    assert "Tram at night" not in listed(client_of(people.rita))


def test_titles_are_text_and_never_markup(people: People, client_of: Callable[[Person], Client]) -> None:
    make_project(people.workspace, people.alice, "<script>alert(1)</script>", [NewShot(3)])
    page = client_of(people.rita).get("/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_many_projects_ask_no_more_than_one(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        return len(captured)

    client = client_of(people.rita)
    finished(project, people.alice)
    client.get("/")
    few = queries()
    for number in range(12):
        shots = [NewShot(1) for _each in range(6)]
        finished(make_project(people.workspace, people.alice, f"Board {number}", shots), people.olga, b"%d" % number)
    assert queries() == few
