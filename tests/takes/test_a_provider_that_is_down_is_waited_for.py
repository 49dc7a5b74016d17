"""A provider cannot be reached for a while: what was sent is asked about until it is back, what was not sent goes out
then, each of them once, and the orders page says so while it lasts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from storyboard.studio.models import Person
from storyboard.takes import submitting
from storyboard.takes.states import GenerationState
from tests.conftest import People
from tests.takes.operating import Studio, all_home, entries, states, studio_at
from tests.takes.provider import Provider, provider
from tests.takes.rehearsals import work_along

pytestmark = pytest.mark.django_db(transaction=True)
KINDS = ("runware", "highway")


@pytest.mark.parametrize("kind", KINDS)
def test_all_come_home_once_when_it_is_back(
    people: People, settings: Any, client_of: Callable[[Person], Client], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submitting, "REACH_AGAIN_SECONDS", 0.5)
    client = client_of(people.rita)
    with provider() as far:
        work_along(outage(far, studio_at(far, people, settings, kind), client))
        assert len(far.lines) == 2
    assert entries(client) == {}


def outage(far: Provider, studio: Studio, client: Client) -> Iterator[Callable[[], bool]]:
    studio.order()
    yield lambda: states() == [GenerationState.RUNNING]
    far.be_away()
    second = studio.order()
    yield lambda: "provider" in entries(client) and bool(refreshed(second).failure)
    assert refreshed(second).state in (GenerationState.QUEUED, GenerationState.PREPARING, GenerationState.SUBMITTING)
    assert "Nothing was sent yet" in refreshed(second).failure
    assert "Its 2 orders are kept" in entries(client)["provider"]
    assert len(far.lines) == 1
    far.be_there()
    yield all_home


def refreshed(generation: Any) -> Any:
    generation.refresh_from_db()
    return generation
