"""With object storage a provider that offers it puts the file straight there; while that is away a paid video waits."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.test import Client
from django.utils import timezone

from storyboard.assets.storing import path_of
from storyboard.sandbox.serving import post_by_network
from storyboard.studio.models import Person
from storyboard.takes import preparing
from storyboard.takes.collecting import file_of
from storyboard.takes.models import Generation, Take
from storyboard.takes.speaking import ear_of
from storyboard.takes.states import TakeState
from tests.assets.object_storage import NAME, ObjectStorage, forget_copies, object_storage
from tests.conftest import People
from tests.takes.operating import Studio, all_home, entries, studio_at
from tests.takes.provider import provider
from tests.takes.rehearsals import soon, work_along

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def media_folder(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = folder
    return folder


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectStorage]:
    with object_storage(monkeypatch) as there:
        yield there


def told(generation: Generation) -> dict[str, Any]:
    """What the provider would be told, its address for the file among it."""
    return dict(json.loads(async_to_sync(preparing.final_request)(generation, ear_of(generation)))[0])


def test_the_file_is_had_although_its_link_is_dead(
    storage: ObjectStorage, people: People, settings: Any, monkeypatch: pytest.MonkeyPatch, media_folder: Path
) -> None:
    soon(monkeypatch)
    with provider({"kind": "dead_link"}) as far:
        far.sandbox.poster = post_by_network
        studio_at(far, people, settings, "runware").order()
        work_along(iter([all_home]))
        assert len(far.lines) == 1
    asset = Take.objects.get().asset
    assert asset
    assert not [name for name in storage.names() if "incoming" in name]
    forget_copies(media_folder)
    assert path_of(asset).stat().st_size == asset.bytes


def test_only_who_can_reach_it_is_given_an_address_there(storage: ObjectStorage, people: People, settings: Any) -> None:
    with provider() as far:
        studio = studio_at(far, people, settings, "runware")
        generation = studio.order()
        assert told(generation)["uploadEndpoint"].startswith(f"{storage.endpoint}/{NAME}/studio/incoming/")
        assert generation.account
        generation.account.url = "https://api.runware.ai/v1"  # from there this machine is nowhere
        assert "uploadEndpoint" not in told(generation)


def test_the_address_is_not_shown(storage: ObjectStorage, people: People, settings: Any, client_of: Any) -> None:
    with provider() as far:
        generation = studio_at(far, people, settings, "runware").order()
        work_along(iter([all_home]))
    generation.refresh_from_db()
    assert "X-Amz-Signature" in generation.final_request
    page = client_of(people.alice).get(f"/orders/{generation.pk}/").content.decode()
    assert "uploadEndpoint" in page
    assert "X-Amz" not in page


def test_a_paid_video_waits_here_until_it_can_be_stored(
    storage: ObjectStorage, people: People, settings: Any, client_of: Callable[[Person], Client]
) -> None:
    with provider() as far:
        studio = studio_at(far, people, settings, "highway")
        work_along(away_for_a_while(studio, storage, client_of(people.alice)))
        assert len(far.lines) == 1
    assert len(storage.names()) >= 2
    assert "storage" not in entries(client_of(people.alice))


def away_for_a_while(studio: Studio, storage: ObjectStorage, client: Client) -> Iterator[Callable[[], bool]]:
    storage.be_away()
    studio.order()
    yield lambda: "object storage" in Take.objects.get().failure
    take = Take.objects.get()
    assert (take.state, take.stuck) == (TakeState.COLLECTING, False)
    assert file_of(take.pk).stat().st_size > 1000
    assert "stored as soon as it can be" in entries(client)["storage"]
    storage.be_there()
    Take.objects.update(due_at=timezone.now())  # a minute later
    yield all_home
