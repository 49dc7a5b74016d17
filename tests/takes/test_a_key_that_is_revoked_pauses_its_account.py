"""A key that the provider refuses pauses its account, whoever meets it first, a create or a question: the line waits,
what was sent is not given up, and both come home once an owner has seen to it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from storyboard.studio.account_editing import change_key, resume
from storyboard.studio.models import Person
from storyboard.takes.models import Generation
from storyboard.takes.states import GenerationState
from tests.conftest import People
from tests.studio.accounts import KEY
from tests.takes.operating import Studio, entries, states, studio_at
from tests.takes.provider import Provider, provider
from tests.takes.rehearsals import work_along

pytestmark = pytest.mark.django_db(transaction=True)
REFUSED = {"kind": "refuse", "status": 401, "code": "invalidApiKey"}
REVOKED = ({**REFUSED, "on": "create"}, {**REFUSED, "on": "poll"})


@pytest.fixture
def clients(people: People, client_of: Callable[[Person], Client]) -> tuple[Client, Client]:
    return client_of(people.olga), client_of(people.rita)


def one_at_a_time(far: Provider, people: People, settings: Any, kind: str) -> Studio:
    studio = studio_at(far, people, settings, kind)
    studio.account.at_once = 1
    studio.account.save()
    return studio


def mended(studio: Studio) -> None:
    """An owner types the key again, which the provider takes by now, and lets the account go on."""
    change_key(studio.account, studio.people.olga, KEY, studio.account.url)
    resume(studio.account, studio.people.olga)


def test_a_create_meets_it(people: People, settings: Any, clients: tuple[Client, Client]) -> None:
    with provider() as far:
        work_along(refused_create(far, one_at_a_time(far, people, settings, "runware"), *clients))
        assert len(far.lines) == 1
    first, second = Generation.objects.order_by("created_at")
    assert first.settled == 0
    assert second.state == GenerationState.DONE
    assert entries(clients[0]) == {}


def refused_create(far: Provider, studio: Studio, owner: Client, reviewer: Client) -> Iterator[Callable[[], bool]]:
    far.strike(*REVOKED)
    studio.order()
    studio.order()
    yield lambda: states() == [GenerationState.FAILED, GenerationState.QUEUED]
    sentence = "did not accept the key of this account"
    assert sentence in entries(owner)["key"]
    assert sentence in entries(reviewer)["key"]
    page = f'href="/settings/accounts/{studio.account.pk}/"'
    assert page in owner.get("/orders/").content.decode()
    assert page not in reviewer.get("/orders/").content.decode()
    far.strike()
    mended(studio)
    yield lambda: states() == [GenerationState.FAILED, GenerationState.DONE]


def test_a_question_meets_it(people: People, settings: Any, clients: tuple[Client, Client]) -> None:
    with provider() as far:
        work_along(refused_question(far, one_at_a_time(far, people, settings, "highway"), clients[0]))
        assert len(far.lines) == 2
    assert entries(clients[0]) == {}


def refused_question(far: Provider, studio: Studio, owner: Client) -> Iterator[Callable[[], bool]]:
    studio.order()
    studio.order()
    yield lambda: states() == [GenerationState.RUNNING, GenerationState.QUEUED]
    far.strike(*({**one, "code": "INVALID_API_KEY"} for one in REVOKED))
    yield lambda: "key" in entries(owner)
    assert states() == [GenerationState.RUNNING, GenerationState.QUEUED]
    far.strike()
    mended(studio)
    # Five minutes later: the question that was refused is asked again.
    Generation.objects.filter(state=GenerationState.RUNNING).update(due_at=timezone.now())
    yield lambda: states() == [GenerationState.DONE, GenerationState.DONE]
