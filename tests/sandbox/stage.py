"""A sandbox whose clock is moved by hand, a client that asks it in memory, and bodies that are right as they are."""

import base64
import copy
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from PIL import Image

from storyboard.sandbox.clock import HandClock
from storyboard.sandbox.faults import plan_from
from storyboard.sandbox.filming import Studio
from storyboard.sandbox.hooks import Post, Unreachable
from storyboard.sandbox.transport import SandboxTransport
from storyboard.sandbox.world import Sandbox

Json = dict[str, Any]
LONG_ENOUGH = 600.0
CRUN = "/api/v1/client"
GONE = object()
"""In a change: leave the field out."""


@dataclass
class Stage:
    """One sandbox under test. `posts` is what it posted, `statuses` what is answered to it, 200 when used up.

    Tests that look at many videos share a `studio`: each has a child process to start.
    """

    faults: Sequence[Json] = ()
    clock: HandClock = field(default_factory=HandClock)
    posts: list[Post] = field(default_factory=list)
    statuses: list[int | None] = field(default_factory=list)
    studio: Studio | None = None

    def __post_init__(self) -> None:
        plan = plan_from({"seed": 1, "faults": list(self.faults)})
        self.sandbox = Sandbox(clock=self.clock, plan=plan, poster=self._receive, studio=self.studio)
        transport = SandboxTransport(self.sandbox)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://sandbox.test")

    async def __aenter__(self) -> "Stage":
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.client.aclose()
        await self.sandbox.close()

    async def _receive(self, post: Post) -> int:
        self.posts.append(post)
        status = self.statuses.pop(0) if self.statuses else 200
        if status is None:
            raise Unreachable(post.url)
        return status

    async def runware(self, *tasks: Any, key: str = "studio", **headers: str) -> httpx.Response:
        """One POST of these tasks."""
        return await self.client.post("/v1", json=list(tasks), headers={"Authorization": f"Bearer {key}", **headers})

    async def poll(self, *task_ids: str) -> Json:
        """Where these Runware tasks stand."""
        answer = await self.runware(*({"taskType": "getResponse", "taskUUID": task_id} for task_id in task_ids))
        assert answer.status_code == 200
        content: Json = answer.json()
        return content

    async def highway(
        self, body: Any, key: str = "studio", path: str = "/v3/async/kling-v3.0-4k-t2v"
    ) -> httpx.Response:
        return await self.client.post(path, json=body, headers={"Authorization": f"Bearer {key}"})

    async def highway_result(self, task_id: str, key: str = "studio") -> httpx.Response:
        headers = {"Authorization": f"Bearer {key}"}
        return await self.client.get("/v3/async/task-result", params={"task_id": task_id}, headers=headers)

    async def crun(self, body: Any, key: str = "studio", path: str = "/job/CreateTask") -> httpx.Response:
        return await self.client.post(f"{CRUN}{path}", json=body, headers={"x-api-key": key})

    async def crun_asked(self, path: str, key: str = "studio", **query: str) -> httpx.Response:
        return await self.client.get(f"{CRUN}{path}", params=query, headers={"x-api-key": key})

    async def ledger(self) -> list[Json]:
        lines: list[Json] = (await self.client.get("/ledger")).json()["lines"]
        return lines


def runware_task(changes: Json | None = None, **more: Any) -> Json:
    """Text at 3840×2160 for the 4k model, under a fresh id; `changes` are set by path, as `inputs.frameImages`."""
    task = {
        "taskType": "videoInference",
        "taskUUID": str(uuid.uuid4()),
        "model": "klingai:kling-video@3-4k",
        "positivePrompt": "A rope drops.",
        "width": 3840,
        "height": 2160,
    }
    return changed(task, {**(changes or {}), **more})


def highway_body(changes: Json | None = None) -> Json:
    return changed({"prompt": "A rope drops."}, changes or {})


def crun_body(changes: Json | None = None) -> Json:
    """One shot of text; changes to the input are by its fields, to the rest by `^callback_url` and the like."""
    body: Json = {"model": "kling/v3", "input": {"multi_shots": False, "prompt": "A rope drops.", "duration": 5}}
    for path, value in (changes or {}).items():
        body = changed(body, {path[1:] if path.startswith("^") else f"input.{path}": value})
    return body


def changed(body: Json, changes: Json) -> Json:
    """A copy with values set, or left out, by dotted path."""
    body = copy.deepcopy(body)
    for path, value in changes.items():
        *way, last = path.split(".")
        place = body
        for step in way:
            place = place.setdefault(step, {})
        if value is GONE:
            place.pop(last, None)
        else:
            place[last] = value
    return body


def picture(
    colour: tuple[int, int, int] = (200, 30, 40), size: tuple[int, int] = (640, 360), form: str = "PNG"
) -> bytes:
    """A picture of one colour."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, form)
    return file.getvalue()


def data_uri(content: bytes, media_type: str = "image/png") -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
