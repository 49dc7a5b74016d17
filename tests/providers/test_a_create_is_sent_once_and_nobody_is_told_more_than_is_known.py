"""Refused means that no money can have moved; whatever may have been taken is a doubt, and is never sent again."""

import json
import socket
import uuid
from typing import Any

import pytest

from storyboard.providers.answers import Accepted, Refused, Submitted, Unsure
from storyboard.providers.asking import Access
from storyboard.providers.clients import CLIENTS
from storyboard.providers.errors import Reason
from storyboard.providers.http import Door
from tests.providers.odd_server import KEY, OddServer, odd_server, response, told

TASK = "0b0f5c0e-2f64-4a0d-8f6e-2f3f1d9c8a11"
BODIES: dict[str, Any] = {
    "runware": [{"taskType": "videoInference", "taskUUID": TASK}],
    "highway": {"prompt": "A rope drops."},
    "crun": {"model": "kling/v3", "input": {"multi_shots": False}},
}
EVERY = pytest.mark.parametrize("provider", CLIENTS)


async def submitted(server: OddServer, provider: str) -> Submitted:
    body = json.dumps(BODIES[provider]).encode()
    return await CLIENTS[provider].submit(server.door, server.access(provider), body)


async def outcome(provider: str, *says: bytes | None) -> Submitted:
    async with odd_server(*says) as server:
        found = await submitted(server, provider)
        assert len(server.asked) == 1, "a create was sent more than once"
        return found


@EVERY
async def test_nobody_listening_is_refused_since_nothing_was_sent(provider: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = await submitted(OddServer(port=port), provider)
    assert isinstance(found, Refused)
    assert found.kind is Reason.UNREACHED


@EVERY
async def test_a_name_that_cannot_be_looked_up_is_refused(provider: str) -> None:
    async def nobody(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    access = Access(provider, "https://api.example", KEY)
    found = await CLIENTS[provider].submit(Door(resolve=nobody), access, json.dumps(BODIES[provider]).encode())
    assert isinstance(found, Refused)
    assert found.kind is Reason.UNREACHED


@EVERY
@pytest.mark.parametrize("url", ["http://api.example", "https://127.0.0.1", "https://api.example:8443", "nonsense"])
async def test_an_address_that_may_not_be_asked_is_refused(provider: str, url: str) -> None:
    async def private(host: str, port: int) -> list[str]:
        return ["10.0.0.1"]

    access = Access(provider, url, KEY)
    found = await CLIENTS[provider].submit(Door(resolve=private), access, json.dumps(BODIES[provider]).encode())
    assert isinstance(found, Refused)
    assert found.kind is Reason.ADDRESS


@EVERY
@pytest.mark.parametrize("key", ["", "line\nbreak", "schlüssel", "with space"])
async def test_a_key_that_cannot_be_sent_is_refused(provider: str, key: str) -> None:
    async with odd_server(told({})) as server:
        access = server.access(provider, key)
        found = await CLIENTS[provider].submit(server.door, access, json.dumps(BODIES[provider]).encode())
    assert isinstance(found, Refused)
    assert found.kind is Reason.KEY
    assert not server.asked


@EVERY
@pytest.mark.parametrize(
    "says",
    [
        None,
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{",
        b"nonsense\r\n\r\n",
        response(b"<html><h1>502 Bad Gateway</h1></html>", 502, content_type="text/html"),
        response(b"", 500),
        response(b"", 503),
        response(b"", 504),
        response(b"", 408),
        response(b"", 409),
        response(b"", 303, location="/elsewhere"),
        response(b'{"data": [{"taskUUID": "0b0f5c0e', 200, content_type="application/json"),
        response(b"<html>Welcome</html>", 200, content_type="text/html"),
        response(b"", 200),
        response(b"", 204),
        told({}),
        told([]),
        told(None),
        told({"data": None}),
        told({"data": []}),
        told({"code": 200, "message": "success", "data": None}),
        told({"task_id": ""}),
        response(b"[" * 9_000_000, 200),
    ],
)
async def test_an_answer_that_was_lost_or_is_none_is_a_doubt(provider: str, says: bytes | None) -> None:
    assert isinstance(await outcome(provider, says), Unsure)


@EVERY
@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_redirect_is_refused_and_not_followed(provider: str, status: int) -> None:
    found = await outcome(provider, response(b"", status, location="/v1"), told({}))
    assert isinstance(found, Refused)
    assert found.kind is Reason.ADDRESS


@EVERY
@pytest.mark.parametrize(
    ("status", "kind"), [(400, Reason.REQUEST), (401, Reason.KEY), (404, Reason.NOT_FOUND), (429, Reason.BUSY)]
)
async def test_a_bare_refusal_goes_by_its_status(provider: str, status: int, kind: Reason) -> None:
    found = await outcome(provider, response(b"no", status, content_type="text/plain"))
    assert found == Refused(str(status), f"answered with status {status}", kind)


@EVERY
async def test_how_long_to_wait_is_told_where_the_provider_says_so(provider: str) -> None:
    seconds = await outcome(provider, response(b"", 429, retry_after="17"))
    dated = response(b"", 429, retry_after="Fri, 20 Nov 2026 12:00:30 GMT", date="Fri, 20 Nov 2026 12:00:00 GMT")
    at_a_time = await outcome(provider, dated)
    past = await outcome(provider, response(b"", 429, retry_after="Fri, 20 Nov 2020 12:00:30 GMT"))
    odd = [await outcome(provider, response(b"", 429, retry_after=text)) for text in ("soon", "-5", "", "1e9")]
    waits = [getattr(found, "retry_after", "none") for found in (seconds, at_a_time, past, *odd)]
    assert waits == [17.0, 30.0, 0.0, None, None, None, None]


@pytest.mark.parametrize(
    ("provider", "says"),
    [
        ("runware", told({"data": [{"taskType": "videoInference", "taskUUID": TASK}]})),
        ("runware", response(json.dumps({"data": [{"taskUUID": TASK.upper()}]}).encode(), content_type="text/plain")),
        ("highway", told({"task_id": TASK})),
        ("crun", told({"code": 200, "message": "success", "data": {"task_id": TASK}})),
    ],
)
async def test_a_create_that_was_taken_is_accepted_whatever_its_content_type(provider: str, says: bytes) -> None:
    assert await outcome(provider, says) == Accepted(TASK)


@EVERY
async def test_the_bytes_that_were_shown_are_the_bytes_that_are_sent(provider: str) -> None:
    body = json.dumps(BODIES[provider], indent=2).encode() + "ü ".encode()
    body = body if provider != "runware" else json.dumps(BODIES[provider], indent=2).encode()
    async with odd_server(told({})) as server:
        await CLIENTS[provider].submit(server.door, server.access(provider), body)
    assert server.asked[0].endswith(b"\r\n\r\n" + body)
    assert b"content-type: application/json" in server.asked[0].lower()


async def test_a_body_without_a_task_of_its_own_is_no_request() -> None:
    for body in (b"", b"[]", b"{}", b"[{}]", json.dumps([{"taskUUID": str(uuid.uuid4())}] * 2).encode()):
        async with odd_server(told({})) as server:
            with pytest.raises(ValueError, match="array of one task"):
                await CLIENTS["runware"].submit(server.door, server.access("runware"), body)
        assert not server.asked
