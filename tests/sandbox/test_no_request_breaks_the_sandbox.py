"""Whatever is sent, the answer is one of the API's own: never a 5xx, and no line of the ledger for what was refused."""

import asyncio
import copy
import json
from collections.abc import Callable
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from storyboard.sandbox.crun_rules import INPUT
from storyboard.sandbox.crun_rules import SHAPE as CRUN_SHAPE
from storyboard.sandbox.highway import SHAPE as HIGHWAY_SHAPE
from storyboard.sandbox.runware_rules import MODELS, SHAPES
from storyboard.sandbox.shapes import (
    Address,
    Anything,
    Choice,
    Flag,
    Many,
    Maybe,
    Number,
    Shape,
    Text,
    TextOr,
    Thing,
    Whole,
)
from tests.conftest import examples
from tests.sandbox import (
    test_crun_takes_what_its_page_says,
    test_highway_takes_what_its_page_says,
    test_runware_takes_what_its_pages_say,
)
from tests.sandbox.stage import CRUN, LONG_ENOUGH, Json, Stage, crun_body, highway_body, runware_task
from tests.sandbox.test_runware_takes_what_its_pages_say import FOUR_K

ODD = [
    "",
    " ",
    "\x00",
    "\ud800",
    "😀" * 3,
    "data:image/png;base64,",
    "aac49721-1964-481a-ae78-8a4e29b91402",
    "http://[",
    "x" * 3000,
]
anything: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False)
    | st.sampled_from(ODD)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
PICTURES = st.sampled_from(["https://a.example/a.png", *ODD])


def nearly(shape: Shape) -> st.SearchStrategy[Any]:
    """Mostly what the shape takes, at and around its limits; now and then anything."""
    return st.integers(0, 19).flatmap(lambda dice: anything if dice == 0 else _fitting(shape))


def _fitting(shape: Shape) -> st.SearchStrategy[Any]:
    return _FITTING[type(shape)](shape)


def _things(shape: Thing) -> st.SearchStrategy[Any]:
    required = {name: nearly(each) for name, each in shape.fields.items() if name in shape.required}
    others = {name: nearly(each) for name, each in shape.fields.items() if name not in shape.required}
    return st.fixed_dictionaries(required, optional=others)


def _texts(shape: Text) -> st.SearchStrategy[Any]:
    most = shape.most or 40
    lengths = [shape.least, shape.least + 1, most - 1, most, most + 1]
    return st.sampled_from(lengths).map(lambda length: "x" * length) | PICTURES


def _numbers(shape: Whole | Number) -> st.SearchStrategy[Any]:
    return st.integers((shape.least or 0) - 1, (shape.most or 4000) + 1)


_FITTING: dict[type, Callable[[Any], st.SearchStrategy[Any]]] = {
    Thing: _things,
    Many: lambda shape: st.lists(nearly(shape.item), min_size=shape.least, max_size=(shape.most or 3) + 1),
    Text: _texts,
    Whole: _numbers,
    Number: _numbers,
    Choice: lambda shape: st.sampled_from(shape.values),
    Maybe: lambda shape: st.none() | _fitting(shape.shape),
    TextOr: lambda shape: _fitting(shape.text) | _fitting(shape.other),
    Flag: lambda shape: st.booleans(),
    Address: lambda shape: PICTURES,
    Anything: lambda shape: st.just({}),
}


@st.composite
def slightly_changed(draw: st.DrawFn, good: list[Json], shape: Thing, inside: str = "") -> Json:
    """A body that is right, with up to two fields set to something that may be right or wrong."""
    body = copy.deepcopy(draw(st.sampled_from(good)))
    place = body[inside] if inside else body
    for name in draw(st.lists(st.sampled_from(sorted(shape.fields)), max_size=2)):
        place[name] = draw(nearly(shape.fields[name]))
    return body


GOOD_TASKS = [runware_task(changes) for _, changes in test_runware_takes_what_its_pages_say.GOOD]
GOOD_HIGHWAY = [highway_body(changes) for _, changes in test_highway_takes_what_its_page_says.GOOD]
GOOD_CRUN = [crun_body(changes) for _, changes in test_crun_takes_what_its_page_says.GOOD]
KINDS = st.sampled_from(["getResponse", "imageUpload", "mediaStorage", "accountManagement", "ping", "authentication"])
small_tasks = st.builds(
    lambda kind, more: {**more, "taskType": kind, "taskUUID": "aac49721-1964-481a-ae78-8a4e29b91402"},
    KINDS,
    st.dictionaries(st.sampled_from(["image", "media", "operation", "ping", "apiKey"]), anything, max_size=3),
)
of_any_model = st.sampled_from(list(MODELS)).flatmap(lambda name: nearly(SHAPES[name]))
tasks = slightly_changed(GOOD_TASKS, SHAPES[FOUR_K]) | of_any_model | small_tasks | anything


@given(st.lists(tasks, max_size=3) | anything)
@example([{"taskType": "authentication", "taskUUID": "aac49721-1964-481a-ae78-8a4e29b91402", "apiKey": " "}])
@examples(150, 5000)
def test_runware_answers_everything(body: Any) -> None:
    status, lines = _asked("/v1", body, {"Authorization": "Bearer k"})
    assert status in ((200, 400, 401) if _has_another_key(body) else (200, 400))
    assert status == 200 or lines == 0


def _has_another_key(body: Any) -> bool:
    tasks = body if isinstance(body, list) else [body]
    return any(isinstance(task, dict) and task.get("apiKey", "k") != "k" for task in tasks)


@given(slightly_changed(GOOD_HIGHWAY, HIGHWAY_SHAPE) | nearly(HIGHWAY_SHAPE))
@examples(150, 5000)
def test_highway_answers_everything(body: Any) -> None:
    status, lines = _asked("/v3/async/kling-v3.0-4k-t2v", body, {"Authorization": "Bearer k"})
    assert (status, lines) in ((200, 1), (400, 0))


@given(slightly_changed(GOOD_CRUN, INPUT, "input") | nearly(CRUN_SHAPE))
@examples(150, 5000)
def test_crun_answers_everything(body: Any) -> None:
    status, lines = _asked(f"{CRUN}/job/CreateTask", body, {"x-api-key": "k"})
    assert (status, lines) in ((200, 1), (422, 0))


PATHS = [
    "/", "/v1", "/v1/", "/v3/async/task-result", f"{CRUN}/job/TaskInfo", f"{CRUN}/job/Models/kling/v3",
    "/files/a.mp4", "/shelf/..", "/presigned/a", "/ledger",
]  # fmt: skip
METHODS = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"]


KEYS = ["", "k", "\xff", "k" * 300]
NAMES = ["task_id", "content_type", "ext", "expires"]


@given(
    st.sampled_from(METHODS),
    st.sampled_from(PATHS),
    st.binary(max_size=50),
    st.sampled_from(KEYS),
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(ODD[:-1])),
)
@examples(200, 5000)
def test_every_address_answers_every_method(method: str, path: str, body: bytes, key: str, query: Json) -> None:
    async def ask() -> int:
        async with Stage() as stage:
            headers = [(b"authorization", f"Bearer {key}".encode("latin-1")), (b"x-api-key", key.encode("latin-1"))]
            params = {name: value.encode("utf-8", "replace").decode() for name, value in query.items()}
            return (await stage.client.request(method, path, content=body, headers=headers, params=params)).status_code

    assert asyncio.run(ask()) < 500


def _asked(path: str, body: Any, headers: dict[str, str]) -> tuple[int, int]:
    """The status of a create, and how many lines the ledger has; what it made is asked about as well."""

    async def ask() -> tuple[int, int]:
        async with Stage() as stage:
            content = json.dumps(body).encode()
            answer = await stage.client.post(
                path, content=content, headers={**headers, "Content-Type": "application/json"}
            )
            answer.json()
            lines = await stage.ledger()
            await stage.clock.advance(LONG_ENOUGH)
            for line in lines:
                await _questioned(stage, line["task"], headers)
            return answer.status_code, len(lines)

    return asyncio.run(ask())


async def _questioned(stage: Stage, task_id: str, headers: dict[str, str]) -> None:
    question = [{"taskType": "getResponse", "taskUUID": task_id}]
    assert (await stage.client.post("/v1", json=question, headers=headers)).status_code in (200, 401)
    for path in ("/v3/async/task-result", f"{CRUN}/job/TaskInfo"):
        answer = await stage.client.get(path, params={"task_id": task_id}, headers=headers)
        assert answer.status_code in (200, 401, 404)
