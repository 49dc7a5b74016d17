"""An order that is held is a number at Orders on every page of its owners, and is decided on its own page as well."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.models import Order
from tests.conftest import People
from tests.takes.money import capped, order, priced

Clients = Callable[[Person], Client]
WAITS = "1 held order waits for your release"


@pytest.fixture
def held(people: People, project: Project) -> Order:
    board, _account = priced(people, project)
    capped(people, "1")
    return order(board, people.alice)


@pytest.mark.parametrize("address", ["/", "/library/", "/help/", "/spend/"])
def test_every_page_has_the_number(people: People, held: Order, client_of: Clients, address: str) -> None:
    assert WAITS in client_of(people.olga).get(address).content.decode()


def test_so_has_a_board_and_nobody_elses(people: People, held: Order, client_of: Clients) -> None:
    board = f"/projects/{held.project_id}/"
    assert WAITS in client_of(people.olga).get(board).content.decode()
    for person in (people.alice, people.rita):
        assert WAITS not in client_of(person).get(board).content.decode()
        assert WAITS not in client_of(person).get("/orders/").content.decode()


def test_the_page_of_the_order_releases_it_and_is_come_back_to(people: People, held: Order, client_of: Clients) -> None:
    page = f"/orders/{held.generations.get().pk}/"
    assert f"/orders/{held.pk}/release/" not in client_of(people.alice).get(page).content.decode()
    owner = client_of(people.olga)
    text = owner.get(page).content.decode()
    assert "This order asks for your release" in text
    assert "This is $2.78 over this month’s budget of Northlight." in text
    answer = owner.post(f"/orders/{held.pk}/release/", {"from": "order"}, follow=True)
    assert answer.redirect_chain == [(page, 302)]
    assert "Released: it is ordered now." in answer.content.decode()
    assert held.generations.get().state == "queued"


def test_an_open_page_is_told_what_changes_and_takes_no_message_away(
    people: People, held: Order, client_of: Clients
) -> None:
    owner, page = client_of(people.olga), f"/orders/{held.generations.get().pk}/"
    owner.post(f"/orders/{held.pk}/release/", {"from": "order"})
    for address in ("/orders/", page):
        told = owner.get(address, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in told
        assert 'data-state="queued"' in told
        assert 'id="orders-link"' in told
        assert WAITS not in told
    assert "Released: it is ordered now." in owner.get(page).content.decode()
