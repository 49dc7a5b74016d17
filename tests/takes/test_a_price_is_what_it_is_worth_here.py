"""A price counts in the workspace's currency: through the owner's rate, or by the owner's price per second. What nobody
can put a figure on is ordered only by those who ticked so, and never under a budget."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import choose
from storyboard.studio.account_editing import change_currency
from storyboard.studio.models import Person, ProviderAccount
from storyboard.takes.models import Generation, Order
from storyboard.takes.offering import offer_for
from storyboard.takes.ordering import Unpriced
from storyboard.takes.quotes import keep_quote
from storyboard.takes.worth import worth
from tests.conftest import People
from tests.takes.money import capped, order, priced
from tests.takes.test_an_order_is_what_was_confirmed import confirm, shown

HIGHWAY, CRUN = "highway/kling-3.0-4k", "crun/kling-3.0-std"


def rated(account: ProviderAccount, **values: str) -> None:
    ProviderAccount.objects.filter(pk=account.pk).update(**{name: Decimal(value) for name, value in values.items()})


@pytest.mark.parametrize(
    ("amount", "unit", "own", "rate", "found"),
    [
        ("3.78", "USD", "USD", "0.9", "3.402"),
        ("60", "credits", "credits", "0.01", "0.6"),
        ("0.1", "credits", "credits", "0.00000001", "0.000001"),
        ("3", "EUR", "", None, "3"),
        ("3", "EUR", "USD", "0.9", "3"),
        ("60", "credits", "credits", None, None),
        ("3", "USD", "", None, None),
        ("0", "", "credits", None, "0"),
        ("99999999", "USD", "USD", "2", None),
    ],
)
def test_the_table(amount: str, unit: str, own: str, rate: str | None, found: str | None) -> None:
    value = worth(Decimal(amount), unit, own, Decimal(rate) if rate else None, "EUR")
    assert value == (Decimal(found) if found else None)


def test_a_price_in_another_currency_is_reserved_through_the_rate(people: People, project: Project) -> None:
    board, account = priced(people, project)
    change_currency(people.workspace, people.olga, "EUR")
    rated(account, rate="0.91")
    generation = order(board, people.alice).generations.get()
    assert (generation.estimated, generation.unit) == (Decimal("3.78"), "USD")
    assert (generation.reserved, generation.currency) == (Decimal("3.4398"), "EUR")


def test_where_no_price_is_published_the_owners_price_per_second_is_it(people: People, project: Project) -> None:
    board, account = priced(people, project, HIGHWAY)
    rated(account, price_per_second="0.35")
    offer = offer_for(board, HIGHWAY)
    assert offer.price
    assert (offer.price.amount, offer.price.unit, offer.price.source) == (Decimal("3.15"), "USD", account.name)
    assert order(board, people.alice, HIGHWAY).generations.get().reserved == Decimal("3.15")


def test_the_price_per_second_never_takes_the_place_of_a_published_one(people: People, project: Project) -> None:
    board, account = priced(people, project)
    rated(account, price_per_second="99")
    assert order(board, people.alice).estimated == Decimal("3.78")


def test_credits_count_by_what_one_is_worth(people: People, project: Project) -> None:
    board, account = priced(people, project, CRUN)
    rated(account, rate="0.01")
    keep_quote(account, offer_for(board, CRUN).request, Decimal(60))
    capped(people, "1")
    first, second = (order(board, people.alice, CRUN).generations.get() for _one in range(2))
    assert (first.state, first.reserved) == ("queued", Decimal("0.6"))
    assert second.state == "held"


@pytest.mark.parametrize(("model", "quote"), [(HIGHWAY, ""), (CRUN, ""), (CRUN, "60")])
def test_without_a_figure_it_is_ordered_only_with_the_tick(
    people: People, project: Project, client_of: Callable[[Person], Client], model: str, quote: str
) -> None:
    board, account = priced(people, project, model)
    if quote:
        keep_quote(account, offer_for(board, model).request, Decimal(quote))
    client = client_of(people.alice)
    fields = shown(client, board)
    assert confirm(client, board, fields) == 422
    assert not Order.objects.exists()
    assert confirm(client, board, {**fields, "price_unknown": "on"}) == 200
    generation = Generation.objects.get()
    assert generation.reserved is None
    assert generation.counted_at


def test_a_command_needs_no_tick(people: People, project: Project) -> None:
    board = priced(people, project, HIGHWAY)[0]
    assert order(board, None, HIGHWAY).generations.get().state == "queued"


@pytest.mark.parametrize("model", [HIGHWAY, CRUN])
def test_without_a_figure_it_cannot_be_ordered_under_a_budget(
    people: People, project: Project, client_of: Callable[[Person], Client], model: str
) -> None:
    board = priced(people, project, model)[0]
    capped(people, "1000")
    with pytest.raises(Unpriced):
        order(board, None, model)
    client = client_of(people.alice)
    assert "so that it cannot be ordered" in client.get(f"/projects/{board.pk}/order/").content.decode()
    assert confirm(client, board, {**shown(client, board), "price_unknown": "on"}) == 422
    assert not Order.objects.exists()


def test_a_rehearsal_needs_no_price(people: People, project: Project, client_of: Callable[[Person], Client]) -> None:
    edit(project.pk, people.alice, choose("model", HIGHWAY))
    capped(people, "0")
    client = client_of(people.alice)
    assert confirm(client, project, shown(client, project)) == 200
