"""The measured window of the polling bench: the worker at work, seen from the stand-ins and from one open page."""

import asyncio
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import websockets

from tests.bench.polling.rows import InFlight
from tests.bench.processes import Usage, children_of

WARM_UP_SECONDS = 15
# How long the last of those that end in the window may take to be asked about, and their videos to be had.
AFTER_SECONDS = 45

Heard = list[tuple[float, str]]


@dataclass(frozen=True)
class Measured:
    """What two windows came to: one in which everything goes on, and one as long in which some end. `ending` is what
    the worker used in the second beyond the first, and `children` are the worker's there; `ends` is when each task
    ended, by its take and with its task; `heard` every message of the page with its moment; `notes` and `later` the
    questions within the first window and after it."""

    seconds: float
    worker: float
    ending: float
    children: float
    provider: float
    peak: float
    ends: dict[str, tuple[str, float]]
    heard: Heard
    notes: list[dict[str, Any]]
    later: list[dict[str, Any]]


@dataclass(frozen=True)
class Scene:
    """Who takes part: the stand-ins' address, the worker's, the page's cookie, the two processes."""

    base: str
    address: str
    cookie: str
    worker: int
    provider: int


async def measure(scene: Scene, watched: Sequence[InFlight], seconds: int, count: int, profiler: str) -> Measured:
    """Lets it run for a while, then for both windows, in the second of which so many of the watched end, evenly."""
    heard: Heard = []
    listening = asyncio.create_task(_listen(scene, watched[0].project, heard))
    async with httpx.AsyncClient(base_url=scene.base, timeout=60, trust_env=False) as client:
        await asyncio.sleep(WARM_UP_SECONDS)
        await client.get("/bench/notes")
        profiling = _profiling(profiler, scene.worker)
        (worker, _children, provider), took = await _window(scene, seconds)
        notes = (await client.get("/bench/notes")).json()
        ends = await _end(client, watched[:count], seconds)
        (with_ends, children, _provider), _took = await _window(scene, seconds)
        await asyncio.sleep(AFTER_SECONDS)
        later = (await client.get("/bench/notes")).json()
    listening.cancel()
    if profiling:
        profiling.wait()
    used = worker, with_ends - worker, children, provider
    return Measured(took, *used, Usage.of(scene.worker).peak, ends, heard, notes, later)


async def _window(scene: Scene, seconds: int) -> tuple[tuple[float, float, float], float]:
    """What was used in so many seconds, and how long it really took."""
    before, begun = _used(scene), time.monotonic()
    await asyncio.sleep(seconds)
    worker, children, provider = (one - other for one, other in zip(_used(scene), before, strict=True))
    return (worker, children, provider), time.monotonic() - begun


def _used(scene: Scene) -> tuple[float, float, float]:
    """Processor seconds of the worker, of its children and of the stand-ins."""
    children = sum(Usage.of(pid).seconds for pid in children_of(scene.worker))
    return Usage.of(scene.worker).seconds, children, Usage.of(scene.provider).seconds


def _profiling(command: str, pid: int) -> subprocess.Popen[bytes] | None:
    return subprocess.Popen(command.format(pid=pid).split()) if command else None


async def _listen(scene: Scene, project: str, heard: Heard) -> None:
    """An open page: every message with the moment when it came."""
    address = f"{scene.address.replace('http', 'ws', 1)}/ws/projects/{project}/"
    given: Any = {"origin": scene.address, "additional_headers": {"Cookie": scene.cookie}}
    async with websockets.connect(address, **given) as socket:
        async for message in socket:
            heard.append((time.time(), str(message)))


async def _end(client: httpx.AsyncClient, those: Sequence[InFlight], seconds: int) -> dict[str, tuple[str, float]]:
    begun, step = time.time(), seconds / len(those)
    ends = {one.take: (one.task, begun + (number + 0.5) * step) for number, one in enumerate(those)}
    await client.post("/bench/ends", json=[(one.key, *ends[one.take]) for one in those])
    return ends
