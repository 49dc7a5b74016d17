"""What the notes list under “must reproduce” for Runware: each cost somebody a bug."""

import pytest

from tests.sandbox.stage import LONG_ENOUGH, Stage, runware_task


async def test_data_and_errors_come_together() -> None:
    """Errors belong to the task that failed, the others are accepted. Source: notes 1.2."""
    async with Stage() as stage:
        good, bad = runware_task(), runware_task({"fps": 24})
        answer = await stage.runware(bad, good)
        assert answer.status_code == 200
        content = answer.json()
        assert [item["taskUUID"] for item in content["data"]] == [good["taskUUID"]]
        assert [error["taskUUID"] for error in content["errors"]] == [bad["taskUUID"]]
        assert len(await stage.ledger()) == 1


async def test_a_status_of_200_can_carry_nothing_but_errors() -> None:
    """Source: notes 1.2."""
    async with Stage([{"kind": "refuse", "status": 200, "code": "providerOverloaded"}]) as stage:
        answer = await stage.runware(runware_task())
        assert answer.status_code == 200
        assert list(answer.json()) == ["errors"]
        assert answer.json()["errors"][0]["code"] == "providerOverloaded"
        assert await stage.ledger() == []


async def test_one_acknowledgement_whatever_the_number_of_results() -> None:
    """Source: notes 1.5."""
    async with Stage() as stage:
        task = runware_task(numberResults=4)
        assert len((await stage.runware(task)).json()["data"]) == 1


async def test_polls_are_cumulative_and_mix_states() -> None:
    """Source: notes 1.5."""
    async with Stage() as stage:
        task = runware_task(numberResults=4)
        await stage.runware(task)
        seen: dict[str, str] = {}
        mixtures = set()
        for _second in range(int(LONG_ENOUGH)):
            await stage.clock.advance(1)
            items = (await stage.poll(task["taskUUID"]))["data"]
            done = {item["videoUUID"]: item["videoURL"] for item in items if item["status"] == "success"}
            assert seen.items() <= done.items()
            seen = done
            mixtures.add((len(done), sum(item["status"] == "processing" for item in items)))
        assert {(0, 4), (1, 3), (2, 2), (3, 1), (4, 0)} <= mixtures


@pytest.mark.parametrize("wait", [0, LONG_ENOUGH])
async def test_the_same_id_again_is_a_conflict_and_no_second_bill(wait: float) -> None:
    """Source: notes 1.5, idempotency."""
    async with Stage() as stage:
        task = runware_task()
        await stage.runware(task)
        await stage.clock.advance(wait)
        again = await stage.runware({**task, "taskUUID": task["taskUUID"].upper()})
        assert (again.status_code, again.json()["errors"][0]["code"]) == (400, "conflictTaskUUID")
        assert len(await stage.ledger()) == 1


async def test_the_same_id_twice_in_one_array_is_accepted_once() -> None:
    async with Stage() as stage:
        task = runware_task()
        content = (await stage.runware(task, task)).json()
        assert (len(content["data"]), content["errors"][0]["code"]) == (1, "conflictTaskUUID")
        assert len(await stage.ledger()) == 1


async def test_a_failure_is_in_errors_alone() -> None:
    """Source: notes 1.5."""
    async with Stage([{"kind": "failed"}]) as stage:
        task = runware_task()
        await stage.runware(task)
        await stage.clock.advance(LONG_ENOUGH)
        content = await stage.poll(task["taskUUID"])
        assert content["data"] == []
        assert [(error["taskUUID"], error["code"]) for error in content["errors"]] == [
            (task["taskUUID"], "providerError")
        ]


async def test_or_a_failure_is_an_item_of_data() -> None:
    """Source: notes 1.5: “also possible as a data item with status error”."""
    async with Stage([{"kind": "failed", "as_item": True}]) as stage:
        task = runware_task()
        await stage.runware(task)
        await stage.clock.advance(LONG_ENOUGH)
        content = await stage.poll(task["taskUUID"])
        assert "errors" not in content
        assert (content["data"][0]["status"], content["data"][0]["error"]["code"]) == ("error", "providerError")


async def test_a_parameter_is_a_string_or_an_array() -> None:
    """Source: notes 1.3."""
    async with Stage([{"kind": "parameter_array", "nth": 2}]) as stage:
        first = (await stage.runware(runware_task(fps=1))).json()["errors"][0]
        second = (await stage.runware(runware_task())).json()["errors"][0]
        assert isinstance(first["parameter"], str)
        assert isinstance(second["parameter"], list)


async def test_many_polls_go_in_one_request() -> None:
    """Source: notes 1.5, batch polling."""
    async with Stage() as stage:
        tasks = [runware_task() for _task in range(30)]
        await stage.runware(*tasks)
        await stage.clock.advance(LONG_ENOUGH)
        content = await stage.poll(*(task["taskUUID"] for task in tasks))
        assert {item["taskUUID"] for item in content["data"]} == {task["taskUUID"] for task in tasks}


async def test_a_dry_run_costs_nothing_and_leaves_nothing() -> None:
    """Source: notes 1.1."""
    async with Stage() as stage:
        task = runware_task(duration=10, numberResults=2)
        answer = await stage.runware(task, **{"X-Runware-Dry-Run": "1"})
        assert answer.json()["data"][0]["cost"] == 8.4
        refused = await stage.runware(runware_task(fps=1), **{"X-Runware-Dry-Run": "1"})
        assert refused.status_code == 400
        assert await stage.ledger() == []
        assert (await stage.runware(task)).status_code == 200


async def test_no_balance_is_402() -> None:
    """Source: notes 1.3."""
    async with Stage() as stage:
        answer = await stage.runware(runware_task(), key="my-broke-key")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (402, "insufficientCredits")
        assert await stage.ledger() == []
