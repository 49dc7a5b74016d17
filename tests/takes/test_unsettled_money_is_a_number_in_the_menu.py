"""Orders that may have been charged, and paid files that are missing, are a number at Orders for whoever can settle
them."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.models import Generation, Take
from tests.conftest import People
from tests.takes.rehearsals import rehearsed

pytestmark = pytest.mark.both
Clients = Callable[[Person], Client]
MODEL = "runware/kling-3.0-4k"


@pytest.fixture
def unsettled(people: People, project: Project) -> None:
    """One that nobody knows the fate of, and one with two files that are missing."""
    lost, stuck = (rehearsed(project, people.alice, MODEL, results).generations.get() for results in (1, 2))
    Generation.objects.filter(pk=lost.pk).update(state="unconfirmed")
    Generation.objects.filter(pk=stuck.pk).update(state="collecting")
    Take.objects.filter(generation=stuck).update(state="collecting", stuck=True)


@pytest.mark.parametrize("address", ["/", "/orders/", "/library/", "board"])
def test_every_page_with_the_menu_has_it(
    people: People, project: Project, unsettled: None, client_of: Clients, address: str
) -> None:
    where = f"/projects/{project.pk}/" if address == "board" else address
    for person in (people.alice, people.olga):
        page = client_of(person).get(where).content.decode()
        assert "2 orders may have been charged" in page
        assert "2 orders to settle" in page


def test_nobody_else_has_it(people: People, unsettled: None, client_of: Clients) -> None:
    for person in (people.rita, people.stan):
        assert "may have been charged, or" not in client_of(person).get("/").content.decode()


def test_it_is_gone_once_that_is_settled(people: People, unsettled: None, client_of: Clients) -> None:
    Generation.objects.update(state="done")
    Take.objects.update(state="failed", stuck=False)
    assert "doubtful-count" not in client_of(people.alice).get("/").content.decode()
