"""Every kind of fault, at every API that has it, and nothing without a plan."""

import asyncio
import json
from collections.abc import Awaitable, Callable

import httpx
import pytest
from django.conf import settings

from storyboard.sandbox.faults import SORTS, plan_from
from tests.sandbox.stage import LONG_ENOUGH, Json, Stage, crun_body, highway_body, runware_task

Create = Callable[[Stage], Awaitable[httpx.Response]]


async def by_runware(stage: Stage) -> httpx.Response:
    return await stage.runware(runware_task())


async def by_highway(stage: Stage) -> httpx.Response:
    return await stage.highway(highway_body())


async def by_crun(stage: Stage) -> httpx.Response:
    return await stage.crun(crun_body())


everywhere = pytest.mark.parametrize("create", [by_runware, by_highway, by_crun])


@everywhere
async def test_dropped_before_means_nothing_was_accepted(create: Create) -> None:
    async with Stage([{"kind": "drop_before"}]) as stage:
        with pytest.raises(httpx.RemoteProtocolError):
            await create(stage)
        assert await stage.ledger() == []


@everywhere
async def test_dropped_after_means_it_was_accepted(create: Create) -> None:
    async with Stage([{"kind": "drop_after"}]) as stage:
        with pytest.raises(httpx.RemoteProtocolError):
            await create(stage)
        assert len(await stage.ledger()) == 1


@everywhere
@pytest.mark.parametrize(("accepted", "lines"), [(False, 0), (True, 1)])
async def test_a_server_error_is_a_page_of_html(create: Create, accepted: bool, lines: int) -> None:
    """Source: notes 9, non-JSON 502 body."""
    async with Stage([{"kind": "server_error", "accepted": accepted}]) as stage:
        answer = await create(stage)
        assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html")
        assert answer.text.startswith("<html>")
        assert len(await stage.ledger()) == lines


@everywhere
@pytest.mark.parametrize("wait", [None, 3])
async def test_too_many_comes_with_and_without_retry_after(create: Create, wait: int | None) -> None:
    """Source: notes 9."""
    async with Stage([{"kind": "too_many", "retry_after": wait}]) as stage:
        answer = await create(stage)
        assert answer.status_code == 429
        assert answer.headers.get("retry-after") == (None if wait is None else "3")
        assert answer.json()
        assert await stage.ledger() == []


@everywhere
async def test_malformed_json_is_accepted_all_the_same(create: Create) -> None:
    async with Stage([{"kind": "malformed"}]) as stage:
        answer = await create(stage)
        assert answer.status_code == 200
        with pytest.raises(json.JSONDecodeError):
            answer.json()
        assert len(await stage.ledger()) == 1


@pytest.mark.parametrize(("create", "status"), [(by_runware, 402), (by_highway, 403), (by_crun, 200)])
async def test_out_of_credit_has_three_statuses(create: Create, status: int) -> None:
    """Source: notes 8.21."""
    async with Stage([{"kind": "no_credit"}]) as stage:
        answer = await create(stage)
        assert answer.status_code == status
        assert create is not by_crun or answer.json()["code"] == 402


@everywhere
async def test_a_delay_takes_its_time(create: Create) -> None:
    async with Stage([{"kind": "delay", "seconds": 7}]) as stage:
        asking = asyncio.ensure_future(create(stage))
        await stage.clock.advance(6.9)
        assert not asking.done()
        await stage.clock.advance(0.2)
        assert (await asking).status_code == 200


@pytest.mark.parametrize(
    ("code", "status", "seen"), [(455, None, 455), (505, None, 505), (402, 200, 200), (501, 200, 200)]
)
async def test_crun_refuses_with_its_own_codes(code: int, status: int | None, seen: int) -> None:
    """Source: the seed's list of codes; notes 3.4: refusals may come as HTTP 200."""
    async with Stage([{"kind": "refuse", "code": code, "status": status}]) as stage:
        answer = await by_crun(stage)
        assert (answer.status_code, answer.json()["code"]) == (seen, code)
        assert await stage.ledger() == []


async def test_highway_refuses_with_its_own_reasons() -> None:
    async with Stage([{"kind": "refuse", "code": "SERVICE_NOT_AVAILABLE"}]) as stage:
        answer = await by_highway(stage)
        assert (answer.status_code, answer.json()["reason"]) == (503, "SERVICE_NOT_AVAILABLE")


async def test_a_conflict_may_answer_what_was_accepted() -> None:
    async with Stage([{"kind": "conflict"}]) as stage:
        answer = await by_runware(stage)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "conflictTaskUUID")
        assert len(await stage.ledger()) == 1


async def test_one_struck_task_strikes_the_whole_array_where_the_connection_goes() -> None:
    async with Stage([{"kind": "drop_after", "nth": 2}]) as stage:
        with pytest.raises(httpx.RemoteProtocolError):
            await stage.runware(runware_task(), runware_task(), runware_task())
        assert len(await stage.ledger()) == 3


async def test_a_refusal_strikes_its_task_alone() -> None:
    async with Stage([{"kind": "too_many", "nth": 2}]) as stage:
        content = (await stage.runware(runware_task(), runware_task(), runware_task())).json()
        assert (len(content["data"]), len(content["errors"])) == (2, 1)


@pytest.mark.parametrize("kind", ["moderation", "failed"])
async def test_failures_are_told_in_each_apis_words(kind: str) -> None:
    """Source: notes 1.5, 2.2, 3.2."""
    async with Stage([{"kind": kind}]) as stage:
        highway = (await by_highway(stage)).json()["task_id"]
        crun = (await by_crun(stage)).json()["data"]["task_id"]
        await stage.clock.advance(LONG_ENOUGH)
        task = (await stage.highway_result(highway)).json()["task"]
        assert (task["status"], bool(task["reason"])) == ("TASK_STATUS_FAILED", True)
        data = (await stage.crun_asked("/job/TaskInfo", task_id=crun)).json()["data"]
        assert (data["status"], data["result"]["code"], data["result"]["media_urls"]) == ("failed", 501, [])
        assert data["reason"] == {"moderation": "input_moderation", "failed": "generation_failed"}[kind]


async def test_k_of_n_results_come_and_the_others_fail() -> None:
    """Source: notes 1.5."""
    async with Stage([{"kind": "partial", "keep": 3}]) as stage:
        task = runware_task(numberResults=4)
        await stage.runware(task)
        await stage.clock.advance(LONG_ENOUGH)
        content = await stage.poll(task["taskUUID"])
        assert [item["status"] for item in content["data"]] == ["success"] * 3
        assert len(content["errors"]) == 1


async def test_some_tasks_never_finish() -> None:
    async with Stage([{"kind": "never"}]) as stage:
        task = runware_task(webhookURL="https://app.example/hook")
        await stage.runware(task)
        highway = (await by_highway(stage)).json()["task_id"]
        await stage.clock.advance(30 * 24 * 3600)
        [item] = (await stage.poll(task["taskUUID"]))["data"]
        assert (item["status"], item["progress"]) == ("processing", 97)
        assert (await stage.highway_result(highway)).json()["task"]["status"] == "TASK_STATUS_PROCESSING"
        assert [line["state"] for line in await stage.ledger()] == ["reserved"] * 2
        assert stage.posts == []


async def test_a_new_task_may_be_unknown_for_a_while() -> None:
    """Source: notes 3.2, “404 right after create can be transient”."""
    async with Stage([{"kind": "not_found", "polls": 2}]) as stage:
        task_id = (await by_crun(stage)).json()["data"]["task_id"]
        answers = [await stage.crun_asked("/job/TaskInfo", task_id=task_id) for _question in range(3)]
        assert [answer.status_code for answer in answers] == [404, 404, 200]


async def test_polls_and_uploads_can_be_struck() -> None:
    faults: list[Json] = [
        {"kind": "too_many", "on": "poll", "nth": 1},
        {"kind": "server_error", "on": "upload", "status": 503},
    ]
    async with Stage(faults) as stage:
        task_id = (await by_highway(stage)).json()["task_id"]
        assert (await stage.highway_result(task_id)).status_code == 429
        assert (await stage.highway_result(task_id)).status_code == 200
        answer = await stage.crun_asked("/files/upload-url", content_type="image/png", ext=".png")
        assert answer.status_code == 503


async def test_a_question_about_many_tasks_is_one_request() -> None:
    async with Stage([{"kind": "too_many", "on": "poll", "nth": 2}]) as stage:
        questions = [{"taskType": "getResponse", "taskUUID": runware_task()["taskUUID"]} for _number in range(3)]
        answers = [(await stage.runware(*questions)).json() for _time in range(3)]
        assert [len(answer.get("errors", [])) for answer in answers] == [0, 3, 0]


@pytest.mark.parametrize(
    ("more", "struck"),
    [
        ({}, [1, 2, 3, 4, 5, 6]),
        ({"nth": 2}, [2]),
        ({"nth": [1, 5]}, [1, 5]),
        ({"every": 3}, [3, 6]),
        ({"every": 2, "times": 2}, [2, 4]),
        ({"chance": 0}, []),
        ({"chance": 1}, [1, 2, 3, 4, 5, 6]),
        ({"api": "crun"}, []),
        ({"account": "studio", "nth": 6}, [6]),
        ({"account": "other"}, []),
    ],
)
def test_a_plan_says_which_requests_are_struck(more: Json, struck: list[int]) -> None:
    plan = plan_from({"faults": [{"kind": "drop_before", **more}]})
    found = [bool(plan.strike("runware", "create", "studio").misfortunes) for _create in range(6)]
    assert [number for number, hit in enumerate(found, start=1) if hit] == struck


def test_chances_fall_the_same_for_the_same_seed_and_about_as_often_as_said() -> None:
    def fallen(seed: int) -> list[bool]:
        plan = plan_from({"seed": seed, "faults": [{"kind": "drop_before", "chance": 0.3}]})
        return [bool(plan.strike("crun", "create", "k").misfortunes) for _create in range(1000)]

    assert fallen(1) == fallen(1) != fallen(2)
    assert 250 < sum(fallen(1)) < 350


@pytest.mark.parametrize("text", ["fail", "__never__", "drop_before", "sandbox: 429"])
async def test_nothing_in_a_prompt_causes_a_fault(text: str) -> None:
    async with Stage() as stage:
        task = runware_task(positivePrompt=text)
        assert (await stage.runware(task)).status_code == 200
        await stage.clock.advance(LONG_ENOUGH)
        assert (await stage.poll(task["taskUUID"]))["data"][0]["status"] == "success"


def test_every_kind_is_in_the_handbook() -> None:
    page = (settings.BASE_DIR / "templates" / "help" / "sandbox.html").read_text(encoding="utf-8")
    assert [kind for kind in SORTS if f"<code>{kind}</code>" not in page] == []


async def test_the_ledger_tells_how_often_each_kind_has_struck() -> None:
    faults = [{"kind": "drop_after", "nth": 2}, {"kind": "failed", "every": 1}, {"kind": "failed", "nth": 1}]
    async with Stage([*faults, {"kind": "never", "api": "crun"}]) as stage:
        await by_highway(stage)
        with pytest.raises(httpx.RemoteProtocolError):
            await by_highway(stage)
        struck = (await stage.client.get("/ledger")).json()["struck"]
        assert struck == {"drop_after": 1, "failed": 3, "never": 0}
