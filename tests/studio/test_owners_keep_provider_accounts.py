"""An owner adds, changes, pauses and deletes accounts; every change leaves a line, and none holds a key."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from storyboard.studio.accounts import usable_accounts
from storyboard.studio.models import AuditEntry, Person, ProviderAccount, Workspace
from storyboard.studio.sealing import key_of
from storyboard.takes import remembering
from storyboard.takes.models import KeptKind
from tests.conftest import People
from tests.elements.making import element
from tests.projects.posting import text_of
from tests.studio.accounts import KEY, OTHER_KEY, account, environment_with, post

pytestmark = pytest.mark.both
LIST = "/settings/accounts/"


@pytest.fixture
def olga(people: People, client_of: Callable[[Person], Client]) -> Client:
    return client_of(people.olga)


def add(olga: Client, people: People, **form: object) -> Any:
    return olga.post(f"{LIST}new/", {"workspace": people.workspace.pk, "provider": "runware", "key": KEY, **form})


def details(found: ProviderAccount, **form: object) -> dict[str, Any]:
    return {"name": found.name, "rate": found.rate or "", "at_once": found.at_once, **form}


def told(people: People) -> list[tuple[str, str, str, str]]:
    """The audit log, oldest first."""
    entries = AuditEntry.objects.filter(workspace=people.workspace).order_by("pk")
    assert all(entry.person_id == people.olga.pk for entry in entries)
    return [(entry.what, entry.about, entry.before, entry.after) for entry in entries]


def test_what_is_left_empty_is_the_providers_own(olga: Client, people: People) -> None:
    assert add(olga, people).status_code == 302
    made = ProviderAccount.objects.get()
    assert (made.name, made.url, made.rate) == ("Runware", "https://api.runware.ai/v1", Decimal(1))
    assert key_of(made) == KEY
    assert told(people) == [("account_added", "Runware", "", "https://api.runware.ai/v1")]
    assert usable_accounts(people.workspace.pk, "runware") == [made]


def test_a_second_one_gets_a_name_of_its_own(olga: Client, people: People) -> None:
    add(olga, people)
    add(olga, people)
    assert {made.name for made in ProviderAccount.objects.all()} == {"Runware", "Runware 2"}


@pytest.mark.parametrize("name", ["Main", "MAIN", "  main  "])
def test_a_name_is_given_once_in_any_case(olga: Client, people: People, name: str) -> None:
    account(people, name="Main")
    answer = add(olga, people, name=name)
    assert answer.status_code == 422
    assert "Another account of this workspace has that name." in text_of(answer)
    second = account(people, name="Second")
    assert post(olga, second, **details(second, name=name)).status_code == 422
    assert ProviderAccount.objects.filter(name__iexact="main").count() == 1


def test_another_workspace_may_use_the_same_name(people: People, client_of: Callable[[Person], Client]) -> None:
    account(people, name="Main")
    form = {"workspace": people.elsewhere.pk, "provider": "crun", "key": KEY, "name": "Main"}
    assert client_of(people.stan).post(f"{LIST}new/", form).status_code == 302


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"key": ""}, "This field is required."),
        ({"key": "two words"}, "no spaces"),
        ({"key": "schlüssel"}, "no spaces"),
        ({"provider": "nobody"}, "is not one of the available choices"),
        ({"url": "http://api.runware.ai"}, "Only public https addresses"),
        ({"url": "https://api.runware.ai:8443"}, "Only public https addresses"),
        ({"url": "http://127.0.0.1:6379"}, "Only public https addresses"),
        ({"url": "https://me:pass@api.runware.ai"}, "no @"),
        ({"url": "https://api.runware.ai?key=1"}, "no question mark"),
        ({"url": "not an address"}, "no spaces"),
        ({"name": "n" * 61}, "at most 60 characters"),
    ],
)
def test_what_cannot_be_is_refused_in_words(olga: Client, people: People, form: dict[str, str], sentence: str) -> None:
    answer = add(olga, people, **form)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not ProviderAccount.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_stand_in_works_where_the_environment_names_its_very_port(
    olga: Client, people: People, settings: Any
) -> None:
    environment_with(settings, crun=("", "http://127.0.0.1:9000"))
    assert add(olga, people, url="http://127.0.0.1:9000/v1/").status_code == 302
    assert ProviderAccount.objects.get().url == "http://127.0.0.1:9000/v1"
    assert add(olga, people, url="http://127.0.0.1:9001/v1/").status_code == 422


def test_each_change_is_one_line(olga: Client, people: People) -> None:
    found = account(people, "crun", name="Main")
    form = details(found, name="Second", rate="0.0050", at_once="8")
    assert post(olga, found, **form).status_code == 302
    assert post(olga, found, **form).status_code == 302
    found.refresh_from_db()
    assert (found.name, found.rate, found.at_once) == ("Second", Decimal("0.005"), 8)
    assert told(people)[1:] == [
        ("account_renamed", "Main", "Main", "Second"),
        ("account_rate", "Main", "", "0.005"),
        ("account_at_once", "Main", "5", "8"),
    ]
    said = text_of(olga.get(LIST))
    assert "olga renamed Main to Second." in said
    assert "olga changed the rate of Main from not known to 0.005." in said
    assert "1 credit = 0.005 USD" in said


@pytest.mark.parametrize(
    "form",
    [
        {"rate": "0"},
        {"rate": "-1"},
        {"rate": "NaN"},
        {"rate": "1e400"},
        {"rate": "0.123456789"},
        {"rate": "much"},
        {"at_once": "0"},
        {"at_once": "1001"},
        {"at_once": "9" * 400},
        {"at_once": ""},
        {"name": ""},
        {"name": "\x00"},
        {"price_per_second": "-0.1"},
    ],
)
def test_what_cannot_be_changes_nothing(olga: Client, people: People, form: dict[str, str]) -> None:
    found = account(people)
    before = ProviderAccount.objects.values().get()
    assert post(olga, found, **details(found, **form)).status_code == 422
    assert ProviderAccount.objects.values().get() == before


def test_a_provider_without_prices_takes_a_price_per_second(olga: Client, people: People) -> None:
    found = account(people, "highway")
    assert post(olga, found, **details(found, price_per_second="0.42")).status_code == 302
    found.refresh_from_db()
    assert (found.rate, found.price_per_second) == (None, Decimal("0.42"))
    assert "0.42 USD a second" in text_of(olga.get(LIST))


def test_an_address_changes_with_its_key_alone(olga: Client, people: People) -> None:
    found = account(people)
    assert post(olga, found, "key/", url="https://thief.example", key="").status_code == 422
    assert post(olga, found, **details(found, url="https://thief.example")).status_code == 302
    found.refresh_from_db()
    assert found.url == "https://api.runware.ai/v1"
    assert post(olga, found, "key/", url="https://eu.runware.example/v1", key=OTHER_KEY).status_code == 302
    found.refresh_from_db()
    assert (found.url, key_of(found)) == ("https://eu.runware.example/v1", OTHER_KEY)
    assert told(people)[1:] == [
        ("account_url", "Runware", "https://api.runware.ai/v1", "https://eu.runware.example/v1"),
        ("account_key", "Runware", "", ""),
    ]


def test_a_paused_account_takes_no_orders_until_it_is_resumed(olga: Client, people: People) -> None:
    found = account(people)
    assert post(olga, found, "pause/", reason=" Waiting for\nthe invoice ").status_code == 302
    assert usable_accounts(people.workspace.pk, "runware") == []
    assert "Waiting for the invoice" in text_of(olga.get(LIST))
    assert post(olga, found, "pause/", reason="x" * 201).status_code == 422
    assert post(olga, found, "resume/").status_code == 302
    assert post(olga, found, "resume/").status_code == 302
    assert usable_accounts(people.workspace.pk, "runware") == [found]
    assert [what for what, *_rest in told(people)] == ["account_added", "account_paused", "account_resumed"]


def test_an_unused_account_is_deleted_with_its_key(olga: Client, people: People) -> None:
    found = account(people)
    assert post(olga, found, "delete/").status_code == 302
    assert not ProviderAccount.objects.exists()
    assert told(people)[-1] == ("account_deleted", "Runware", "", "")
    assert olga.get(f"{LIST}{found.pk}/").status_code == 404


def test_one_that_was_used_stays(olga: Client, people: People) -> None:
    found = account(people)
    guide = element(people.lino, people.workspace, "Guide")
    remembering.remember_element(found, guide.pk, 1, timezone.now())
    answer = post(olga, found, "delete/")
    assert answer.status_code == 422
    assert "Pause it instead." in text_of(answer)
    assert ProviderAccount.objects.filter(pk=found.pk).exists()
    assert [what for what, *_rest in told(people)] == ["account_added"]


def test_pictures_that_it_keeps_do_not_hold_it(olga: Client, people: People) -> None:
    found = account(people)
    remembering.remember(found, "a" * 64, KeptKind.IMAGE, "uuid", timezone.now() - timedelta(days=1))
    assert post(olga, found, "delete/").status_code == 302


def test_another_currency_empties_what_was_typed_in_the_old_one(olga: Client, people: People) -> None:
    runware, highway = account(people), account(people, "highway")
    post(olga, highway, **details(highway, price_per_second="0.42"))
    post(olga, runware, **details(runware, rate="0.9"))
    address, form = f"{LIST}currency/", {"workspace": people.workspace.pk}
    assert olga.post(address, {**form, "currency": "usd"}).status_code == 302
    assert olga.post(address, {**form, "currency": "XYZ"}).status_code == 302
    assert olga.post(address, {**form, "currency": "USD"}).status_code == 302
    assert [what for what, *_rest in told(people)][-1] == "account_rate"
    assert olga.post(address, {**form, "currency": "EUR"}).status_code == 302
    assert Workspace.objects.get(pk=people.workspace.pk).currency == "EUR"
    assert Workspace.objects.get(pk=people.elsewhere.pk).currency == "USD"
    assert {(row.rate, row.price_per_second) for row in ProviderAccount.objects.all()} == {(None, None)}
    assert told(people)[-1] == ("currency", "Northlight", "USD", "EUR")
    olga.post(address, {**form, "currency": "USD"})
    runware.refresh_from_db()
    assert runware.rate == 1


def test_the_menu_leads_owners_there_and_nobody_else(people: People, client_of: Callable[[Person], Client]) -> None:
    for name in ("olga", "alice", "rita", "lino"):
        page = client_of(getattr(people, name)).get("/").content.decode()
        assert (f'href="{LIST}"' in page) is (name == "olga")


def test_an_owner_of_one_workspace_who_works_in_another_sees_their_own(
    people: People, client_of: Callable[[Person], Client]
) -> None:
    account(people, name="Northern")
    people.workspace.memberships.create(person=people.stan, roles=2, used_at=timezone.now())
    stan = client_of(people.stan)
    assert "Northern" not in text_of(stan.get(LIST))
    assert stan.get(f"{LIST}?w={people.workspace.pk}").status_code == 403
    assert stan.get(f"{LIST}?w={people.elsewhere.pk}").status_code == 200
