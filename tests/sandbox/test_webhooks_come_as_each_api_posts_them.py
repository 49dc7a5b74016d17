"""Runware posts each result, wrapped, until it is received; Crun one bare object, once; Highway nothing."""

import json
from typing import Any

import pytest

from tests.sandbox.stage import LONG_ENOUGH, Json, Stage, crun_body, highway_body, runware_task

HOOK = "https://app.example/hooks/a?token=b"


def posted(stage: Stage) -> list[Any]:
    return [json.loads(post.body) for post in stage.posts]


async def hooked(stage: Stage, **more: Any) -> Json:
    """A Runware task with a webhook, accepted."""
    task = runware_task(webhookURL=HOOK, **more)
    assert (await stage.runware(task)).status_code == 200
    return task


async def test_runware_posts_each_result_as_soon_as_it_is_there() -> None:
    """Source: seed 4k, webhookURL; notes 1.6."""
    async with Stage() as stage:
        task = await hooked(stage, numberResults=3)
        counts = set()
        for _second in range(300):
            await stage.clock.advance(1)
            counts.add(len(stage.posts))
        assert counts == {0, 1, 2, 3}
        assert all(list(body) == ["data"] and len(body["data"]) == 1 for body in posted(stage))
        polled = (await stage.poll(task["taskUUID"]))["data"]
        assert [body["data"][0] for body in posted(stage)] == polled
        assert {(post.method, post.url) for post in stage.posts} == {("POST", HOOK)}


async def test_runware_posts_failures_as_errors() -> None:
    """Source: notes 1.6."""
    async with Stage([{"kind": "moderation"}]) as stage:
        task = await hooked(stage)
        await stage.clock.advance(LONG_ENOUGH)
        [body] = posted(stage)
        assert [(error["code"], error["taskUUID"]) for error in body["errors"]] == [
            ("contentPolicyViolation", task["taskUUID"])
        ]


@pytest.mark.parametrize("no", [500, None])
async def test_runware_tries_three_more_times_at_1_5_and_30_seconds(no: int | None) -> None:
    """Source: notes 9."""
    async with Stage() as stage:
        stage.statuses = [no] * 9
        task = await hooked(stage)
        ends_at = stage.sandbox.task(_account(stage), task["taskUUID"]).ends_at  # type: ignore[union-attr]
        await stage.clock.advance(ends_at - stage.clock.now() + 0.5)
        counts = [len(stage.posts)]
        for step in (1, 5, 30, LONG_ENOUGH):
            await stage.clock.advance(step)
            counts.append(len(stage.posts))
        assert counts == [1, 2, 3, 4, 4]


async def test_what_was_received_is_not_posted_again() -> None:
    async with Stage() as stage:
        stage.statuses = [503, 204]
        await hooked(stage)
        await stage.clock.advance(LONG_ENOUGH)
        assert len(stage.posts) == 2


async def test_crun_posts_the_bare_object_once() -> None:
    """Source: the seed, callback_url; notes 3.3."""
    async with Stage() as stage:
        stage.statuses = [500]
        task_id = (await stage.crun(crun_body({"^callback_url": HOOK}))).json()["data"]["task_id"]
        await stage.clock.advance(LONG_ENOUGH)
        [body] = posted(stage)
        assert body == (await stage.crun_asked("/job/TaskInfo", task_id=task_id)).json()["data"]
        assert body["status"] == "success"


async def test_highway_posts_nothing() -> None:
    """Source: notes 2.3."""
    async with Stage() as stage:
        await stage.highway(highway_body())
        await stage.clock.advance(LONG_ENOUGH)
        assert stage.posts == []


async def test_an_early_webhook_comes_before_the_answer_to_the_create() -> None:
    """Source: notes 1.6, “including before your submit call returns”."""
    async with Stage([{"kind": "webhook_early"}]) as stage:
        task = await hooked(stage, numberResults=2)
        assert len(stage.posts) == 2
        assert [item["status"] for item in (await stage.poll(task["taskUUID"]))["data"]] == ["success"] * 2
        assert [line["state"] for line in await stage.ledger()] == ["charged"]


async def test_a_doubled_webhook_comes_twice() -> None:
    async with Stage([{"kind": "webhook_twice"}]) as stage:
        await hooked(stage)
        await stage.clock.advance(LONG_ENOUGH)
        first, second = posted(stage)
        assert first == second


async def test_reordered_webhooks_come_last_first_and_late() -> None:
    async with Stage([{"kind": "webhook_reordered", "seconds": 60}]) as stage:
        task = await hooked(stage, numberResults=3)
        ends_at = stage.sandbox.task(_account(stage), task["taskUUID"]).ends_at  # type: ignore[union-attr]
        await stage.clock.advance(ends_at - stage.clock.now() + 59)
        assert stage.posts == []
        await stage.clock.advance(LONG_ENOUGH)
        assert [body["data"][0]["resultIndex"] for body in posted(stage)] == [2, 1, 0]


async def test_a_lost_webhook_does_not_come() -> None:
    async with Stage([{"kind": "webhook_lost"}]) as stage:
        task = await hooked(stage)
        await stage.clock.advance(LONG_ENOUGH)
        assert stage.posts == []
        assert (await stage.poll(task["taskUUID"]))["data"][0]["status"] == "success"


def _account(stage: Stage) -> Any:
    return next(iter(stage.sandbox.ledger.lines)).account
