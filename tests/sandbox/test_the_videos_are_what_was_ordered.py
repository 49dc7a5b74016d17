"""The files, read with PyAV: seconds, size, container, sound, and the request's own shots and frames."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import httpx
import numpy as np
import pytest
from PIL import Image

from storyboard.media.errors import MediaError
from storyboard.media.frames import grab
from storyboard.media.probing import Probe, probe
from storyboard.sandbox.filming import Scenes, Studio, planned
from tests.sandbox.stage import GONE, LONG_ENOUGH, Stage, crun_body, data_uri, highway_body, picture, runware_task

LIFE = int(LONG_ENOUGH)
RED, BLUE = (200, 30, 40), (30, 60, 200)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    made = Studio(tmp_path_factory.mktemp("files"))
    yield made
    made.close()


@pytest.fixture
async def stage(studio: Studio) -> AsyncIterator[Stage]:
    async with Stage(studio=studio) as made:
        yield made


async def finished(stage: Stage, task: dict[str, Any]) -> list[dict[str, Any]]:
    """The results of a Runware task."""
    answer = await stage.runware(task)
    assert answer.status_code == 200, answer.text
    await stage.clock.advance(LONG_ENOUGH)
    items: list[dict[str, Any]] = (await stage.poll(task["taskUUID"]))["data"]
    return items


async def saved(stage: Stage, url: str, path: Path) -> Probe:
    answer = await stage.client.get(url)
    assert answer.status_code == 200
    return _kept(answer.content, path)


def _kept(content: bytes, path: Path) -> Probe:
    path.write_bytes(content)
    return probe(path)


@pytest.mark.parametrize(
    ("form", "media_type", "size"),
    [
        ("MP4", "video/mp4", (3840, 2160)),
        ("WEBM", "video/webm", (2160, 3840)),
        ("MOV", "video/quicktime", (2880, 2880)),
    ],
)
async def test_container_seconds_shape_and_sound(
    stage: Stage, tmp_path: Path, form: str, media_type: str, size: tuple[int, int]
) -> None:
    shots = [{"prompt": "Wide: a quay", "duration": 1}, {"prompt": "Close: a rope", "duration": 3}]
    settings = {"klingai": {"multiPrompt": shots, "sound": True}}
    task = runware_task(duration=4, outputFormat=form, width=size[0], height=size[1], providerSettings=settings)
    [item] = await finished(stage, task)
    assert item["videoURL"].endswith(f".{form.lower()}")
    seen = await saved(stage, item["videoURL"], tmp_path / "video")
    assert (seen.media_type, seen.frames, seen.rate, seen.has_audio) == (media_type, 96, Fraction(24), True)
    assert max(seen.width or 0, seen.height or 0) == 480
    assert (seen.width or 0) * size[1] == (seen.height or 0) * size[0]


async def test_no_sound_where_none_was_asked_for(stage: Stage, tmp_path: Path) -> None:
    [item] = await finished(stage, runware_task(duration=3))
    assert not (await saved(stage, item["videoURL"], tmp_path / "video")).has_audio


async def test_each_result_is_another_video(stage: Stage) -> None:
    """Source: seed 4k, numberResults: “each result uses a different seed”."""
    items = await finished(stage, runware_task(duration=3, numberResults=2))
    files = [(await stage.client.get(item["videoURL"])).content for item in items]
    assert items[0]["seed"] != items[1]["seed"]
    assert files[0] != files[1]


async def test_it_begins_and_ends_on_the_given_frames(stage: Stage, tmp_path: Path) -> None:
    upload = {"taskType": "imageUpload", "taskUUID": runware_task()["taskUUID"], "image": data_uri(picture(BLUE))}
    [kept] = (await stage.runware(upload)).json()["data"]
    frames = [
        {"image": kept["imageUUID"], "frame": "last"},
        {"image": data_uri(picture(RED)), "frame": "first"},
    ]
    task = runware_task({"width": GONE, "height": GONE, "inputs.frameImages": frames, "duration": 3})
    [item] = await finished(stage, task)
    await saved(stage, item["videoURL"], tmp_path / "video")
    assert _is_about(grab(tmp_path / "video", 0), RED)
    assert _is_about(grab(tmp_path / "video", 71), BLUE)


@pytest.mark.parametrize(
    ("size", "expected"), [((640, 360), (480, 270)), ((360, 640), (270, 480)), ((500, 520), (480, 480))]
)
async def test_it_takes_the_shape_of_its_first_frame(
    stage: Stage, tmp_path: Path, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    """Source: seed Crun, “the output follows the first image aspect ratio”."""
    query = {"content_type": "image/png", "ext": ".png"}
    upload = (await stage.crun_asked("/files/upload-url", **query)).json()["data"]
    headers = {"Content-Type": "image/png"}
    await stage.client.put(upload["presigned_url"], content=picture(RED, size), headers=headers)
    body = crun_body({"img_urls": [upload["file_url"]], "aspect_ratio": "16:9", "duration": 3})
    task_id = (await stage.crun(body)).json()["data"]["task_id"]
    await stage.clock.advance(LONG_ENOUGH)
    [url] = (await stage.crun_asked("/job/TaskInfo", task_id=task_id)).json()["data"]["result"]["media_urls"]
    seen = await saved(stage, url, tmp_path / "video")
    assert (seen.width, seen.height) == expected


async def test_odd_prompts_are_drawn_too(stage: Stage, tmp_path: Path) -> None:
    """A lone surrogate comes through JSON, though it is no character."""
    body = b'{"prompt": "\\ud800 \\u0000 \\u202e' + "😀".encode() * 500 + b'", "duration": 3}'
    headers = {"Authorization": "Bearer studio", "Content-Type": "application/json"}
    answer = await stage.client.post("/v3/async/kling-v3.0-4k-t2v", content=body, headers=headers)
    await stage.clock.advance(LONG_ENOUGH)
    result = await stage.highway_result(answer.json()["task_id"])
    seen = await saved(stage, result.json()["videos"][0]["video_url"], tmp_path / "video")
    assert seen.frames == 72


async def test_a_highway_link_dies_after_an_hour_and_a_new_one_is_given(studio: Studio) -> None:
    """Source: notes 2.2, 9."""
    async with Stage(studio=studio) as stage:
        task_id = (await stage.highway(highway_body({"duration": 3}))).json()["task_id"]
        await stage.clock.advance(LONG_ENOUGH)
        old = (await stage.highway_result(task_id)).json()["videos"][0]["video_url"]
        await stage.clock.advance(3601)
        assert (await stage.client.get(old)).status_code == 403
        new = (await stage.highway_result(task_id)).json()["videos"][0]["video_url"]
        assert (await stage.client.get(new)).status_code == 200


async def test_a_runware_link_lives_as_long_as_was_asked(studio: Studio) -> None:
    """Source: seed 4k, ttl."""
    async with Stage(studio=studio) as stage:
        [item] = await finished(stage, runware_task(duration=3, ttl=LIFE))
        assert (await stage.client.get(item["videoURL"])).status_code == 200
        await stage.clock.advance(LIFE)
        assert (await stage.client.get(item["videoURL"])).status_code == 404


@pytest.mark.parametrize("kind", ["dead_link", "corrupt", "truncated", "broken_off"])
async def test_files_go_wrong_as_planned_and_then_come_right(kind: str, tmp_path: Path, studio: Studio) -> None:
    async with Stage([{"kind": kind, "fetches": 1}], studio=studio) as stage:
        [item] = await finished(stage, runware_task(duration=3))
        if kind == "broken_off":
            with pytest.raises(httpx.RemoteProtocolError):
                await stage.client.get(item["videoURL"])
        else:
            first = await stage.client.get(item["videoURL"])
            assert first.status_code == (404 if kind == "dead_link" else 200)
            (tmp_path / "bad").write_bytes(first.content)
            with pytest.raises((MediaError, av.error.FFmpegError)):
                _decode_all(tmp_path / "bad")
        await saved(stage, item["videoURL"], tmp_path / "good")
        assert _decode_all(tmp_path / "good") == 72


async def test_a_file_thrown_away_is_drawn_again(tmp_path: Path) -> None:
    studio = Studio(tmp_path / "files", most_files=1)
    try:
        scenes = Scenes((("A quay.", 1),))
        for name in ("a.mp4", "b.mp4", "a.mp4"):
            seen = _kept(await studio.read(name, scenes), tmp_path / "video")
            assert seen.frames == 24
            assert [path.name for path in (tmp_path / "files").iterdir()] == [name]
    finally:
        studio.close()


async def test_drawing_does_not_hold_up_anybody_else(tmp_path: Path) -> None:
    studio = Studio(tmp_path)
    try:
        drawing = asyncio.create_task(studio.read("a.mp4", Scenes((("A quay.", 15),))))
        turns = 0
        while not drawing.done():
            await asyncio.sleep(0.01)
            turns += 1
        assert turns > 30
    finally:
        studio.close()


async def test_in_full_size_a_task_ends_when_its_video_is_drawn(tmp_path: Path) -> None:
    studio = Studio(tmp_path / "files", full_size=True)
    try:
        async with Stage(studio=studio) as stage:
            size = {"model": "klingai:kling-video@3-standard", "width": 720, "height": 1280}
            task = runware_task({**size, "duration": 3, "webhookURL": "https://app.example/hook"})
            await stage.runware(task)
            await stage.clock.advance(LONG_ENOUGH)
            assert (await stage.poll(task["taskUUID"]))["data"][0]["status"] == "processing"
            async with asyncio.timeout(60):
                while (item := (await stage.poll(task["taskUUID"]))["data"][0])["status"] != "success":
                    await asyncio.sleep(0.05)
            seen = await saved(stage, item["videoURL"], tmp_path / "video")
            assert (seen.width, seen.height, seen.frames) == (720, 1280, 72)
            assert [line["state"] for line in await stage.ledger()] == ["charged"]
            await stage.clock.advance(1)
            assert len(stage.posts) == 1
    finally:
        studio.close()


def test_a_long_prompt_becomes_several_shots_of_the_same_total() -> None:
    assert planned("One. Two! Three?", 9) == (("One.", 3), ("Two!", 3), ("Three?", 3))
    assert planned("One. Two! Three?", 7) == (("One. Two!", 4), ("Three?", 3))
    assert planned("No end", 15) == (("No end", 15),)


def _decode_all(path: Path) -> int:
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))


def _is_about(image: Image.Image, colour: tuple[int, int, int]) -> bool:
    """Whether the upper middle, where nothing is written, has the colour."""
    pixel = np.asarray(image)[image.height // 3, image.width * 3 // 4]
    return bool(np.all(np.abs(pixel.astype(int) - np.asarray(colour)) < 25))
