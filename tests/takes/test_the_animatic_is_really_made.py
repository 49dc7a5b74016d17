"""From the order to a video that plays: the real runner, a real child and a real file."""

import asyncio
from decimal import Decimal
from pathlib import Path

import av
import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.conf import settings
from PIL import Image

from storyboard.assets.models import Asset
from storyboard.assets.storing import import_picture, path_of
from storyboard.live.models import Event
from storyboard.projects.demo import PICTURES
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.takes.models import Take
from storyboard.takes.states import WORKING_TAKES
from storyboard.work.jobs import open_jobs
from storyboard.work.runner import Runner
from tests.conftest import People
from tests.takes.making import ordered

pytestmark = pytest.mark.django_db(transaction=True)


def work() -> None:
    """Runs a worker until no take is at work, and what is made from takes is made."""

    def over() -> bool:
        return not (Take.objects.filter(state__in=WORKING_TAKES).exists() or open_jobs().exists())

    async def scene() -> None:
        runner = Runner(processes=1)
        working = asyncio.create_task(runner.run())
        async with asyncio.timeout(60):
            while not await sync_to_async(over)():
                await asyncio.sleep(0.05)
        runner.stop()
        await working

    async_to_sync(scene)()


@pytest.fixture
def picture(people: People) -> Asset:
    return import_picture(people.workspace.pk, people.alice, PICTURES / "shot-1.jpg", "kite.jpg")


@pytest.fixture
def short(people: People, picture: Asset) -> Project:
    """Three seconds in two shots, the first with a picture."""
    return make_project(people.workspace, people.alice, "Short", [NewShot(1, "Kite", "A kite.", picture), NewShot(2)])


def test_it_is_ready_and_every_frame_is_there(people: People, short: Project) -> None:
    take = ordered(short, people.alice)
    work()
    take.refresh_from_db()
    assert (take.state, take.progress, take.failure) == ("ready", 100, "")
    assert take.asset is not None
    assert (take.asset.frames, take.asset.width, take.asset.height) == (72, 1280, 720)
    with av.open(str(path_of(take.asset))) as video:
        assert [stream.type for stream in video.streams] == ["video", "audio"]
        assert sum(1 for _frame in video.decode(video=0)) == 72
    with Image.open(path_of(take.asset.renditions.get(name="poster"))) as poster:
        assert poster.format == "WEBP"
        assert poster.width * 9 == poster.height * 16

    generation = take.generation
    assert (generation.state, generation.settled, generation.unit) == ("done", Decimal(0), "USD")
    assert generation.finished_at is not None
    told = [event.fragments[0] for event in Event.objects.filter(project=short).order_by("number")]
    assert [fragment["name"] for fragment in told] == ["takes", "take", "take"]
    assert [fragment["key"] for fragment in told[1:]] == [take.pk, take.pk]
    assert [*Path(settings.WORK_DIR).iterdir()] == []


@pytest.mark.parametrize("damage", ["gone", "broken"])
def test_a_picture_that_cannot_be_read_fails_the_take_in_words(
    people: People, short: Project, picture: Asset, damage: str
) -> None:
    path = path_of(picture)
    path.unlink()
    if damage == "broken":
        path.write_bytes(b"\xff\xd8\xff not a picture")
    take = ordered(short, people.alice)
    work()
    take.refresh_from_db()
    assert (take.state, take.generation.state, take.asset) == ("failed", "failed", None)
    assert take.failure.startswith(f"A picture of the board cannot be read ({picture.name}:")
    assert take.failure.endswith("Replace it and make the animatic again.")
    assert take.generation.failure == take.failure
    assert [*Path(settings.WORK_DIR).iterdir()] == []


def test_a_render_after_a_failed_one_is_made(people: People, short: Project, picture: Asset) -> None:
    whole = path_of(picture).read_bytes()
    path_of(picture).write_bytes(b"broken")
    first = ordered(short, people.alice)
    work()
    path_of(picture).write_bytes(whole)
    second = ordered(short, people.alice)
    work()
    first.refresh_from_db()
    second.refresh_from_db()
    assert [(take.render, take.state) for take in (first, second)] == [(1, "failed"), (2, "ready")]
