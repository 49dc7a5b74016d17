"""Links to finished videos end: an hour after the question at Highway, a day or `ttl` after the video at Runware."""

from tests.sandbox.stage import LONG_ENOUGH, Stage, crun_body, highway_body, runware_task

HOUR, DAY = 3600, 24 * 3600


async def test_at_highway_for_an_hour_from_each_question() -> None:
    """A dead link answers as object stores do, 403 and XML. Source: notes 2.2, 9 “must reproduce”."""
    async with Stage() as stage:
        task = (await stage.highway(highway_body({"duration": 3}))).json()["task_id"]
        await stage.clock.advance(LONG_ENOUGH)
        link = await highway_link(stage, task)
        await stage.clock.advance(HOUR - 1)
        assert (await stage.client.get(link)).headers["content-type"] == "video/mp4"
        await stage.clock.advance(1)
        dead = await stage.client.get(link)
        assert (dead.status_code, dead.headers["content-type"]) == (403, "application/xml")
        assert b"Request has expired" in dead.content
        assert (await stage.client.get(await highway_link(stage, task))).status_code == 200


async def highway_link(stage: Stage, task: str) -> str:
    [video] = (await stage.highway_result(task)).json()["videos"]
    assert video["video_url_ttl"] == "3600"
    return str(video["video_url"])


async def test_at_runware_for_ttl_or_a_day() -> None:
    """Source: seed 4k, ttl; notes 9."""
    async with Stage() as stage:
        short, long = runware_task(ttl=HOUR, duration=3), runware_task(duration=3)
        await stage.runware(short, long)
        await stage.clock.advance(LONG_ENOUGH)
        links = [item["videoURL"] for item in (await stage.poll(short["taskUUID"], long["taskUUID"]))["data"]]
        await stage.clock.advance(HOUR)
        assert [(await stage.client.get(link)).status_code for link in links] == [404, 200]
        await stage.clock.advance(DAY)
        assert (await stage.client.get(links[1])).status_code == 404


async def test_at_crun_for_two_weeks() -> None:
    """Source: notes 3.2."""
    async with Stage() as stage:
        task = (await stage.crun(crun_body({"duration": 3}))).json()["data"]["task_id"]
        await stage.clock.advance(LONG_ENOUGH)
        info = (await stage.crun_asked("/job/TaskInfo", task_id=task)).json()["data"]
        [link] = info["result"]["media_urls"]
        await stage.clock.advance(13 * DAY)
        assert (await stage.client.get(link)).status_code == 200
        await stage.clock.advance(2 * DAY)
        assert (await stage.client.get(link)).status_code == 404
