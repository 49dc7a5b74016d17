"""Highway's answers, against its stand-in and word for word."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storyboard.providers import http
from storyboard.providers.answers import Accepted, Answer, Refused, State, Unsure
from storyboard.providers.downloading import download
from storyboard.providers.errors import (
    Busy,
    CreditGone,
    Declined,
    KeyDenied,
    NoAnswer,
    NotOffered,
    ProviderError,
    Reason,
)
from storyboard.providers.highway import client as highway
from storyboard.providers.http import DeadLink
from tests.providers.rehearsing import access_to, door_to, sent
from tests.sandbox.stage import Json, Stage, highway_body

ACCESS = access_to("highway")
KEY = ACCESS.key
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def said(content: Any, status: int = 200) -> http.Answer:
    return http.Answer(status, json.dumps(content).encode())


def asked(task: Json | None = None, status: int = 200, **more: Any) -> Answer:
    return highway.read_answer(said({"task": task, **more}, status), "t-1", NOW, KEY)


def video(**changes: Any) -> list[Json]:
    return [{"video_url": "https://cdn.example/v.mp4", "video_url_ttl": "3600", "video_type": "mp4", **changes}]


async def placed(stage: Stage) -> str:
    found = await highway.submit(door_to(stage), ACCESS, sent(highway_body()))
    assert isinstance(found, Accepted)
    return found.provider_task


async def test_a_task_waits_runs_and_is_done_with_a_link_for_an_hour(tmp_path: Any) -> None:
    async with Stage() as stage:
        task = await placed(stage)
        states = []
        for _second in range(200):
            answer = (await highway.ask(door_to(stage), ACCESS, [task]))[task]
            states += [answer.state] if answer.state not in states else []
            await stage.clock.advance(1)
        assert states == [State.WAITING, State.RUNNING, State.DONE]
        assert answer.cost is None
        expires = answer.results[0].expires_at
        assert expires
        assert timedelta(minutes=59) < expires - datetime.now(UTC) <= timedelta(hours=1)
        await stage.clock.advance(3700)
        with pytest.raises(DeadLink):
            await download(door_to(stage), answer.results[0].url, tmp_path / "late", 10_000_000)


async def test_an_unknown_task_is_missing_and_one_that_comes_later_is_there() -> None:
    async with Stage([{"kind": "not_found", "polls": 2}]) as stage:
        task = await placed(stage)
        answers = [(await highway.ask(door_to(stage), ACCESS, [task]))[task].state for _time in range(3)]
    assert answers == [State.MISSING, State.MISSING, State.WAITING]


async def test_a_failed_task_says_why() -> None:
    async with Stage([{"kind": "moderation"}]) as stage:
        task = await placed(stage)
        await stage.clock.advance(600)
        answer = (await highway.ask(door_to(stage), ACCESS, [task]))[task]
    assert (answer.state, answer.kind) == (State.FAILED, Reason.CONTENT)
    assert "safety system" in answer.failure


async def test_no_balance_is_a_403_of_its_own() -> None:
    async with Stage([{"kind": "no_credit"}]) as stage:
        found = await highway.submit(door_to(stage), ACCESS, sent(highway_body()))
    assert isinstance(found, Refused)
    assert (found.code, found.kind) == ("NOT_ENOUGH_BALANCE", Reason.CREDIT)


@pytest.mark.parametrize(
    ("content", "status", "outcome"),
    [
        ({"task_id": 918273645}, 200, Accepted("918273645")),
        (
            {"code": 403, "reason": "INVALID_API_KEY", "message": "no"},
            403,
            Refused("INVALID_API_KEY", "no", Reason.KEY),
        ),
        (
            {"code": 429, "reason": "TOKEN_LIMIT_EXCEEDED", "message": ""},
            429,
            Refused("TOKEN_LIMIT_EXCEEDED", "TOKEN_LIMIT_EXCEEDED", Reason.BUSY),
        ),
        ({"reason": "BRAND_NEW", "message": "no"}, 400, Refused("BRAND_NEW", "no", Reason.REQUEST)),
        ({"reason": "NOT_ENOUGH_BALANCE"}, 200, Refused("NOT_ENOUGH_BALANCE", "NOT_ENOUGH_BALANCE", Reason.CREDIT)),
        ({"reason": "SERVICE_NOT_AVAILABLE"}, 503, Unsure("answered with status 503")),
        ({"task_id": "t-1"}, 500, Unsure("answered with status 500")),
        ({"task_id": True}, 200, Unsure("the answer cannot be read")),
    ],
)
def test_the_answer_to_a_create_is_read_with_care(content: Any, status: int, outcome: object) -> None:
    assert highway.read_submit(said(content, status), KEY) == outcome


@pytest.mark.parametrize(("ttl", "seconds"), [("60", 60), (60, 60), (60.9, 60), ("", 3600), (None, 3600), (-1, 3600)])
def test_numbers_may_be_texts(ttl: Any, seconds: int) -> None:
    done = asked({"task_id": "t-1", "status": "TASK_STATUS_SUCCEED"}, videos=video(video_url_ttl=ttl))
    assert done.results[0].expires_at == NOW + timedelta(seconds=seconds)
    running = asked({"status": "TASK_STATUS_PROCESSING", "progress_percent": "41"})
    assert (running.state, running.progress) == (State.RUNNING, 41)


@pytest.mark.parametrize("videos", [None, [], video(video_url=""), video(video_url="file:///etc/passwd"), "x"])
def test_a_task_without_its_file_is_not_done(videos: Any) -> None:
    assert asked({"status": "TASK_STATUS_SUCCEED", "progress_percent": 100}, videos=videos).state is State.RUNNING


def test_a_new_word_for_a_state_is_no_failure() -> None:
    assert asked({"status": "TASK_STATUS_THINKING"}).state is State.RUNNING
    assert asked({"status": ["odd"]}).state is State.RUNNING


@pytest.mark.parametrize(
    ("content", "status", "kind"),
    [
        ({"reason": "FAILED_TO_AUTH"}, 401, KeyDenied),
        ({"reason": "NOT_ENOUGH_BALANCE"}, 403, CreditGone),
        ({"reason": "RATE_LIMIT_EXCEEDED"}, 429, Busy),
        ({"task": {"task_id": "t-2", "status": "TASK_STATUS_SUCCEED"}}, 200, NoAnswer),
        ({}, 200, NoAnswer),
        (None, 404, Declined),  # a page that is not there is a wrong address, not a lost task
    ],
)
def test_a_refused_question_raises(content: Any, status: int, kind: type[ProviderError]) -> None:
    with pytest.raises(kind):
        highway.read_answer(said(content, status), "t-1", NOW, KEY)


async def test_what_it_does_not_have_is_said_so() -> None:
    async with Stage() as stage:
        with pytest.raises(NotOffered):
            await highway.give(door_to(stage), ACCESS, b"", "image/png")
        assert await highway.estimate(door_to(stage), ACCESS, b"{}") is None
        assert await highway.balance(door_to(stage), ACCESS) is None
    assert highway.task_of_hook(b'{"task_id": "t-1"}') is None
