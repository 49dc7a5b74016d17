"""A paused account, and a price whose unit nobody gave a worth, are named where the order would be confirmed."""

from collections.abc import Callable
from decimal import Decimal

from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.account_editing import pause
from storyboard.studio.models import Person
from storyboard.takes.offering import offer_for
from storyboard.takes.quotes import keep_quote
from tests.conftest import People
from tests.takes.money import capped, priced

CRUN = "crun/kling-3.0-std"


def dialog(client: Client, board: Project) -> str:
    return client.get(f"/projects/{board.pk}/order/").content.decode()


def test_a_paused_account_is_named_with_its_reason(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    board, account = priced(people, project)
    client = client_of(people.alice)
    assert "is paused" not in dialog(client, board)
    pause(account, people.olga, "Waiting for the invoice.")
    page = dialog(client, board)
    assert f"{account.name} is paused and takes no new orders. The reason given: Waiting for the invoice." in page
    assert "An owner resumes it under Provider accounts" in page
    account.refresh_from_db()
    pause(account, people.olga, "")
    assert f"{account.name} is paused and takes no new orders.</p>" in dialog(client, board)


def test_a_price_that_nothing_here_measures_is_named_with_what_an_owner_can_do(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    board, account = priced(people, project, CRUN)
    capped(people, "5")
    client = client_of(people.alice)
    assert "Ask the provider for the price where it tells one" in dialog(client, board)
    keep_quote(account, offer_for(board, CRUN).request, Decimal(51))
    page = dialog(client, board)
    assert "what 51 credits come to in the workspace’s currency is not known" in page
    assert "Ask the provider for the price where it tells one" not in page
