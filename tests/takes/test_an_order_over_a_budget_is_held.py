"""What does not fit under every budget over it is held, says why, and goes on only when an owner lets it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from storyboard.live.models import Event as LiveEvent
from storyboard.projects.models import Project
from storyboard.studio.models import AuditEntry, Person
from storyboard.takes import steps
from storyboard.takes.holding import release, turn_down
from storyboard.takes.models import Generation, Order, Take
from tests.conftest import People
from tests.takes.money import MODEL, another, capped, order, priced
from tests.takes.test_an_order_is_what_was_confirmed import confirm, shown


@pytest.fixture
def board(people: People, project: Project) -> Project:
    return priced(people, project)[0]


def states(placed: Order) -> set[str]:
    return set(placed.generations.values_list("state", flat=True))


def test_what_fits_is_queued_and_what_does_not_is_held(people: People, board: Project) -> None:
    capped(people, "7.56")
    assert [states(order(board, people.alice)) for _click in range(3)] == [{"queued"}, {"queued"}, {"held"}]
    held = Generation.objects.get(state="held")
    assert (held.reserved, held.counted_at, held.due_at) == (None, None, None)
    assert held.takes.get().state == "waiting"


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("", "$2.78 over this month’s budget of Northlight."),
        ("project", "$2.78 over this month’s budget of the project Rainy day."),
        ("person", "$2.78 over what alice may spend this month."),
    ],
)
def test_the_take_says_whose_budget_and_how_much_is_missing(
    people: People, board: Project, about: str, words: str
) -> None:
    subject = {"project": {"project_id": board.pk}, "person": {"person_id": people.alice.pk}}.get(about, {})
    capped(people, "1", **subject)
    placed = order(board, people.alice)
    assert words in placed.generations.get().failure
    assert words in Take.objects.get(generation__order=placed).failure


def test_budgets_of_others_do_not_count(people: People, board: Project) -> None:
    capped(people, "0", project_id=another(people).pk)
    capped(people, "0", person_id=people.olga.pk)
    assert states(order(board, people.alice)) == {"queued"}
    assert states(order(board, None)) == {"queued"}
    assert states(order(board, people.olga)) == {"held"}


def test_every_result_of_a_held_order_is_held(people: People, board: Project) -> None:
    capped(people, "10")
    placed = order(board, people.alice, results=3)
    assert states(placed) == {"held"}
    assert Take.objects.filter(generation__order=placed, state="waiting").count() == 3


def test_no_worker_takes_up_what_is_held(people: People, board: Project) -> None:
    capped(people, "1")
    order(board, people.alice)
    assert not steps.claim_generations("worker", 8)


def test_an_owner_releases_it_and_it_counts_beyond_the_cap(people: People, board: Project) -> None:
    capped(people, "4")
    order(board, people.alice)
    held = order(board, people.alice)
    before = LiveEvent.objects.count()
    assert release(held, people.olga)
    generation = held.generations.get()
    assert (generation.state, generation.reserved, generation.failure) == ("queued", Decimal("3.78"), "")
    assert generation.counted_at
    assert LiveEvent.objects.count() > before
    assert Take.objects.get(generation=generation).failure == ""
    assert [one.pk for one in steps.claim_generations("worker", 8)] != []
    third = order(board, people.alice)
    assert "$7.34 over" in third.generations.get().failure


def test_an_owner_turns_it_down_and_nothing_counts(people: People, board: Project) -> None:
    capped(people, "1")
    held = order(board, people.alice)
    assert turn_down(held, people.olga)
    generation = held.generations.get()
    assert (generation.state, generation.settled, generation.reserved) == ("cancelled", Decimal(0), None)
    take = Take.objects.get(generation=generation)
    assert take.state == "cancelled"
    assert "turned this order down" in take.failure


def test_a_second_decision_changes_nothing(people: People, board: Project) -> None:
    capped(people, "1")
    held = order(board, people.alice)
    assert release(held, people.olga)
    assert not release(held, people.olga)
    assert not turn_down(held, people.olga)
    assert states(held) == {"queued"}


def test_each_decision_is_a_line_for_owners(people: People, board: Project) -> None:
    capped(people, "1")
    release(order(board, people.alice), people.olga)
    turn_down(order(board, people.alice), people.olga)
    lines = AuditEntry.objects.filter(what__startswith="order_").order_by("pk")
    assert [(line.what, line.person, line.about, line.after) for line in lines] == [
        ("order_released", people.olga, "Rainy day", "$3.78"),
        ("order_turned_down", people.olga, "Rainy day", "$3.78"),
    ]


def test_the_dialog_says_what_is_left_and_asks_for_release(
    people: People, board: Project, client_of: Callable[[Person], Client]
) -> None:
    client = client_of(people.alice)
    budget = capped(people, "5")
    page = client.get(f"/projects/{board.pk}/order/").content.decode()
    assert "$5.00 left of $5.00" in page
    assert "Order for $3.78" in page
    budget.cap = Decimal("3.77")
    budget.save()
    page = client.get(f"/projects/{board.pk}/order/").content.decode()
    assert "Ask for release of $3.78" in page
    assert "$0.01 over this month’s budget of Northlight" in page
    assert confirm(client, board, shown(client, board)) == 200
    assert states(Order.objects.get()) == {"held"}


def test_owners_decide_on_the_orders_page_and_others_only_look(
    people: People, board: Project, client_of: Callable[[Person], Client]
) -> None:
    capped(people, "1")
    first, second = order(board, people.alice), order(board, people.alice)
    assert "/release/" not in client_of(people.alice).get("/orders/").content.decode()
    assert client_of(people.alice).post(f"/orders/{first.pk}/release/").status_code == 403
    owner = client_of(people.olga)
    page = owner.get("/orders/").content.decode()
    assert page.count('data-testid="held-order"') == 2
    assert page.index('data-testid="held-order"') < page.index('data-testid="generation"')
    assert ">2</span>" in page
    assert owner.post(f"/orders/{first.pk}/release/").status_code == 302
    assert owner.post(f"/orders/{second.pk}/turn-down/").status_code == 302
    again = owner.post(f"/orders/{second.pk}/release/", follow=True).content.decode()
    assert "somebody has decided about it already" in again
    assert (states(first), states(second)) == ({"queued"}, {"cancelled"})


def test_a_rehearsal_fits_under_any_budget(people: People, board: Project) -> None:
    capped(people, "0")
    placed = order(board, people.alice, f"rehearsal:{MODEL}")
    assert states(placed) == {"queued"}
    assert placed.generations.get().counted_at is None
    assert states(order(board, people.alice, "animatic")) == {"queued"}
