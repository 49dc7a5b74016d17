"""In the archive a board says so, and is neither edited nor ordered by anybody until it is restored."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from storyboard.ids import new_token
from storyboard.live.models import Event
from storyboard.projects import keeping
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.deciding import cancel
from storyboard.takes.models import Order
from storyboard.takes.ordering import Confirmed, InArchive, Wish, place_order, repeat
from tests.conftest import People
from tests.takes.rehearsals import rehearsed

pytestmark = pytest.mark.both
HTMX = {"HX-Request": "true"}
SENTENCE = "This project is in the archive."


@pytest.fixture
def archived(project: Project) -> Project:
    keeping.archive(project.pk)
    project.refresh_from_db()
    return project


def test_it_leaves_the_list_but_for_the_archive(
    people: People, archived: Project, client_of: Callable[[Person], Client]
) -> None:
    client = client_of(people.rita)
    assert f"project-{archived.pk}" not in client.get("/").content.decode()
    page = client.get("/?state=archived").content.decode()
    assert f"project-{archived.pk}" in page
    assert 'data-does="restore"' not in page  # a reviewer is offered nothing


def test_its_board_says_so_and_has_no_tools(
    people: People, archived: Project, client_of: Callable[[Person], Client]
) -> None:
    for person, may in ((people.alice, True), (people.rita, False)):
        page = client_of(person).get(f"/projects/{archived.pk}/").content.decode()
        assert 'data-testid="archived"' in page
        assert 'data-editable="false"' in page
        assert ('value="restore"' in page) == may
        assert 'data-testid="generate"' not in page
        assert 'data-testid="add-shot"' not in page


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("edit/", {"operation": "change_total", "by": "1"}),
        ("edit/", {"operation": "undo"}),
        ("animatic/", {}),
        ("order/", {"model": "runware/kling-3.0-4k", "where": "rehearsal"}),
    ],
)
def test_edits_and_orders_are_refused_with_a_sentence(
    people: People,
    archived: Project,
    client_of: Callable[[Person], Client],
    address: str,
    form: dict[str, Any],
) -> None:
    answer = client_of(people.olga).post(f"/projects/{archived.pk}/{address}", form, headers=HTMX)
    assert (answer.status_code, SENTENCE in answer.content.decode()) == (422, True)
    archived.refresh_from_db()
    assert (archived.version, Order.objects.count()) == (1, 0)


def test_a_version_is_not_restored(people: People, archived: Project, client_of: Callable[[Person], Client]) -> None:
    address = f"/projects/{archived.pk}/history/1/restore/"
    page = client_of(people.olga).post(address, follow=True).content.decode()
    assert SENTENCE in page


def test_neither_a_second_order_nor_one_by_command(people: People, project: Project) -> None:
    generation = rehearsed(project, people.alice, "highway/kling-3.0-4k").generations.get()
    cancel(generation)
    keeping.archive(project.pk)
    with pytest.raises(InArchive):
        repeat(generation, people.alice, Confirmed("", None), "cancelled")
    with pytest.raises(InArchive):
        place_order(project, None, Wish("animatic", new_token()))
    with pytest.raises(CommandError, match=SENTENCE):
        call_command("generate", project.pk, "--model", "animatic", "--wait", "0")


def test_a_click_that_was_an_order_before_is_that_order(people: People, project: Project) -> None:
    wish = Wish("animatic", new_token())
    order = place_order(project, people.alice, wish)
    keeping.archive(project.pk)
    assert place_order(project, people.alice, wish) == order


def test_restored_it_is_as_before(people: People, archived: Project, client_of: Callable[[Person], Client]) -> None:
    client = client_of(people.alice)
    answer = client.post(f"/projects/{archived.pk}/state/", {"state": "restore"})
    assert answer["Location"] == f"/projects/{archived.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert 'data-testid="archived"' not in page
    assert 'data-editable="true"' in page
    form = {"operation": "change_total", "by": "1"}
    assert client.post(f"/projects/{archived.pk}/edit/", form, headers=HTMX).status_code == 200


def test_open_boards_are_told_once(project: Project) -> None:
    keeping.archive(project.pk)
    keeping.archive(project.pk)
    keeping.restore(project.pk)
    names = [[one["name"] for one in event.fragments] for event in Event.objects.filter(project=project)]
    assert names == [["chain", "pictures"], ["chain", "pictures"]]
