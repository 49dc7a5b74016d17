"""A task is queued, runs and ends by the clock, and each API has its own words for it."""

import uuid
from collections.abc import Awaitable, Callable

import httpx

from tests.sandbox.stage import LONG_ENOUGH, Json, Stage, crun_body, highway_body, runware_task

Ask = Callable[[], Awaitable[httpx.Response]]


async def test_runware_says_nothing_then_how_far_then_success() -> None:
    """Source: notes 1.5."""
    async with Stage() as stage:
        task = runware_task(includeCost=True, duration=6)
        answer = await stage.runware(task)
        assert answer.json() == {"data": [{"taskType": "videoInference", "taskUUID": task["taskUUID"]}]}
        assert await stage.poll(task["taskUUID"]) == {"data": []}
        await stage.clock.advance(20)
        [item] = (await stage.poll(task["taskUUID"]))["data"]
        assert item["status"] == "processing"
        assert 0 < item["progress"] < 100
        await stage.clock.advance(LONG_ENOUGH)
        [item] = (await stage.poll(task["taskUUID"]))["data"]
        assert (item["taskType"], item["status"], item["cost"]) == ("videoInference", "success", 2.52)
        assert item["videoURL"] == f"http://sandbox.test/files/{item['videoUUID']}.mp4"


async def test_runware_tells_the_cost_to_those_who_ask_alone() -> None:
    """Source: seed 4k, includeCost: default false."""
    async with Stage() as stage:
        task = runware_task()
        await stage.runware(task)
        await stage.clock.advance(LONG_ENOUGH)
        assert "cost" not in (await stage.poll(task["taskUUID"]))["data"][0]


async def test_highway_says_queued_processing_succeed() -> None:
    """Source: notes 2.2."""
    async with Stage() as stage:
        task_id = (await stage.highway(highway_body())).json()["task_id"]
        states, last = await _watched(stage, lambda: stage.highway_result(task_id), ["task", "status"])
        assert states == ["TASK_STATUS_QUEUED", "TASK_STATUS_PROCESSING", "TASK_STATUS_SUCCEED"]
        assert last["task"]["task_id"] == task_id
        assert (last["task"]["progress_percent"], last["task"]["eta"]) == (100, 0)
        [video] = last["videos"]
        assert (video["video_url_ttl"], video["video_type"]) == ("3600", "mp4")
        assert last["images"] == last["audios"] == []


async def test_crun_says_pending_running_success() -> None:
    """Source: notes 3.2."""
    async with Stage() as stage:
        task_id = (await stage.crun(crun_body())).json()["data"]["task_id"]

        async def ask() -> httpx.Response:
            return await stage.crun_asked("/job/TaskInfo", task_id=task_id)

        states, last = await _watched(stage, ask, ["data", "status"])
        assert states == ["pending", "running", "success"]
        data = last["data"]
        assert data["result"]["code"] == 200
        assert len(data["result"]["media_urls"]) == 1
        assert data["complete_at"] - data["create_at"] >= data["duration_s"] > 0
        assert data["param"]["input"] == {**crun_body()["input"], "shot_type": None}


async def test_crun_forces_sound_on_in_several_shots() -> None:
    """Source: the seed, Key Rules."""
    async with Stage() as stage:
        several = {
            "multi_shots": True,
            "shot_type": "intelligence",
            "img_urls": ["https://a.example/a.png"],
            "audio": False,
        }
        task_id = (await stage.crun(crun_body(several))).json()["data"]["task_id"]
        data = (await stage.crun_asked("/job/TaskInfo", task_id=task_id)).json()["data"]
        assert data["param"]["input"]["audio"] is True


async def test_nobody_sees_the_tasks_of_another_account() -> None:
    async with Stage() as stage:
        task = runware_task()
        await stage.runware(task)
        highway = (await stage.highway(highway_body())).json()["task_id"]
        crun = (await stage.crun(crun_body())).json()["data"]["task_id"]
        await stage.clock.advance(LONG_ENOUGH)
        question = {"taskType": "getResponse", "taskUUID": task["taskUUID"]}
        assert (await stage.runware(question, key="other")).json() == {"data": []}
        assert (await stage.highway_result(highway, key="other")).status_code == 404
        assert (await stage.crun_asked("/job/TaskInfo", key="other", task_id=crun)).status_code == 404


async def test_unknown_tasks_are_answered_as_each_api_does() -> None:
    """Source: notes 1.5, 3.2, 8.22; Highway's is a default of §9."""
    async with Stage() as stage:
        nobody = str(uuid.uuid4())
        assert await stage.poll(nobody) == {"data": []}
        highway = await stage.highway_result(nobody)
        assert (highway.status_code, highway.json()["reason"]) == (404, "TASK_NOT_FOUND")
        crun = await stage.crun_asked("/job/TaskInfo", task_id=nobody)
        assert (crun.status_code, crun.json()) == (404, {"code": 404, "message": "Task not found", "data": None})
        short = await stage.crun_asked("/job/TaskInfo", task_id="1")
        assert (short.status_code, short.json()["code"]) == (422, 422)


async def _watched(stage: Stage, ask: Ask, way: list[str]) -> tuple[list[str], Json]:
    """The states that are seen by asking each second, each once, and the last answer."""
    states: list[str] = []
    for _second in range(int(LONG_ENOUGH)):
        content: Json = (await ask()).json()
        state = content[way[0]][way[1]]
        states += [state] if state not in states else []
        await stage.clock.advance(1)
    return states, content
