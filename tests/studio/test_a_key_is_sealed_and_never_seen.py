"""A key is encrypted where it lies, can be opened after a rotation, and is in nothing that is shown, told or logged."""

import logging
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client

from storyboard.studio import account_editing
from storyboard.studio.accounts import usable_accounts
from storyboard.studio.following import refresh_accounts
from storyboard.studio.models import AuditEntry, Person, ProviderAccount
from storyboard.studio.sealing import Unreadable, ending_of, key_of, seal, seal_anew
from tests.commands.running import run
from tests.conftest import People
from tests.projects.posting import text_of
from tests.providers.stand_in import StandIn, standing_in
from tests.studio.accounts import KEY, OTHER_KEY, account, environment_with, parts_of, post

OLD, NEW = "o" * 40, "n" * 40
LIST = "/settings/accounts/"


@pytest.fixture
def provider(settings: Any) -> Iterator[StandIn]:
    with standing_in() as stand_in:
        environment_with(settings, runware=("", f"{stand_in.url}/v1"))
        yield stand_in


def everything_shown(client: Client, people: People, found: ProviderAccount, provider: StandIn) -> Iterator[Any]:
    """Every page and answer there is about accounts, refusals and troubles among them."""
    new = {"workspace": people.workspace.pk, "provider": "runware", "key": KEY}
    yield client.post(f"{LIST}new/", {**new, "name": "x" * 61})
    yield client.post(f"{LIST}new/", {**new, "url": "http://no"})
    yield client.post(f"{LIST}new/", {**new, "key": f"{KEY} {KEY}"})
    yield client.post(f"{LIST}new/", {**new, "name": found.name})
    yield client.post(f"{LIST}new/", {**new, "name": "Other", "url": provider.url}, follow=True)
    yield post(client, found, "key/", key=KEY, url="http://no")
    yield post(client, found, "key/", key=f"{KEY}\n", url=found.url)
    yield post(client, found, "key/", key=f"{KEY}ß", url=found.url)
    for status, body in (
        (200, {"data": [{"balance": 3, "apiKeys": [{"apiKey": KEY}]}]}),
        (401, {"errors": [{"code": KEY, "message": f"Invalid API key {KEY}"}]}),
        (400, {"errors": [{"code": f"x{KEY}", "message": KEY}]}),
        (500, KEY.encode()),
    ):
        provider.answers(status, body)
        yield post(client, found, "test/")
        yield client.post(f"{LIST}{found.pk}/test/", headers={"HX-Request": "true"})
    yield client.get(LIST)
    yield client.get(f"{LIST}{found.pk}/")
    yield post(client, found, "delete/")


def test_it_is_in_nothing_that_is_rendered_stored_or_logged(
    people: People,
    client_of: Callable[[Person], Client],
    provider: StandIn,
    settings: Any,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    settings.DEBUG = True
    found = account(people, url=f"{provider.url}/v1")
    client = client_of(people.olga)
    client.raise_request_exception = False
    seen = "".join(answer.content.decode() for answer in everything_shown(client, people, found, provider))
    seen += run("doctor").out
    seen += repr(found) + repr(vars(found)) + str(found) + caplog.text + "".join(capfd.readouterr())
    seen += repr(list(AuditEntry.objects.values())) + repr(list(ProviderAccount.objects.values()))
    assert [part for part in parts_of(KEY) if part in seen] == []
    assert any(f"Bearer {KEY}" in asked.headers.get("Authorization", "") for asked in provider.asked)


def test_at_most_the_end_of_a_long_one_is_told(people: People, client_of: Callable[[Person], Client]) -> None:
    account(people, name="Long")
    account(people, name="Short", key="short-key-19-letter")
    page = text_of(client_of(people.olga).get(LIST))
    assert f"ends with … {KEY[-4:]}" in page
    assert "tter" not in page


@pytest.mark.both
def test_the_row_holds_no_key(people: People) -> None:
    found = account(people)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM storyboard_provideraccount")
        stored = repr(cursor.fetchall())
    assert [part for part in parts_of(KEY) if part in stored] == []
    assert key_of(found) == KEY
    assert seal(KEY) != seal(KEY)


def test_a_rotation_opens_old_ones_and_a_start_seals_them_anew(people: People, settings: Any) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = OLD, []
    found = account(people)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert key_of(found) == KEY
    refresh_accounts()
    settings.SECRET_KEY_FALLBACKS = []
    found.refresh_from_db()
    assert key_of(found) == KEY
    before = found.sealed_key
    seal_anew()
    found.refresh_from_db()
    assert found.sealed_key == before


def test_without_its_secret_key_it_is_asked_for_again(
    people: People, settings: Any, client_of: Callable[[Person], Client]
) -> None:
    settings.SECRET_KEY = OLD
    found = account(people)
    settings.SECRET_KEY = NEW
    client = client_of(people.olga)
    seal_anew()
    with pytest.raises(Unreadable) as lost:
        ending_of(found)
    assert found.sealed_key not in "".join(traceback.format_exception(lost.value))
    for address in (LIST, f"{LIST}{found.pk}/"):
        assert "Type the key again" in text_of(client.get(address))
    assert "cannot be read any more" in text_of(post(client, found, "test/"))
    assert usable_accounts(people.workspace.pk, "runware") == []
    with pytest.raises(CommandError, match="Runware"):
        run("doctor")
    assert post(client, found, "key/", key=OTHER_KEY, url=found.url).status_code == 302
    found.refresh_from_db()
    assert usable_accounts(people.workspace.pk, "runware") == [found]


def test_the_environments_own_is_kept_anew(people: People, settings: Any) -> None:
    environment_with(settings, runware=(KEY, ""))
    settings.SECRET_KEY = OLD
    refresh_accounts()
    settings.SECRET_KEY = NEW
    refresh_accounts()
    assert key_of(ProviderAccount.objects.get()) == KEY


@pytest.mark.parametrize("sealed", ["", "damaged", "gAAAAA", "ü" * 40])
def test_a_damaged_seal_is_a_lost_key(people: People, sealed: str) -> None:
    found = account(people)
    ProviderAccount.objects.update(sealed_key=sealed)
    found.refresh_from_db()
    with pytest.raises(Unreadable):
        key_of(found)
    seal_anew()
    account_editing.change_key(found, people.olga, OTHER_KEY, found.url)
    found.refresh_from_db()
    assert key_of(found) == OTHER_KEY
