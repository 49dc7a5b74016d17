"""A result is stored complete, checksummed, from where it may come from, or there is no file and the reason is told."""

import asyncio
import hashlib
from pathlib import Path
from typing import Any

import pytest

from storyboard.providers.downloading import Downloaded, download
from storyboard.providers.http import AddressRefused, Answered, CutShort, DeadLink, Interrupted, OutgoingError, TooLarge
from storyboard.providers.runware import client as runware
from tests.providers.odd_server import odd_server, response
from tests.providers.rehearsing import access_to, door_to, sent
from tests.sandbox.stage import Stage, runware_task

LARGE = bytes(range(256)) * 20_000
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def left(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def brought(target: Path, *says: bytes | None, most_bytes: int = 10_000_000, **options: Any) -> Downloaded:
    async with odd_server(*says) as server:
        return await download(server.door, f"{server.url}/v.mp4", target, most_bytes, **options)


async def test_a_file_comes_with_its_size_and_checksum(tmp_path: Path) -> None:
    found = await brought(tmp_path / "v", response(LARGE))
    assert (tmp_path / "v").read_bytes() == LARGE
    assert (found.bytes, found.sha256) == (len(LARGE), hashlib.sha256(LARGE).hexdigest())


async def test_a_file_without_an_announced_length_is_taken(tmp_path: Path) -> None:
    await brought(tmp_path / "v", CHUNKED + b"5\r\nvideo\r\n0\r\n\r\n")
    assert (tmp_path / "v").read_bytes() == b"video"


@pytest.mark.parametrize(
    ("says", "error"),
    [
        (response(b"", 403), DeadLink),
        (response(b"", 404), DeadLink),
        (response(b"", 410), DeadLink),
        (response(b"", 500), Answered),
        (response(b"", 206), Answered),
        (response(b"x" * 1000, 200), TooLarge),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nvideo", TooLarge),
        (CHUNKED + b"3e8\r\n" + b"x" * 1000 + b"\r\n0\r\n\r\n", TooLarge),
        (CHUNKED + b"5\r\nvideo\r\nnonsense\r\n", CutShort),
        (None, Interrupted),
    ],
)
async def test_what_cannot_be_had_leaves_nothing_behind(
    tmp_path: Path, says: bytes, error: type[OutgoingError]
) -> None:
    with pytest.raises(error) as raised:
        await brought(tmp_path / "v", says, most_bytes=999)
    assert isinstance(raised.value, DeadLink) == (error is DeadLink)
    assert left(tmp_path) == []


async def test_a_file_that_ends_before_its_length_is_cut_short(tmp_path: Path) -> None:
    with pytest.raises(CutShort):
        await brought(tmp_path / "v", b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nvideo", most_bytes=10**9)
    assert left(tmp_path) == []


async def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    async with odd_server(response(b"late")) as server:
        server.pause = 5
        with pytest.raises(Interrupted):
            await download(server.door, server.url, tmp_path / "v", 1000, seconds=0.2)
    assert left(tmp_path) == []


async def test_giving_up_leaves_nothing_behind(tmp_path: Path) -> None:
    begun = b"HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n" + b"x" * 2_000_000
    async with odd_server(begun) as server:
        bringing = asyncio.create_task(download(server.door, server.url, tmp_path / "v", 10_000_000))
        while not (tmp_path / "v").exists():
            await asyncio.sleep(0.01)
        bringing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await bringing
    assert left(tmp_path) == []


@pytest.mark.parametrize(
    ("url", "may_go"),
    [
        ("https://vm.runware.ai/v.mp4", True),
        ("https://a.b.runware.ai/v.mp4", True),
        ("https://runware.ai.example/v.mp4", False),
        ("https://evilrunware.ai/v.mp4", False),
        ("https://cdn.example/v.mp4", False),
        ("http://vm.runware.ai/v.mp4", False),
    ],
)
async def test_only_the_providers_hosts_are_asked(tmp_path: Path, url: str, may_go: bool) -> None:
    async with Stage() as stage:
        with pytest.raises(DeadLink if may_go else AddressRefused):
            await download(door_to(stage), url, tmp_path / "v", 1000, runware.RESULT_HOSTS)


async def test_a_redirect_to_another_host_is_refused(tmp_path: Path) -> None:
    away = response(b"", 302, location="https://cdn.example/v.mp4")
    with pytest.raises(AddressRefused):
        await brought(tmp_path / "v", away, hosts=runware.RESULT_HOSTS)


@pytest.mark.parametrize(("kind", "error"), [("dead_link", DeadLink), ("broken_off", Interrupted), (None, None)])
async def test_results_of_the_stand_in(tmp_path: Path, kind: str | None, error: type[OutgoingError] | None) -> None:
    async with Stage([{"kind": kind}] if kind else []) as stage:
        door, access, task = door_to(stage), access_to("runware"), runware_task()
        await runware.submit(door, access, sent([task]))
        await stage.clock.advance(600)
        answer = (await runware.ask(door, access, [task["taskUUID"]]))[task["taskUUID"]]
        bringing = download(door, answer.results[0].url, tmp_path / "v", 50_000_000, runware.RESULT_HOSTS)
        if error:
            with pytest.raises(error):
                await bringing
        else:
            assert (await bringing).bytes == (tmp_path / "v").stat().st_size > 1000
    assert (tmp_path / "v").exists() is (error is None)
