"""The provider's side of the money: what was accepted is written down once, charged once, and only when it came."""

import hashlib
from decimal import Decimal

import pytest

from tests.sandbox.stage import LONG_ENOUGH, Json, Stage, crun_body, highway_body, runware_task

FULL_HD = {"model": "klingai:kling-video@3-pro", "width": 1920, "height": 1080}
HD = {"model": "klingai:kling-video@3-standard", "width": 1280, "height": 720}
SOUND = {"providerSettings.klingai.sound": True}


@pytest.mark.parametrize(
    ("changes", "amount"),
    [
        ({"duration": 9, **SOUND}, "3.78"),
        ({"duration": 8, **SOUND}, "3.36"),
        ({"duration": 10}, "4.20"),
        ({"duration": 5, "numberResults": 4}, "8.40"),
        ({"duration": 5, **FULL_HD}, "0.560"),
        ({"duration": 5, **FULL_HD, **SOUND}, "0.840"),
        ({"duration": 5, **HD}, "0.420"),
        ({"duration": 5, **HD, **SOUND}, "0.630"),
    ],
)
async def test_runware_charges_what_its_pages_say(changes: Json, amount: str) -> None:
    """Source: the costs in the seed's examples; notes 5."""
    async with Stage() as stage:
        task = runware_task(changes)
        await stage.runware(task)
        [line] = await stage.ledger()
        assert (line["state"], Decimal(line["amount"]), line["unit"]) == ("reserved", Decimal(amount), "USD")
        assert (line["task"], line["client_id"], line["account"]) == (task["taskUUID"], task["taskUUID"], "studio")
        await stage.clock.advance(LONG_ENOUGH)
        [line] = await stage.ledger()
        assert (line["state"], Decimal(line["charged"])) == ("charged", Decimal(amount))
        assert line["accepted_at"] < line["settled_at"] < stage.clock.now()


async def test_failed_results_are_not_charged() -> None:
    faults = [{"kind": "partial", "keep": 1, "nth": 1}, {"kind": "failed", "nth": 2}]
    async with Stage(faults) as stage:
        await stage.runware(runware_task(numberResults=4, duration=10))
        await stage.runware(runware_task(duration=10))
        await stage.clock.advance(LONG_ENOUGH)
        lines = [(line["state"], Decimal(line["charged"])) for line in await stage.ledger()]
        assert lines == [("charged", Decimal("4.2")), ("released", Decimal(0))]


async def test_crun_reserves_credits_and_tells_the_final_ones() -> None:
    """Source: notes 3.2, credits."""
    async with Stage([{"kind": "failed", "nth": 2}]) as stage:
        bodies = [crun_body({"mode": "4K", "duration": 5}), crun_body({"audio": True})]
        ids = [(await stage.crun(body)).json()["data"]["task_id"] for body in bodies]
        estimates = [(await stage.crun(body, path="/job/estimate-credits")).json()["data"] for body in bodies]
        assert estimates == [{"credits": 420, "estimated": True}, {"credits": 126, "estimated": True}]
        assert await told_credits(stage, ids) == [420, 126]
        await stage.clock.advance(LONG_ENOUGH)
        assert await told_credits(stage, ids) == [420, 0]
        balance = (await stage.crun_asked("/account/balance")).json()["data"]["balance"]
        assert balance == 20_000_000 - 420


async def told_credits(stage: Stage, ids: list[str]) -> list[int]:
    answers = [await stage.crun_asked("/job/TaskInfo", task_id=task_id) for task_id in ids]
    return [answer.json()["data"]["credits"] for answer in answers]


async def test_what_was_refused_leaves_no_line() -> None:
    async with Stage([{"kind": "too_many", "nth": 2}, {"kind": "drop_before", "nth": 3}]) as stage:
        await stage.highway(highway_body({"duration": 99}))
        await stage.highway(highway_body())
        with pytest.raises(Exception, match="disconnected"):
            await stage.highway(highway_body())
        assert await stage.ledger() == []
        await stage.highway(highway_body())
        assert len(await stage.ledger()) == 1


async def test_a_key_that_could_be_real_is_not_shown() -> None:
    async with Stage() as stage:
        await stage.highway(highway_body(), key="sk-" + "a1b2" * 12)
        assert [line["account"] for line in await stage.ledger()] == ["sk-a…a1b2"]


async def test_a_line_tells_which_request_it_was_for() -> None:
    """By the SHA-256 of the body, so that a client can compare it with what it wrote down before."""
    async with Stage() as stage:
        asked = [
            (await stage.runware(runware_task(numberResults=2))).request.content,
            (await stage.highway(highway_body())).request.content,
            (await stage.crun(crun_body())).request.content,
        ]
        lines = await stage.ledger()
        assert [line["request"] for line in lines] == [hashlib.sha256(body).hexdigest() for body in asked]
        assert [line["results"] for line in lines] == [2, 1, 1]
