"""The click orders what was on screen: the same request, the same price, once; anything else orders nothing."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import choose, write_board_text
from storyboard.studio.account_editing import add_account
from storyboard.studio.models import Person
from storyboard.takes.models import Generation, Order
from tests.conftest import People

MODEL = "runware/kling-3.0-4k"


@pytest.fixture
def board(people: People, project: Project) -> Project:
    edit(project.pk, people.alice, choose("model", MODEL))
    return project


def shown(client: Client, board: Project, where: str = "") -> dict[str, str]:
    """The fields of the form that the page shows."""
    markup = client.get(f"/projects/{board.pk}/order/", {"where": where}).content.decode()
    fields = dict(re.findall(r'name="(token|model|sha256|price)" value="([^"]*)"', markup))
    chosen = re.search(r'name="where" value="(\w+)"[^>]*checked', markup)
    return {**fields, "where": chosen[1] if chosen else ""}


def confirm(client: Client, board: Project, fields: dict[str, str]) -> int:
    return client.post(f"/projects/{board.pk}/order/", fields, headers={"HX-Request": "true"}).status_code


def test_without_an_account_a_rehearsal_is_offered_and_ordered(
    people: People, board: Project, client_of: Callable[[Person], Client]
) -> None:
    client = client_of(people.alice)
    fields = shown(client, board)
    assert (fields["where"], fields["model"], fields["price"]) == ("rehearsal", MODEL, "3.78")
    assert confirm(client, board, fields) == 200
    order = Order.objects.get()
    assert (order.model, order.request_sha256) == (f"rehearsal:{MODEL}", fields["sha256"])
    assert order.generations.get().account is None


def test_a_double_click_is_one_order(people: People, board: Project, client_of: Callable[[Person], Client]) -> None:
    client = client_of(people.alice)
    fields = shown(client, board)
    assert [confirm(client, board, fields) for _click in range(2)] == [200, 200]
    assert Generation.objects.count() == 1


def test_a_board_that_changed_since_is_not_ordered(
    people: People, board: Project, client_of: Callable[[Person], Client]
) -> None:
    client = client_of(people.alice)
    fields = shown(client, board)
    edit(board.pk, people.olga, write_board_text("style", "Film grain.", 99))
    assert confirm(client, board, fields) == 422
    assert not Order.objects.exists()
    assert confirm(client, board, shown(client, board)) == 200


@pytest.mark.parametrize(("field", "value"), [("price", "3.77"), ("price", ""), ("price", "NaN"), ("sha256", "0" * 64)])
def test_another_price_or_request_than_now_is_refused(
    people: People, board: Project, client_of: Callable[[Person], Client], field: str, value: str
) -> None:
    client = client_of(people.alice)
    assert confirm(client, board, {**shown(client, board), field: value}) == 422
    assert not Order.objects.exists()


def test_with_an_account_it_is_asked_and_the_key_is_in_nothing(
    people: People, board: Project, client_of: Callable[[Person], Client]
) -> None:
    key = "sk-secret-secret-secret-secret"
    account = add_account(people.workspace, people.olga, provider="runware", name="Main", key=key, url="")
    client = client_of(people.alice)
    fields = shown(client, board)
    assert fields["where"] == account.pk
    assert confirm(client, board, fields) == 200
    generation = Generation.objects.get()
    assert generation.account == account
    page = client.get(f"/projects/{board.pk}/order/").content.decode()
    assert key not in page
    assert key not in generation.request


def test_an_account_of_elsewhere_is_not_taken(
    people: People, board: Project, client_of: Callable[[Person], Client]
) -> None:
    foreign = add_account(people.elsewhere, people.stan, provider="runware", name="Theirs", key="k" * 30, url="")
    client = client_of(people.alice)
    assert confirm(client, board, {**shown(client, board), "where": foreign.pk}) == 422
    assert not Order.objects.exists()


def test_reviewers_see_the_request_and_no_form(
    people: People, board: Project, client_of: Callable[[Person], Client]
) -> None:
    markup = client_of(people.rita).get(f"/projects/{board.pk}/order/").content.decode()
    assert 'data-testid="request-json"' in markup
    assert 'name="token"' not in markup
