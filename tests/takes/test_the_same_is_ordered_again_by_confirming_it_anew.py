"""Ordering the same again goes through a form of its own: with today's request and price, once for each order, and to
the order that came of it."""

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import choose, write_board_text
from storyboard.studio.models import Person, ProviderAccount
from storyboard.takes.cards import draw_take
from storyboard.takes.models import Generation, Order, Take
from storyboard.takes.ordering import Confirmed, WentOn, Wish, place_order, repeat
from tests.conftest import People
from tests.studio.accounts import account as account_at
from tests.takes.money import capped

pytestmark = pytest.mark.both
MODEL = "highway/kling-3.0-4k"  # publishes no price
Clients = Callable[[Person], Client]


@pytest.fixture
def account(people: People) -> ProviderAccount:
    return account_at(people, "highway")


@pytest.fixture
def lost(people: People, project: Project, account: ProviderAccount) -> Generation:
    """One that was sent and never answered, and whose price nobody knew."""
    edit(project.pk, people.alice, choose("mode", "single"))
    edit(project.pk, people.alice, write_board_text("prompt", "A kite over a tram.", 99))
    order = place_order(project, people.alice, Wish(MODEL, "first", account=account.pk))
    Generation.objects.update(state="unconfirmed", final_request="{}", submitted_at=timezone.now(), due_at=None)
    Take.objects.update(state="unconfirmed")
    return order.generations.get()


@pytest.fixture
def alice(people: People, client_of: Clients) -> Client:
    return client_of(people.alice)


def form_of(client: Client, generation: Generation) -> tuple[str, dict[str, str]]:
    """The page that asks for a confirmation, and the fields of its form."""
    page = client.get(f"/orders/{generation.pk}/again/").content.decode()
    return page, dict(re.findall(r'name="(state|sha256|price)" value="([^"]*)"', page))


def press(client: Client, generation: Generation, fields: dict[str, str]) -> str:
    answer = client.post(f"/orders/{generation.pk}/again/", fields, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def newest() -> Order:
    return Order.objects.order_by("created_at").last() or Order()


def test_nothing_of_it_is_ordered_by_one_press(alice: Client, lost: Generation) -> None:
    for address in ("/orders/", f"/orders/{lost.pk}/"):
        page = alice.get(address).content.decode()
        assert f'href="/orders/{lost.pk}/again/"' in page
        assert f'action="/orders/{lost.pk}/again/"' not in page
    press(alice, lost, {})
    press(alice, lost, {"token": "one-use"})
    assert Order.objects.count() == 1


def test_a_price_that_nobody_knows_is_ticked(alice: Client, lost: Generation) -> None:
    page, fields = form_of(alice, lost)
    assert 'name="price_unknown"' in page
    assert "tick that you order it all the same" in press(alice, lost, fields)
    assert Order.objects.count() == 1
    press(alice, lost, {**fields, "price_unknown": "on"})
    assert Order.objects.count() == 2


def test_a_price_that_was_set_since_is_shown_before_it_is_ordered(
    alice: Client, lost: Generation, account: ProviderAccount
) -> None:
    _page, fields = form_of(alice, lost)
    ProviderAccount.objects.update(price_per_second=Decimal("0.5"))
    page = press(alice, lost, {**fields, "price_unknown": "on"})
    assert "The price or the request changed since you looked" in page
    assert Order.objects.count() == 1
    assert "Order for $4.50" in page
    _page, fields = form_of(alice, lost)
    assert Decimal(fields["price"]) == Decimal("4.5")
    press(alice, lost, fields)
    assert newest().estimated == Decimal("4.5")


def test_another_request_than_the_one_on_screen_is_refused(alice: Client, lost: Generation) -> None:
    _page, fields = form_of(alice, lost)
    page = press(alice, lost, {**fields, "price_unknown": "on", "sha256": "0" * 64})
    assert "The price or the request changed since you looked" in page
    assert Order.objects.count() == 1


def test_one_that_arrived_meanwhile_is_not_ordered_again(alice: Client, lost: Generation) -> None:
    _page, fields = form_of(alice, lost)
    for state in ("running", "done"):
        Generation.objects.update(state=state)
        page = press(alice, lost, {**fields, "price_unknown": "on"})
        assert "This order went on since you looked" in page
        assert f'data-generation="{lost.pk}"' in page
    assert Order.objects.count() == 1


@pytest.mark.parametrize("state", ["held", "queued", "preparing", "submitting", "running", "collecting"])
def test_what_is_under_way_cannot_be_ordered_again(people: People, alice: Client, lost: Generation, state: str) -> None:
    Generation.objects.update(state=state)
    assert "This order went on since you looked" in alice.get(f"/orders/{lost.pk}/again/", follow=True).content.decode()
    confirmed = Confirmed(lost.order.request_sha256, None, unpriced=True)
    with pytest.raises(WentOn):
        repeat(lost, people.alice, confirmed, state)
    assert Order.objects.count() == 1


def test_it_is_one_order_however_often_it_is_pressed_and_it_is_where_that_leads(
    alice: Client, lost: Generation
) -> None:
    _page, fields = form_of(alice, lost)
    pages = [press(alice, lost, {**fields, "price_unknown": "on"}) for _press in range(3)]
    first, again = Order.objects.order_by("created_at")
    assert (again.again_of, again.request_sha256) == (lost, first.request_sha256)
    fresh = again.generations.get()
    assert fresh.request == lost.request
    assert fresh.client_id not in ("", lost.client_id)
    assert all(f'data-testid="generation" data-generation="{fresh.pk}"' in page for page in pages)
    assert "This is the new order." in pages[0]
    assert "Nothing was ordered now." in pages[1]
    lost.refresh_from_db()
    assert lost.state == "unconfirmed"


def test_both_lead_to_each_other_and_only_the_newest_can_be_sent_again(alice: Client, lost: Generation) -> None:
    _page, fields = form_of(alice, lost)
    press(alice, lost, {**fields, "price_unknown": "on"})
    fresh = newest().generations.get()
    Generation.objects.filter(pk=fresh.pk).update(state="unconfirmed")
    old, new = (alice.get(f"/orders/{one.pk}/").content.decode() for one in (lost, fresh))
    assert f'Sent again as <a href="/orders/{fresh.pk}/">' in old
    assert f'it may be charged as well as <a href="/orders/{lost.pk}/">' in new
    assert "Send again" not in old
    assert f'href="/orders/{fresh.pk}/again/"' in new
    listed = alice.get("/orders/").content.decode()
    assert f'href="/orders/{lost.pk}/again/"' not in listed
    assert f'href="/orders/{fresh.pk}/again/"' in listed


def test_a_paused_account_takes_nothing_again(alice: Client, lost: Generation) -> None:
    _page, fields = form_of(alice, lost)
    ProviderAccount.objects.update(paused_at=timezone.now())
    page = press(alice, lost, {**fields, "price_unknown": "on"})
    assert "takes no orders now" in page
    assert re.search(r'type="submit" disabled aria-describedby="again-obstacle-1"', page)
    assert Order.objects.count() == 1


def test_a_budget_counts_it_as_any_other(people: People, alice: Client, lost: Generation) -> None:
    ProviderAccount.objects.update(price_per_second=Decimal(1))
    capped(people, "1")
    page, fields = form_of(alice, lost)
    assert "Ask for release of $9.00" in page
    press(alice, lost, fields)
    assert newest().generations.get().state == "held"


def test_who_may_not_order_does_not_see_the_form(people: People, lost: Generation, client_of: Clients) -> None:
    assert client_of(people.rita).get(f"/orders/{lost.pk}/again/").status_code == 403
    assert client_of(people.stan).get(f"/orders/{lost.pk}/again/").status_code == 404


def test_a_failed_one_offers_it_wherever_it_is_seen_to_those_who_order(
    people: People, alice: Client, lost: Generation, client_of: Clients
) -> None:
    Generation.objects.update(state="failed", settled=0)
    Take.objects.update(state="failed", failure="The provider could not make this video.")
    take = Take.objects.get()
    leads = f'href="/orders/{lost.pk}/again/"'
    page = f"/projects/{take.project_id}/takes/{take.number}/"
    assert leads in alice.get(page).content.decode()
    assert leads not in client_of(people.rita).get(page).content.decode()
    assert leads in alice.get("/orders/").content.decode()
    assert leads in draw_take(take.project_id, take.pk)
    assert leads in alice.get(f"/orders/{lost.pk}/").content.decode()
    page, fields = form_of(alice, lost)
    assert "may charge again" not in page
    press(alice, lost, {**fields, "price_unknown": "on"})
    assert newest().again_of == lost
    assert leads not in alice.get("/orders/").content.decode()
