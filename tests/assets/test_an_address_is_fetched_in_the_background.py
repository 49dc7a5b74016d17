"""The worker fetches what lies at the address of a remote asset, once; what is not to be had keeps its place."""

from collections.abc import Iterator
from dataclasses import replace as with_fields
from typing import Any

import pytest

from storyboard.assets.fetching import want_bytes
from storyboard.assets.models import Asset, AssetKind
from storyboard.assets.remote import at_address, is_remote, keep_remote
from storyboard.environment import ProviderEnvironment
from storyboard.work.models import Job, JobState
from tests.assets.addresses import Site, site
from tests.assets.test_an_address_that_is_not_fetched_keeps_its_place import png
from tests.assets.working import work_all
from tests.conftest import People

pytestmark = pytest.mark.both


@pytest.fixture
def outside(settings: Any) -> Iterator[Site]:
    with site() as at:
        configured = (ProviderEnvironment("runware", at.address),)
        settings.ENVIRONMENT = with_fields(settings.ENVIRONMENT, providers=configured)
        yield at


@pytest.fixture
def remote(people: People, outside: Site) -> Asset:
    return keep_remote(people.workspace.pk, people.alice, outside.url("/kite.png"))


def test_it_gets_its_bytes_and_its_small_copies(people: People, remote: Asset, outside: Site) -> None:
    outside.answers["/kite.png"] = 200, png()
    want_bytes(remote)
    work_all()
    remote.refresh_from_db()
    assert (remote.width, remote.height, remote.media_type) == (640, 360, "image/png")
    assert remote.renditions.exists()
    want_bytes(remote)
    assert not Job.objects.filter(kind="fetch").exclude(state=JobState.DONE).exists()
    assert at_address(people.workspace.pk, None, outside.url("/kite.png"), AssetKind.PICTURE) == remote


@pytest.mark.parametrize("answer", [(404, b""), (200, b"<html>"), (200, b"")])
def test_what_is_not_to_be_had_keeps_its_place(remote: Asset, outside: Site, answer: tuple[int, bytes]) -> None:
    outside.answers["/kite.png"] = answer
    want_bytes(remote)
    work_all()
    remote.refresh_from_db()
    assert is_remote(remote)
    job = Job.objects.get(kind="fetch")
    assert (job.state, bool(job.failure)) == (JobState.FAILED, True)


def test_a_file_of_another_kind_keeps_its_place(people: People, outside: Site) -> None:
    outside.answers["/a"] = 200, png()
    clip = keep_remote(people.workspace.pk, people.alice, outside.url("/a"), "a", AssetKind.CLIP)
    want_bytes(clip)
    work_all()
    clip.refresh_from_db()
    assert is_remote(clip)
    assert "holds a picture and not a clip" in Job.objects.get(kind="fetch").failure


def test_one_that_was_replaced_meanwhile_is_no_work(remote: Asset, outside: Site) -> None:
    want_bytes(remote)
    remote.delete()
    work_all()
    assert outside.asked == []
