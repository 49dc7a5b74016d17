"""The clock of the machine jumps by an hour, either way, in the middle of an order: it comes home as soon as ever,
charged once and never in doubt, and the orders page tells of the jump."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from storyboard.studio.models import Person, ProviderAccount
from storyboard.takes.models import Generation
from storyboard.takes.states import GenerationState
from tests.conftest import People
from tests.takes.operating import Studio, all_home, entries, states, studio_at
from tests.takes.provider import provider
from tests.takes.rehearsals import work_along

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
LATE = {"kind": "delay", "on": "create", "seconds": 2}
Jump = Callable[[timedelta], None]


@pytest.fixture
def jump() -> Iterator[Jump]:
    """Sets the clock of this process, which goes on from there."""
    travels: list[time_machine.travel] = []

    def set_clock(by: timedelta) -> None:
        travels.append(time_machine.travel(datetime.now(UTC) + by, tick=True))
        travels[-1].start()

    yield set_clock
    for travel in reversed(travels):
        travel.stop()


@pytest.mark.parametrize("by", [HOUR, -HOUR], ids=["forward", "back"])
@pytest.mark.parametrize("moment", [GenerationState.SUBMITTING, GenerationState.RUNNING])
def test_it_comes_home_once(
    people: People, settings: Any, client_of: Callable[[Person], Client], jump: Jump, moment: str, by: timedelta
) -> None:
    with provider(*([LATE] if moment == GenerationState.SUBMITTING else [])) as far:
        studio = studio_at(far, people, settings, "highway")  # which cannot be asked about what is in doubt
        work_along(jumping(studio, client_of(people.alice), jump, moment, by), seconds=30)
        assert len(far.lines) == 1


def jumping(studio: Studio, client: Client, jump: Jump, moment: str, by: timedelta) -> Iterator[Callable[[], bool]]:
    studio.order()
    yield lambda: states() == [moment]
    jump(by)
    words = "went forward by 60 min" if by > timedelta(0) else "was set back by 60 min"
    yield lambda: words in entries(client).get("clock", "")
    yield all_home


def test_what_seems_to_be_sent_in_the_future_is_not_sent_again(people: People, settings: Any) -> None:
    with provider() as far:
        generation = studio_at(far, people, settings, "runware").order()
        sent = {"state": GenerationState.SUBMITTING, "lease": "gone", "submitted_at": timezone.now() + HOUR}
        final = generation.request.replace('"task"', f'"{generation.client_id}"')
        Generation.objects.update(**sent, final_request=final, due_at=timezone.now())
        work_along(iter([lambda: states() == [GenerationState.UNCONFIRMED]]), seconds=30)
        assert far.lines == []


def test_an_account_is_asked_though_somebody_died_asking_before_the_clock_was_set_back(
    people: People, settings: Any, jump: Jump
) -> None:
    with provider() as far:
        studio = studio_at(far, people, settings, "highway")
        work_along(left_asking(studio, jump), seconds=30)
    assert all_home()


def left_asking(studio: Studio, jump: Jump) -> Iterator[Callable[[], bool]]:
    studio.order()
    yield lambda: states() == [GenerationState.RUNNING]
    until = timezone.now() + timedelta(seconds=30)
    Generation.objects.update(lease="dead", due_at=until)
    ProviderAccount.objects.update(asked_until=until)
    jump(-HOUR)
    yield lambda: Generation.objects.filter(due_at__lt=timezone.now() + HOUR / 2).exists()
    # Half a minute later.
    Generation.objects.filter(lease="dead").update(due_at=timezone.now())
    ProviderAccount.objects.filter(asked_until__lt=timezone.now() + HOUR / 2).update(asked_until=timezone.now())
    yield all_home
