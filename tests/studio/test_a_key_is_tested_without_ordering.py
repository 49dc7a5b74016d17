"""“Test the key” makes one harmless call and says what came of it, whatever comes; nothing is changed by it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from storyboard.studio.models import AuditEntry, Person, ProviderAccount
from tests.conftest import People
from tests.projects.posting import text_of
from tests.providers.stand_in import StandIn, standing_in
from tests.studio.accounts import KEY, account, environment_with, post


@pytest.fixture
def provider(settings: Any) -> Iterator[StandIn]:
    with standing_in() as stand_in:
        environment_with(settings, runware=("", stand_in.url))
        yield stand_in


@pytest.fixture
def olga(people: People, client_of: Callable[[Person], Client]) -> Client:
    return client_of(people.olga)


def test_runware_is_asked_for_its_own_details(olga: Client, people: People, provider: StandIn) -> None:
    provider.answers(200, {"data": [{"taskType": "accountManagement", "balance": 1234.5}]})
    said = text_of(post(olga, account(people, url=f"{provider.url}/v1"), "test/"))
    assert "Runware took the key. Balance there: 1,234.50 USD." in said
    (asked,) = provider.asked
    assert (asked.method, asked.path, asked.headers["Authorization"]) == ("POST", "/v1", f"Bearer {KEY}")
    (task,) = asked.body
    assert (task["taskType"], task["operation"]) == ("accountManagement", "getDetails")


def test_crun_is_asked_for_its_balance(olga: Client, people: People, provider: StandIn) -> None:
    provider.answers(200, {"code": 200, "data": {"balance": 60}})
    said = text_of(post(olga, account(people, "crun", url=provider.url), "test/"))
    assert "Crun took the key. Balance there: 60.00 credits." in said
    (asked,) = provider.asked
    assert (asked.method, asked.path, asked.body) == ("GET", "/api/v1/client/account/balance", None)
    assert asked.headers["x-api-key"] == KEY


def test_highway_is_not_asked_and_the_page_says_why(olga: Client, people: People, provider: StandIn) -> None:
    found = account(people, "highway", url=provider.url)
    why = "Highway offers no call that only tests a key: it shows with the first order."
    for page in ("/settings/accounts/", f"/settings/accounts/{found.pk}/"):
        assert why in text_of(olga.get(page))
    assert why in text_of(post(olga, found, "test/"))
    assert provider.asked == []


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (401, {"errors": [{"code": "invalidApiKey"}]}, "does not know this key (invalidApiKey)"),
        (403, {}, "does not let this key do anything (403)"),
        (402, {}, "out of credit (402)"),
        (429, {}, "has no time right now (429)"),
        (502, b"<html>Bad gateway</html>", "has trouble of its own (502)"),
        (200, b"<html>Welcome</html>", "What answered (200) does not speak like Runware."),
        (404, b"", "What answered (404) does not speak like Runware."),
        (400, {"errors": [{"code": "invalidTaskType"}]}, "neither proved nor refused"),
        (200, b"x" * 1_100_000, "gave no whole answer in time"),
    ],
)
def test_every_answer_has_its_sentence(
    olga: Client, people: People, provider: StandIn, status: int, body: Any, sentence: str
) -> None:
    provider.answers(status, body)
    found = account(people, url=provider.url)
    answer = olga.post(f"/settings/accounts/{found.pk}/test/", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert sentence in text_of(answer)
    assert len(provider.asked) == 1


def test_a_place_that_is_not_there_is_told(olga: Client, people: People, provider: StandIn, settings: Any) -> None:
    environment_with(settings, runware=("", "http://127.0.0.1:1"))
    assert "could not be reached" in text_of(post(olga, account(people, url="http://127.0.0.1:1"), "test/"))


def test_a_place_that_is_not_public_is_not_asked(
    olga: Client, people: People, provider: StandIn, settings: Any
) -> None:
    """The environment named it once and does so no longer; or a public name leads to the inside of the network."""
    found = account(people, url=provider.url)
    environment_with(settings)
    assert "leads to a place that is not public" in text_of(post(olga, found, "test/"))
    ProviderAccount.objects.update(url="https://localhost")
    assert "leads to a place that is not public" in text_of(post(olga, found, "test/"))
    assert provider.asked == []


def test_it_changes_nothing(olga: Client, people: People, provider: StandIn) -> None:
    found = account(people, url=provider.url)
    before, lines = ProviderAccount.objects.values().get(), AuditEntry.objects.count()
    provider.answers(402, {})
    post(olga, found, "test/")
    assert (ProviderAccount.objects.values().get(), AuditEntry.objects.count()) == (before, lines)
