"""A video is made and paid for, and there is no room for its file: it waits, the orders page says why, and it comes
home by itself once there is room, without being ordered or charged again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from storyboard.studio.models import Person
from storyboard.takes.models import Take
from storyboard.takes.states import TakeState
from tests.conftest import People
from tests.faults.filling import fill
from tests.takes.operating import Studio, all_home, entries, studio_at
from tests.takes.provider import provider
from tests.takes.rehearsals import work_along

pytestmark = pytest.mark.django_db(transaction=True)
# Where the file does not fit: as it is fetched, or as the room runs out for what is made of it.
FOLDERS = ("WORK_DIR", "MEDIA_ROOT")


@pytest.mark.parametrize("folder", FOLDERS)
def test_it_comes_home_once_there_is_room(
    small_disk: Path, people: People, settings: Any, client_of: Callable[[Person], Client], folder: str
) -> None:
    setattr(settings, folder, small_disk)
    with provider() as far:
        studio = studio_at(far, people, settings, "highway")
        work_along(without_room(studio, small_disk / "ballast", client_of(people.alice)))
        assert len(far.lines) == 1
    assert entries(client_of(people.alice)) == {}


def without_room(studio: Studio, ballast: Path, client: Client) -> Iterator[Callable[[], bool]]:
    fill(ballast)
    studio.order()
    yield lambda: "disk is full" in Take.objects.get().failure
    assert Take.objects.get().state == TakeState.COLLECTING
    assert "Free some space" in entries(client)["disk"]
    ballast.unlink()
    Take.objects.update(due_at=timezone.now())  # a minute later
    yield all_home
