"""The command as other programs meet it: real connections, real files, real webhooks."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from storyboard.media.probing import probe
from tests.commands.running import manage
from tests.sandbox.outside import Outside, listener, outside
from tests.sandbox.stage import CRUN, crun_body, highway_body, picture, runware_task

CREATE = "/v3/async/kling-v3.0-4k-t2v"


def until(found: Callable[[], Any], seconds: float = 30) -> Any:
    """The first thing found that is true."""
    deadline = time.monotonic() + seconds
    while not (answer := found()):
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)
    return answer


def client_of(sandbox: Outside) -> httpx.Client:
    headers = {"Authorization": "Bearer studio", "x-api-key": "studio"}
    return httpx.Client(base_url=sandbox.base, headers=headers, timeout=60, trust_env=False)


@pytest.fixture
def fast(tmp_path: Path) -> Any:
    with outside(tmp_path, "--speed", "200") as sandbox:
        yield sandbox


def test_all_three_give_their_videos_over_the_network(fast: Outside, tmp_path: Path) -> None:
    with client_of(fast) as client, listener() as ours:
        task = runware_task(duration=3, outputFormat="WEBM", webhookURL=ours.url, uploadEndpoint=ours.url)
        assert client.post(fast.urls["RUNWARE"], json=[task]).status_code == 200
        highway = client.post(CREATE, json=highway_body({"duration": 3, "sound": True})).json()["task_id"]
        upload = client.get(f"{CRUN}/files/upload-url", params={"content_type": "image/png", "ext": ".png"}).json()[
            "data"
        ]
        content = picture()
        assert (
            client.put(upload["presigned_url"], content=content, headers={"Content-Type": "image/jpeg"}).status_code
            == 403
        )
        assert (
            client.put(upload["presigned_url"], content=content, headers={"Content-Type": "image/png"}).status_code
            == 200
        )
        assert client.get(upload["file_url"]).content == content
        wanted = crun_body({"img_urls": [upload["file_url"]], "duration": 3, "^callback_url": ours.url})
        crun = client.post(f"{CRUN}/job/CreateTask", json=wanted).json()["data"]["task_id"]

        def runware_link() -> str:
            question = [{"taskType": "getResponse", "taskUUID": task["taskUUID"]}]
            items = client.post("/v1", json=question).json()["data"]
            return items[0].get("videoURL", "") if items else ""

        def highway_link() -> str:
            videos = client.get("/v3/async/task-result", params={"task_id": highway}).json()["videos"]
            return videos[0]["video_url"] if videos else ""

        def crun_link() -> str:
            data = client.get(f"{CRUN}/job/TaskInfo", params={"task_id": crun}).json()["data"]
            return data["result"]["media_urls"][0] if data["result"] else ""

        for link, codec, sound in (
            (runware_link, "vp9", False),
            (highway_link, "h264", True),
            (crun_link, "h264", False),
        ):
            file = tmp_path / "video"
            file.write_bytes(client.get(until(link)).content)
            seen = probe(file)
            assert (seen.width, seen.height, seen.frames) == (480, 270, 72)
            assert (seen.video_codec, seen.has_audio) == (codec, sound)
        until(lambda: len(ours.heard) == 3)
        assert sorted((method, kind) for method, kind, _ in ours.heard) == [
            ("POST", "application/json"),
            ("POST", "application/json"),
            ("PUT", "video/webm"),
        ]
        bodies = [json.loads(body) for method, _, body in ours.heard if method == "POST"]
        assert {"data", "task_id"} == {key for body in bodies for key in ("data", "task_id") if key in body}
        lines = client.get("/ledger").json()["lines"]
        assert [(line["api"], line["state"]) for line in lines] == [
            ("runware", "charged"),
            ("highway", "charged"),
            ("crun", "charged"),
        ]
    assert fast.end() == 0


def test_connections_are_really_dropped(tmp_path: Path) -> None:
    plan = {
        "faults": [
            {"kind": "drop_before", "nth": 1},
            {"kind": "drop_after", "nth": 2},
            {"kind": "broken_off", "nth": 3, "fetches": 1},
        ]
    }
    (tmp_path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    with outside(tmp_path, "--speed", "1000", "--faults", str(tmp_path / "plan.json")) as sandbox:
        with client_of(sandbox) as client:
            for accepted in (0, 1):
                with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
                    client.post(CREATE, json=highway_body())
                assert len(client.get("/ledger").json()["lines"]) == accepted
            task_id = client.post(CREATE, json=highway_body({"duration": 3})).json()["task_id"]
            time.sleep(0.3)
            [video] = client.get("/v3/async/task-result", params={"task_id": task_id}).json()["videos"]
            with pytest.raises(httpx.RemoteProtocolError, match="complete message body"):
                client.get(video["video_url"])
            assert client.get(video["video_url"]).status_code == 200
        said = (tmp_path / "sandbox.err").read_text(encoding="utf-8")
        assert "Traceback" not in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--speed", "0"), "The speed is a number above 0"),
        (("--speed", "nan"), "The speed is a number above 0"),
        (("--port", "70000"), "There is no port 70000"),
        (("--faults", "none.json"), "The fault plan none.json cannot be read"),
    ],
)
def test_a_start_that_cannot_be_says_why(words: tuple[str, ...], says: str, tmp_path: Path) -> None:
    done = manage(tmp_path, "sandbox", "--port", "0", *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr


def test_its_help_shows_the_format_of_a_plan(tmp_path: Path) -> None:
    done = manage(tmp_path, "sandbox", "--help")
    assert "A fault plan is JSON:" in done.stdout
    assert "webhook_reordered" in done.stdout
