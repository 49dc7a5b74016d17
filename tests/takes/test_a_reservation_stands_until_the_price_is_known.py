"""Money is set aside at the order and stays so until somebody says what it came to: the provider, or an owner."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from storyboard.projects.models import Project
from storyboard.studio.account_editing import change_currency
from storyboard.studio.models import AuditEntry, Person, ProviderAccount
from storyboard.takes.budgets import standing_of
from storyboard.takes.models import Generation
from storyboard.takes.pipeline import advance
from storyboard.takes.states import Event
from tests.conftest import People
from tests.takes.money import broken, capped, order, priced, refused, sent, told
from tests.takes.rehearsals import rehearsed


@pytest.fixture
def generation(people: People, project: Project) -> Generation:
    return order(priced(people, project)[0], people.alice).generations.get()


def amounts(generation: Generation) -> tuple[Decimal | None, Decimal | None]:
    generation.refresh_from_db()
    return generation.reserved, generation.spent


def test_it_is_reserved_with_the_order(generation: Generation) -> None:
    assert amounts(generation) == (Decimal("3.78"), None)


def test_a_price_that_is_told_takes_its_place(generation: Generation) -> None:
    told(generation, "3.5")
    assert amounts(generation) == (None, Decimal("3.5"))


def test_done_without_a_price_it_stands(generation: Generation) -> None:
    told(generation, None)
    assert amounts(generation) == (Decimal("3.78"), None)


def test_not_taken_by_the_provider_it_is_released(generation: Generation) -> None:
    refused(generation)
    assert amounts(generation) == (None, Decimal(0))


def test_failed_without_a_word_of_money_it_stands(generation: Generation) -> None:
    broken(generation)
    assert amounts(generation) == (Decimal("3.78"), None)


def test_unconfirmed_it_stands(generation: Generation) -> None:
    sent(generation)
    advance(generation, Event.SILENT, failure="No answer.")
    assert amounts(generation) == (Decimal("3.78"), None)


def test_the_rate_of_the_order_counts_whatever_becomes_of_it(people: People, project: Project) -> None:
    board, account = priced(people, project)
    ProviderAccount.objects.filter(pk=account.pk).update(rate=Decimal(2))
    generation = order(board, people.alice).generations.get()
    ProviderAccount.objects.filter(pk=account.pk).update(rate=Decimal(5))
    told(generation, "3")
    assert amounts(generation) == (None, Decimal(6))


def test_a_price_that_cannot_be_converted_leaves_it_standing(generation: Generation) -> None:
    told(generation, "60", "credits")
    assert amounts(generation) == (Decimal("3.78"), None)


def test_an_owner_writes_down_what_it_cost_once(
    people: People, generation: Generation, client_of: Callable[[Person], Client]
) -> None:
    budget = capped(people, "10")
    broken(generation)
    address = f"/orders/{generation.pk}/"
    assert 'name="cost"' not in client_of(people.alice).get(address).content.decode()
    owner = client_of(people.olga)
    assert "$3.78 stays set aside" in owner.get(address).content.decode()
    assert "nothing was changed" in owner.post(f"{address}cost/", {"cost": "-1"}, follow=True).content.decode()
    assert amounts(generation) == (Decimal("3.78"), None)
    owner.post(f"{address}cost/", {"cost": "1.25"})
    assert amounts(generation) == (None, Decimal("1.25"))
    assert standing_of(budget, timezone.now()).used == Decimal("1.25")
    assert AuditEntry.objects.get(what="order_cost").after == "$1.25"
    assert "is known already" in owner.post(f"{address}cost/", {"cost": "0"}, follow=True).content.decode()
    assert amounts(generation) == (None, Decimal("1.25"))


def test_what_is_under_way_is_not_written_down(
    people: People, generation: Generation, client_of: Callable[[Person], Client]
) -> None:
    client_of(people.olga).post(f"/orders/{generation.pk}/cost/", {"cost": "0"})
    assert amounts(generation) == (Decimal("3.78"), None)


def test_rehearsals_and_animatics_never_count(people: People, project: Project) -> None:
    board = priced(people, project)[0]
    budget = capped(people, "10")
    rehearsed(board, people.alice, "runware/kling-3.0-4k")
    order(board, people.alice, "animatic")
    assert standing_of(budget, timezone.now()).used == 0
    for one in Generation.objects.all():
        assert amounts(one) == (None, None)


def test_in_another_currency_it_counts_no_more(people: People, project: Project) -> None:
    board = priced(people, project)[0]
    order(board, people.alice)
    change_currency(people.workspace, people.olga, "EUR")
    people.workspace.refresh_from_db()
    assert standing_of(capped(people, "10"), timezone.now()).used == 0


def test_a_month_counts_what_was_ordered_in_it_and_a_total_everything(people: People, project: Project) -> None:
    board = priced(people, project)[0]
    order(board, people.alice)
    Generation.objects.update(counted_at=timezone.now() - timedelta(days=32))
    order(board, people.alice)
    month, whole = capped(people, "10"), capped(people, "10", "total")
    used = [standing_of(budget, timezone.now()).used for budget in (month, whole)]
    assert used == [Decimal("3.78"), Decimal("7.56")]
