"""Keys of the environment are accounts of the first workspace, brought up to date at each start; rows stay."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from storyboard.management.commands.up import Command
from storyboard.studio import account_editing
from storyboard.studio.account_editing import Details, Refused
from storyboard.studio.accounts import usable_accounts
from storyboard.studio.following import refresh_accounts
from storyboard.studio.models import AuditEntry, Person, ProviderAccount, Workspace
from storyboard.studio.people import first_workspace
from storyboard.studio.sealing import key_of
from tests.conftest import People
from tests.projects.posting import text_of
from tests.studio.accounts import KEY, OTHER_KEY, account, environment_with, post

pytestmark = pytest.mark.both


def noted() -> list[str]:
    assert not AuditEntry.objects.exclude(person=None).exists()
    return [entry.what for entry in AuditEntry.objects.order_by("pk")]


def test_a_start_makes_them_and_the_next_leaves_them(people: People, settings: Any) -> None:
    environment_with(settings, runware=(KEY, ""), crun=(OTHER_KEY, "http://127.0.0.1:9000"))
    refresh_accounts()
    before = list(ProviderAccount.objects.order_by("provider").values())
    refresh_accounts()
    assert list(ProviderAccount.objects.order_by("provider").values()) == before
    crun, runware = ProviderAccount.objects.order_by("provider")
    assert (crun.name, crun.url, key_of(crun)) == ("Crun", "http://127.0.0.1:9000", OTHER_KEY)
    assert (runware.name, runware.url, key_of(runware)) == ("Runware", "https://api.runware.ai/v1", KEY)
    assert {row.workspace_id for row in (crun, runware)} == {people.workspace.pk}
    assert noted() == ["account_added", "account_added"]


def test_up_begins_with_them(people: People, settings: Any) -> None:
    environment_with(settings, highway=(KEY, ""))
    Command().founded(demo=False)
    assert usable_accounts(people.workspace.pk, "highway")


@pytest.mark.django_db
def test_the_first_workspace_is_made_with_them(settings: Any) -> None:
    environment_with(settings, runware=(KEY, ""))
    refresh_accounts()
    assert not Workspace.objects.exists()
    assert usable_accounts(first_workspace().pk, "runware")


def test_another_key_or_address_is_followed(people: People, settings: Any) -> None:
    environment_with(settings, runware=(KEY, ""))
    refresh_accounts()
    environment_with(settings, runware=(OTHER_KEY, "https://eu.runware.example/v1"))
    refresh_accounts()
    found = ProviderAccount.objects.get()
    assert (key_of(found), found.url) == (OTHER_KEY, "https://eu.runware.example/v1")
    assert noted() == ["account_added", "account_url", "account_key"]


def test_one_that_is_named_no_longer_stays_and_takes_no_orders(
    people: People, settings: Any, client_of: Callable[[Person], Client]
) -> None:
    environment_with(settings, runware=(KEY, ""))
    refresh_accounts()
    environment_with(settings)
    refresh_accounts()
    refresh_accounts()
    found = ProviderAccount.objects.get()
    assert usable_accounts(people.workspace.pk, "runware") == []
    assert key_of(found) == KEY
    assert "no longer names this account" in text_of(client_of(people.olga).get("/settings/accounts/"))
    environment_with(settings, runware=(KEY, ""))
    refresh_accounts()
    assert usable_accounts(people.workspace.pk, "runware") == [found]
    assert noted() == ["account_added", "account_absent", "account_back"]


def test_what_owners_say_survives_a_start(people: People, settings: Any) -> None:
    environment_with(settings, crun=(KEY, ""))
    refresh_accounts()
    found = ProviderAccount.objects.get()
    account_editing.change_details(found, people.olga, Details("Crun", Decimal("0.005"), None, 3))
    account_editing.pause(found, people.olga, "Not now")
    environment_with(settings, crun=(OTHER_KEY, ""))
    refresh_accounts()
    found.refresh_from_db()
    assert (found.rate, found.at_once, found.pause_reason) == (Decimal("0.005"), 3, "Not now")
    assert found.paused_at


def test_name_key_and_address_are_not_changed_on_the_page(
    people: People, settings: Any, client_of: Callable[[Person], Client]
) -> None:
    environment_with(settings, runware=(KEY, ""))
    refresh_accounts()
    found, olga = ProviderAccount.objects.get(), client_of(people.olga)
    page = olga.get(f"/settings/accounts/{found.pk}/").content.decode()
    assert 'name="key"' not in page
    assert "STORYBOARD_RUNWARE_KEY" in page
    assert post(olga, found, name="Other", at_once=5, rate=1).status_code == 422
    assert post(olga, found, "key/", key=OTHER_KEY, url=found.url).status_code == 422
    assert post(olga, found, "delete/").status_code == 422
    assert post(olga, found, name="Runware", at_once=5, rate=1).status_code == 302
    found.refresh_from_db()
    assert (found.name, key_of(found), found.at_once) == ("Runware", KEY, 5)
    with pytest.raises(Refused):
        account_editing.delete_account(found, people.olga)


def test_one_that_is_named_no_longer_may_be_deleted(
    people: People, settings: Any, client_of: Callable[[Person], Client]
) -> None:
    environment_with(settings, runware=(KEY, ""))
    refresh_accounts()
    found, olga = ProviderAccount.objects.get(), client_of(people.olga)
    assert "Delete account" not in text_of(olga.get(f"/settings/accounts/{found.pk}/"))
    environment_with(settings)
    refresh_accounts()
    assert "Delete account" in text_of(olga.get(f"/settings/accounts/{found.pk}/"))
    assert post(olga, found, "delete/").status_code == 302
    assert not ProviderAccount.objects.exists()


def test_a_name_that_is_taken_is_gone_around(people: People, settings: Any) -> None:
    account(people, name="runware")
    environment_with(settings, runware=(KEY, ""))
    refresh_accounts()
    assert ProviderAccount.objects.get(from_environment=True).name == "Runware 2"


def test_accounts_of_the_page_are_left_alone(people: People, settings: Any) -> None:
    mine = account(people)
    environment_with(settings)
    refresh_accounts()
    assert usable_accounts(people.workspace.pk, "runware") == [mine]


@pytest.mark.django_db(transaction=True)
def test_starts_at_once_make_one(people: People, settings: Any) -> None:
    environment_with(settings, runware=(KEY, ""), crun=(OTHER_KEY, ""))

    def start(_number: int) -> None:
        try:
            refresh_accounts()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(start, range(4)))
    assert sorted(ProviderAccount.objects.values_list("provider", flat=True)) == ["crun", "runware"]
    assert noted() == ["account_added", "account_added"]
