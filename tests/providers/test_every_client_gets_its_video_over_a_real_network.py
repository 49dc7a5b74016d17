"""Create, ask and bring, with a process on the other side and what networks do to answers."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from storyboard.providers.answers import Accepted, State, Unsure
from storyboard.providers.asking import Access
from storyboard.providers.clients import CLIENTS
from storyboard.providers.downloading import download
from storyboard.providers.http import Door, held_open
from tests.sandbox.outside import Outside, outside
from tests.sandbox.stage import crun_body, highway_body, runware_task

PLAN = {"faults": [{"kind": "drop_after", "account": "lossy"}, {"kind": "drop_before", "account": "deaf"}]}


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    folder = tmp_path_factory.mktemp("sandbox")
    (folder / "plan.json").write_text(json.dumps(PLAN))
    with outside(folder, "--speed", "200", "--faults", str(folder / "plan.json")) as running:
        yield running


def door_to(sandbox: Outside) -> Door:
    parts = urlsplit(sandbox.base)
    return Door(frozenset({(parts.hostname or "", parts.port or 0)}))


def body_for(provider: str) -> tuple[str, bytes]:
    """The client's own id for it, and the request."""
    task = runware_task()
    bodies: dict[str, Any] = {"runware": [task], "highway": highway_body(), "crun": crun_body()}
    return task["taskUUID"], json.dumps(bodies[provider]).encode()


@pytest.mark.parametrize("provider", CLIENTS)
async def test_a_video_is_ordered_and_brought(provider: str, sandbox: Outside, tmp_path: Path) -> None:
    client, access = CLIENTS[provider], Access(provider, sandbox.urls[provider.upper()], "studio")
    async with held_open(door_to(sandbox)) as door:
        accepted = await client.submit(door, access, body_for(provider)[1])
        assert isinstance(accepted, Accepted)
        task = accepted.provider_task
        while (answer := (await client.ask(door, access, [task]))[task]).state is not State.DONE:
            assert answer.state is not State.FAILED
            await asyncio.sleep(0.05)
        found = await download(door, answer.results[0].url, tmp_path / "v.mp4", 50_000_000, client.RESULT_HOSTS)
    assert found.bytes > 1000


@pytest.mark.parametrize("provider", CLIENTS)
@pytest.mark.parametrize("key", ["lossy", "deaf"])
async def test_a_connection_that_drops_after_the_request_is_a_doubt(provider: str, key: str, sandbox: Outside) -> None:
    """Whether it was taken (lossy) or not (deaf) cannot be told from here."""
    access = Access(provider, sandbox.urls[provider.upper()], key)
    name, body = body_for(provider)
    assert isinstance(await CLIENTS[provider].submit(door_to(sandbox), access, body), Unsure)
    if provider == "runware":
        await asyncio.sleep(0.3)
        state = (await CLIENTS[provider].ask(door_to(sandbox), access, [name]))[name].state
        assert (state is State.MISSING) == (key == "deaf")
