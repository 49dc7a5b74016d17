"""A call goes out once, as it is; whatever status comes back is an answer; and no trouble tells what was sent."""

import asyncio
import traceback

import pytest

from storyboard.providers.http import (
    AddressRefused,
    Answer,
    Call,
    Door,
    Interrupted,
    NotReached,
    OutgoingError,
    TooLarge,
    ask,
)
from tests.providers.stand_in import StandIn

KEY = "rwk_SECRET0123456789abcdef"


def asked(provider: StandIn, call: Call, most_bytes: int = 10_000, seconds: float = 5) -> Answer:
    return asyncio.run(ask(Door(frozenset({("127.0.0.1", provider.port)})), call, most_bytes, seconds))


def test_what_was_asked_arrives_as_it_is(provider: StandIn) -> None:
    call = Call("POST", f"{provider.url}/v1?a=b", {"Authorization": f"Bearer {KEY}"}, [{"taskType": "ping"}])
    asked(provider, call)
    (came,) = provider.asked
    assert (came.method, came.path, came.body) == ("POST", "/v1?a=b", [{"taskType": "ping"}])
    assert came.headers["Authorization"] == f"Bearer {KEY}"
    assert came.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("status", [200, 302, 401, 402, 404, 429, 500, 502])
def test_every_status_is_an_answer_and_is_asked_for_once(provider: StandIn, status: int) -> None:
    provider.location = "/elsewhere" if status == 302 else ""
    provider.answers(status, {"code": status})
    answer = asked(provider, Call("GET", provider.url))
    assert (answer.status, answer.json()) == (status, {"code": status})
    assert len(provider.asked) == 1


@pytest.mark.parametrize("body", [b"", b"<html>Bad gateway</html>", b"\xff\xfe", b"[" * 200_000, b"1" * 9_000])
def test_what_is_no_json_is_none(provider: StandIn, body: bytes) -> None:
    provider.answers(502, body)
    assert asked(provider, Call("GET", provider.url), most_bytes=1_000_000).json() is None


def test_a_longer_answer_than_wanted_is_cut_off(provider: StandIn) -> None:
    provider.answers(200, b"x" * 200_000)
    with pytest.raises(TooLarge):
        asked(provider, Call("GET", provider.url), most_bytes=100_000)


def test_a_slow_answer_is_given_up(provider: StandIn) -> None:
    provider.wait_seconds = 3
    with pytest.raises(Interrupted, match="took longer than"):
        asked(provider, Call("GET", provider.url), seconds=0.3)


def test_nobody_there_is_told(provider: StandIn) -> None:
    with pytest.raises(NotReached):
        asyncio.run(ask(Door(frozenset({("127.0.0.1", 1)})), Call("GET", "http://127.0.0.1:1"), 1000, 5))


@pytest.mark.parametrize("url", ["http://127.0.0.1:22", "https://localhost", "http://api.example.com", "nothing"])
def test_nothing_else_can_be_asked(provider: StandIn, url: str) -> None:
    with pytest.raises((AddressRefused, NotReached)):
        asked(provider, Call("GET", url))


@pytest.mark.parametrize("unsendable", ["\r\n", "\x00", "ü"])
def test_no_trouble_tells_the_key(provider: StandIn, unsendable: str) -> None:
    call = Call("GET", provider.url, {"Authorization": f"Bearer {KEY}{unsendable}"})
    with pytest.raises(OutgoingError) as trouble:
        asked(provider, call)
    assert KEY not in "".join(traceback.format_exception(trouble.value))
    assert KEY not in repr(call)
    assert provider.asked == []


def test_what_came_back_stays_out_of_representations(provider: StandIn) -> None:
    provider.answers(200, {"apiKeys": [KEY]})
    assert KEY not in repr(asked(provider, Call("GET", provider.url)))
