"""The buttons of the orders page: each does what it says, once, and only while the order stands as it was shown."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import choose, write_board_text
from storyboard.studio.account_editing import add_account
from storyboard.studio.models import Person, ProviderAccount
from storyboard.takes.models import Generation, Take
from storyboard.takes.ordering import Wish, place_order
from storyboard.takes.pipeline import LEASE, Lost
from storyboard.takes.preparing import _commit
from storyboard.takes.states import GenerationState, TakeState
from storyboard.takes.steps import claim_generations, claim_takes
from tests.conftest import People
from tests.takes.rehearsals import rehearsed, soon, stage, work

pytestmark = pytest.mark.django_db(transaction=True)
Decide = Callable[..., str]


@pytest.fixture
def account(people: People) -> ProviderAccount:
    return add_account(people.workspace, people.olga, "crun", key="k" * 35)


@pytest.fixture
def order(people: People, project: Project, account: ProviderAccount) -> Generation:
    edit(project.pk, people.alice, choose("mode", "single"))
    edit(project.pk, people.alice, write_board_text("prompt", "A kite over a tram.", 99))
    wish = Wish("crun/kling-3.0-pro", "token", account=account.pk)
    return place_order(project, people.alice, wish).generations.get()


@pytest.fixture
def lost(order: Generation) -> Generation:
    """One that was sent and never answered."""
    Generation.objects.update(
        state="unconfirmed",
        final_request="{}",
        submitted_at=timezone.now(),
        due_at=None,
        estimated=Decimal(60),
        unit="credits",
    )
    Take.objects.update(state="unconfirmed")
    order.refresh_from_db()
    return order


@pytest.fixture
def decide(people: People, client_of: Callable[[Person], Client]) -> Decide:
    def press(generation: Generation, action: str, **fields: str) -> str:
        """What the page says after a button of it was pressed."""
        answer = client_of(people.alice).post(f"/orders/{generation.pk}/{action}/", fields, follow=True)
        assert answer.status_code == 200
        generation.refresh_from_db()
        return answer.content.decode()

    return press


def test_the_orders_page_shows_it_first_with_what_it_may_have_cost(
    people: People, lost: Generation, client_of: Callable[[Person], Client]
) -> None:
    rehearsed(lost.project, people.alice, "crun/kling-3.0-pro")
    page = client_of(people.alice).get("/orders/").content.decode()
    assert page.index(f'data-generation="{lost.pk}"') == page.index("data-generation=")
    assert "It may have cost 60 credits." in page
    assert "Send again (this may charge again)" in page
    assert "Send again" not in client_of(people.rita).get("/orders/").content.decode()


def test_it_did_arrive(lost: Generation, decide: Decide) -> None:
    for wrong in ("", "   ", "two words", "ü", "x" * 101):
        assert "Nothing was changed" in decide(lost, "arrived", task=wrong)
        assert lost.state == GenerationState.UNCONFIRMED
    decide(lost, "arrived", task=" d6956973 ")
    assert (lost.state, lost.provider_task, lost.failure) == ("running", "d6956973", "")
    assert lost.due_at
    assert lost.due_at <= timezone.now()
    assert Take.objects.get().state == TakeState.RUNNING


def test_an_id_is_one_order(people: People, lost: Generation, decide: Decide) -> None:
    wish = Wish(lost.model, "other", account=lost.account_id or "")
    other = place_order(lost.project, people.alice, wish).generations.get()
    Generation.objects.filter(pk=other.pk).update(provider_task="d6956973")
    assert "Another order of this account has that id" in decide(lost, "arrived", task="d6956973")
    assert lost.state == GenerationState.UNCONFIRMED


def test_where_nothing_can_be_asked_it_says_so(lost: Generation, decide: Decide) -> None:
    assert "cannot be asked" in decide(lost, "ask")
    assert lost.state == GenerationState.UNCONFIRMED


@pytest.mark.parametrize(("charged", "cost"), [("yes", Decimal(60)), ("no", Decimal(0))])
def test_it_is_given_up(lost: Generation, decide: Decide, charged: str, cost: Decimal) -> None:
    decide(lost, "write-off", charged=charged)
    assert (lost.state, lost.settled) == ("failed", cost)
    assert Take.objects.get().state == TakeState.FAILED


def test_what_waits_is_cancelled_and_costs_nothing(order: Generation, decide: Decide) -> None:
    decide(order, "cancel")
    assert (order.state, order.settled, order.due_at) == ("cancelled", Decimal(0), None)
    assert Take.objects.get().state == TakeState.CANCELLED
    assert claim_generations("worker", 8) == []


def test_what_is_prepared_is_cancelled_under_the_worker(order: Generation, decide: Decide) -> None:
    (claimed,) = claim_generations("worker", 8)
    assert claimed.state == GenerationState.PREPARING
    decide(order, "cancel")
    with pytest.raises(Lost):
        _commit(claimed, "{}")
    order.refresh_from_db()
    assert (order.state, order.final_request) == ("cancelled", "")


@pytest.mark.parametrize("state", ["submitting", "running", "collecting", "done", "failed"])
def test_what_was_sent_is_not_cancelled(order: Generation, decide: Decide, state: str) -> None:
    Generation.objects.update(state=state)
    assert "Nothing was changed" in decide(order, "cancel")
    assert order.state == state


def test_one_goes_before_the_others(
    people: People, project: Project, order: Generation, account: ProviderAccount, decide: Decide
) -> None:
    second, third = (
        place_order(project, people.alice, Wish(order.model, token, account=account.pk)).generations.get()
        for token in ("second", "third")
    )
    decide(third, "first")
    decide(second, "first")
    ProviderAccount.objects.update(at_once=3)
    assert [one.pk for one in claim_generations("worker", 8)] == [second.pk, third.pk, order.pk]


def test_what_goes_first_of_an_order_of_several_is_that_one(
    people: People, account: ProviderAccount, order: Generation, decide: Decide
) -> None:
    wish = Wish(order.model, "several", 3, account=account.pk)
    several = list(place_order(order.project, people.alice, wish).generations.order_by("created_at", "pk"))
    page = decide(several[-1], "first")
    assert "Number 1 in the line" in page
    ProviderAccount.objects.update(at_once=2)
    assert [one.pk for one in claim_generations("worker", 8)] == [several[-1].pk, order.pk]


@pytest.mark.parametrize("became", ["running", "failed"])
def test_an_order_of_several_is_cancelled_as_one(
    people: People, account: ProviderAccount, order: Generation, decide: Decide, became: str
) -> None:
    wish = Wish(order.model, "several", 3, account=account.pk)
    several = list(place_order(order.project, people.alice, wish).generations.order_by("created_at", "pk"))
    Generation.objects.filter(pk=several[0].pk).update(state=became, submitted_at=timezone.now())
    page = decide(several[1], "cancel-all")
    assert "2 results are cancelled and not charged. 1 was sent before: what became of it is on its own page." in page
    states = Generation.objects.filter(order=several[0].order).values_list("state", flat=True)
    assert sorted(states) == ["cancelled", "cancelled", became]
    order.refresh_from_db()
    assert order.state == GenerationState.QUEUED
    assert "Nothing was changed" in decide(several[0], "cancel-all")


def test_the_whole_order_is_offered_only_where_there_is_more_of_it(
    people: People, account: ProviderAccount, order: Generation, client_of: Callable[[Person], Client]
) -> None:
    alice = client_of(people.alice)
    assert "Cancel the whole order" not in alice.get(f"/orders/{order.pk}/").content.decode()
    several = place_order(order.project, people.alice, Wish(order.model, "several", 3, account=account.pk))
    for address in (f"/orders/{several.generations.all()[0].pk}/", "/orders/"):
        assert "Cancel the whole order (3 not sent yet)" in alice.get(address).content.decode()


def test_a_paid_file_is_fetched_again_or_given_up(order: Generation, decide: Decide) -> None:
    Generation.objects.update(state="collecting", due_at=None, settled=Decimal(60))
    Take.objects.update(state="collecting", stuck=True, tries=8, result_url="https://cdn.example/v.mp4")
    page = decide(order, "fetch")
    assert "fetched again" in page
    assert [take.tries for take in claim_takes("worker", 8)] == [0]
    Take.objects.update(stuck=True, due_at=timezone.now() + LEASE)
    decide(order, "give-files-up")
    take = Take.objects.get()
    assert (take.state, take.result_url) == ("failed", "https://cdn.example/v.mp4")
    assert (order.state, order.settled) == ("failed", Decimal(60))


def test_a_button_that_is_none_leads_nowhere(
    people: People, lost: Generation, client_of: Callable[[Person], Client]
) -> None:
    assert client_of(people.alice).post(f"/orders/{lost.pk}/explode/").status_code == 404


def test_a_provider_that_knows_our_ids_is_asked(
    people: People, project: Project, decide: Decide, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon(monkeypatch)
    with stage({"kind": "drop_after", "on": "create"}, {"kind": "drop_before", "on": "poll", "times": 20}) as sandbox:
        generation = rehearsed(project, people.alice, "runware/kling-3.0-4k").generations.get()
        work()
        generation.refresh_from_db()
        assert generation.state == GenerationState.UNCONFIRMED
        sandbox.plan.entries.clear()
        assert "It is followed again" in decide(generation, "ask")
        assert len(list(sandbox.ledger.lines)) == 1
    assert (generation.state, generation.provider_task) == ("running", generation.client_id)
