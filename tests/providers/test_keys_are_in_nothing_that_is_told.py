"""A key goes out in its header and nowhere else: not into logs, representations, errors or results."""

import json
import logging
import traceback

import pytest

from storyboard.providers.asking import Access
from storyboard.providers.clients import CLIENTS
from storyboard.providers.errors import ProviderError
from storyboard.providers.http import Call, Door, held_open
from tests.providers.odd_server import KEY, OddServer, odd_server, response, told

TASK = "0b0f5c0e-2f64-4a0d-8f6e-2f3f1d9c8a11"
ECHO = f"Your key {KEY} is no good, {KEY}!"
ANSWERS = [
    None,
    b"nonsense\r\n\r\n",
    response(ECHO.encode(), 401),
    response(b"", 302, location=f"https://api.example/?key={KEY}"),
    told({"errors": [{"code": KEY, "message": ECHO, "parameter": [KEY], "taskUUID": TASK}]}),
    told({"errors": [{"code": KEY, "message": ECHO, "parameter": KEY}]}, 401),
    told({"data": [{"taskUUID": TASK, "status": "error", "error": {"code": KEY, "message": ECHO}}]}),
    told({"reason": KEY, "message": ECHO, "code": 403}, 403),
    told({"data": [{"taskUUID": TASK, "status": "success", "videoUUID": KEY, "videoURL": f"https://x.example/{KEY}"}]}),
    told({"data": {"task_id": KEY}, "task_id": KEY, "code": 200}),
    told({"task": {"status": "TASK_STATUS_FAILED", "reason": ECHO}}),
    told({"code": 402, "message": ECHO, "errors": [ECHO]}),
    told({"code": 200, "data": {"status": "failed", "reason": KEY, "result": {"code": KEY, "message": ECHO}}}),
]


async def everything_told(server: OddServer, door: Door, provider: str) -> list[str]:
    """What each call of a client returns or raises, as a person may come to see it."""
    client, access = CLIENTS[provider], server.access(provider)
    body = json.dumps([{"taskUUID": TASK}]).encode()
    calls = (
        client.submit(door, access, body),
        client.ask(door, access, [TASK]),
        client.give(door, access, b"x", "image/png"),
        client.estimate(door, access, body),
        client.balance(door, access),
    )
    texts = [repr(access), str(access)]
    for call in calls:
        try:
            texts.append(repr(await call))
        except ProviderError as error:
            texts += [repr(error), repr(vars(error)), "".join(traceback.format_exception(error))]
    return texts


@pytest.mark.parametrize("provider", CLIENTS)
@pytest.mark.parametrize("says", ANSWERS)
async def test_no_key_in_results_errors_or_logs(
    provider: str, says: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with odd_server(says) as server, held_open(server.door) as door:
        texts = await everything_told(server, door, provider)
    # A Location header is the other side's word, not ours to hide from a debug log; no key of ours is in what we log.
    logged = [record.getMessage() for record in caplog.records if "response_headers" not in record.getMessage()]
    assert KEY not in "\n".join([*texts, *logged])
    # The log of the HTTP/2 headers is switched off where the client is imported.
    assert not logging.getLogger("hpack.hpack").isEnabledFor(logging.DEBUG)


@pytest.mark.parametrize("key", [f"{KEY}\r\nX: y", f"{KEY}ü", f"{KEY} {KEY}"])
@pytest.mark.parametrize("provider", CLIENTS)
async def test_a_key_that_cannot_be_sent_is_not_told_either(provider: str, key: str) -> None:
    async with odd_server(told({})) as server:
        with pytest.raises(ProviderError) as error:
            await CLIENTS[provider].ask(server.door, Access(provider, server.url, key), [TASK])
    assert KEY not in "".join(traceback.format_exception(error.value))
    assert not server.asked


def test_a_call_shows_neither_headers_nor_body() -> None:
    assert KEY not in repr(Call("POST", "https://api.example", {"Authorization": KEY}, {"apiKey": KEY}, KEY.encode()))
