"""Whoever ordered over a budget can think better of it, as long as no owner has decided."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.holding import release, withdraw
from storyboard.takes.models import Generation, Order, Take
from tests.conftest import People
from tests.takes.money import capped, order, priced

Clients = Callable[[Person], Client]


@pytest.fixture
def held(people: People, project: Project) -> Order:
    """Three results of one order, over the budget of the workspace."""
    board, _account = priced(people, project)
    capped(people, "1")
    return order(board, people.alice, results=3)


def states(placed: Order) -> set[str]:
    return set(placed.generations.values_list("state", flat=True))


def test_all_of_it_ends_and_nothing_is_charged(people: People, held: Order, client_of: Clients) -> None:
    generation = held.generations.order_by("pk")[0]
    client = client_of(people.alice)
    assert f"/orders/{generation.pk}/withdraw/" in client.get("/orders/").content.decode()
    page = client.post(f"/orders/{generation.pk}/withdraw/", follow=True).content.decode()
    assert page.count("withdrawn before an owner decided") >= 2  # the message, and why it is cancelled
    assert states(held) == {"cancelled"}
    assert set(Generation.objects.values_list("settled", "reserved")) == {(Decimal(0), None)}
    assert set(Take.objects.values_list("state", flat=True)) == {"cancelled"}


def test_what_an_owner_decided_first_stays(people: People, held: Order, client_of: Clients) -> None:
    assert release(held, people.olga)
    assert not withdraw(held)
    generation = held.generations.order_by("pk")[0]
    page = client_of(people.alice).post(f"/orders/{generation.pk}/withdraw/", follow=True).content.decode()
    assert "This order went on meanwhile. Nothing was changed" in page
    assert states(held) == {"queued"}


def test_reviewers_withdraw_nothing(people: People, held: Order, client_of: Clients) -> None:
    generation = held.generations.order_by("pk")[0]
    assert "/withdraw/" not in client_of(people.rita).get("/orders/").content.decode()
    assert client_of(people.rita).post(f"/orders/{generation.pk}/withdraw/").status_code == 403
    assert states(held) == {"held"}
