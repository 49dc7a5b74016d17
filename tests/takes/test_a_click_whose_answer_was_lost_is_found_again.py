"""Whoever clicked and got no answer can ask what became of it, and the same token never is a second order."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import write_board_text
from storyboard.studio.models import Person
from storyboard.takes.models import Order
from tests.conftest import People
from tests.takes.money import priced

pytestmark = pytest.mark.both
Clients = Callable[[Person], Client]


@pytest.fixture
def board(people: People, project: Project) -> Project:
    return priced(people, project)[0]


def shown(client: Client, board: Project) -> dict[str, str]:
    markup = client.get(f"/projects/{board.pk}/order/").content.decode()
    chosen = re.search(r'name="where" value="(\w+)"[^>]*checked', markup)
    fields = dict(re.findall(r'name="(token|model|sha256|price)" value="([^"]*)"', markup))
    return {**fields, "where": chosen[1] if chosen else ""}


def became(client: Client, board: Project, token: str) -> str:
    answer = client.get(f"/projects/{board.pk}/order/arrived/", {"token": token})
    assert answer["Cache-Control"] == "no-store"
    return str(answer.json()["sentence"])


def test_it_is_told_whether_it_arrived(people: People, board: Project, client_of: Clients) -> None:
    alice = client_of(people.alice)
    fields = shown(alice, board)
    assert became(alice, board, fields["token"]) == ""
    answer = alice.post(f"/projects/{board.pk}/order/", fields, headers={"HX-Request": "true"})
    assert answer["X-Order"] == "placed"
    told = became(alice, board, fields["token"])
    assert told == "This order has arrived: take 1, Runware · Kling 3.0 4K, $3.78. Nothing was ordered a second time."


def test_one_whose_model_an_update_took_away_is_told_all_the_same(
    people: People, board: Project, client_of: Clients
) -> None:
    alice = client_of(people.alice)
    fields = shown(alice, board)
    alice.post(f"/projects/{board.pk}/order/", fields, headers={"HX-Request": "true"})
    Order.objects.update(model="runware/kling-9.0")
    assert "take 1, runware/kling-9.0, $3.78" in became(alice, board, fields["token"])


def test_what_changed_since_is_not_ordered_by_its_token(people: People, board: Project, client_of: Clients) -> None:
    alice = client_of(people.alice)
    token = shown(alice, board)["token"]
    alice.post(f"/projects/{board.pk}/order/", {**shown(alice, board), "token": token}, headers={"HX-Request": "true"})
    edit(board.pk, people.alice, write_board_text("style", "Film grain.", 99))
    anew = {**shown(alice, board), "token": token}
    answer = alice.post(f"/projects/{board.pk}/order/", anew, headers={"HX-Request": "true"})
    assert answer["X-Order"] == "before"
    assert "This order has arrived: take 1" in answer.content.decode()
    assert Order.objects.count() == 1


def test_a_refusal_is_no_order(people: People, board: Project, client_of: Clients) -> None:
    alice = client_of(people.alice)
    fields = {**shown(alice, board), "price": "1"}
    answer = alice.post(f"/projects/{board.pk}/order/", fields, headers={"HX-Request": "true"})
    assert (answer.status_code, "X-Order" in answer) == (422, False)


def test_only_who_orders_there_is_told(people: People, board: Project, client_of: Clients) -> None:
    address = f"/projects/{board.pk}/order/arrived/?token=one"
    assert client_of(people.rita).get(address).status_code == 403
    assert client_of(people.stan).get(address).status_code == 404
