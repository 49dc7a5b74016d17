"""What it holds has limits: bodies, uploads, tasks. What is dropped was old."""

from pathlib import Path

import pytest

from storyboard.sandbox import web, world
from storyboard.sandbox.ledger import Account
from storyboard.sandbox.shelf import Shelf
from tests.sandbox.stage import CRUN, LONG_ENOUGH, Stage, picture, runware_task

ACCOUNT = Account("runware", "studio")


@pytest.mark.parametrize(
    ("path", "size"),
    [("/v3/async/kling-v3.0-4k-t2v", 1_100_000), (f"{CRUN}/job/CreateTask", 1_100_000), ("/v1", web.MOST_BYTES + 1)],
)
async def test_a_body_that_is_too_large_is_413(path: str, size: int) -> None:
    async with Stage() as stage:
        headers = {"Authorization": "Bearer k", "x-api-key": "k", "Content-Type": "application/json"}
        answer = await stage.client.post(path, content=b" " * size, headers=headers)
        assert answer.status_code == 413


def test_the_least_recently_used_upload_goes_first(tmp_path: Path) -> None:
    content = picture()
    shelf = Shelf(tmp_path, lambda: 0.0, most_bytes=2 * len(content))
    first, second = shelf.keep_picture(ACCOUNT, content), shelf.keep_picture(ACCOUNT, content)
    shelf.find(ACCOUNT, first.id)
    third = shelf.keep_picture(ACCOUNT, content)
    assert {path.name for path in tmp_path.iterdir()} == {first.id, third.id}
    with pytest.raises(KeyError):
        shelf.find(ACCOUNT, second.id)


def test_the_same_bytes_under_the_same_name_count_once(tmp_path: Path) -> None:
    content = picture()
    shelf = Shelf(tmp_path, lambda: 0.0, most_bytes=2 * len(content))
    other = shelf.keep_picture(ACCOUNT, content)
    for _time in range(5):
        shelf.keep_picture(ACCOUNT, content, "same")
    assert shelf.find(ACCOUNT, other.id).path == tmp_path / other.id


async def test_the_oldest_tasks_are_forgotten_and_still_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world, "MOST_TASKS", 2)
    async with Stage() as stage:
        tasks = [runware_task(duration=3) for _task in range(3)]
        await stage.runware(*tasks)
        await stage.clock.advance(LONG_ENOUGH)
        known = [bool((await stage.poll(task["taskUUID"]))["data"]) for task in tasks]
        assert known == [False, True, True]
        assert [line["state"] for line in await stage.ledger()] == ["charged"] * 3
