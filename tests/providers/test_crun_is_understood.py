"""Crun's answers, against its stand-in and word for word."""

import json
from decimal import Decimal
from typing import Any

import pytest

from storyboard.providers import http
from storyboard.providers.answers import Accepted, Answer, Refused, State, Unsure
from storyboard.providers.crun import client as crun
from storyboard.providers.errors import (
    Busy,
    CreditGone,
    Declined,
    InTrouble,
    KeyDenied,
    NoAnswer,
    NotOffered,
    ProviderError,
    Reason,
)
from tests.providers.odd_server import KEY as SECRET
from tests.providers.odd_server import odd_server, response, told
from tests.providers.rehearsing import access_to, door_to, sent
from tests.sandbox.stage import Json, Stage, crun_body, picture

TASK = "d6956973-2f17-43d4-8514-af6cc3a2f55d"
ACCESS = access_to("crun")
KEY = ACCESS.key


def said(content: Any, status: int = 200) -> http.Answer:
    return http.Answer(status, json.dumps(content).encode())


def info(**data: Any) -> Answer:
    return crun.read_answer(said({"code": 200, "message": "success", "data": {"task_id": TASK, **data}}), TASK, KEY)


async def placed(stage: Stage, changes: Json | None = None) -> str:
    found = await crun.submit(door_to(stage), ACCESS, sent(crun_body(changes)))
    assert isinstance(found, Accepted)
    return found.provider_task


async def test_credits_are_reserved_while_a_task_runs_and_final_when_it_has_ended() -> None:
    async with Stage([{"kind": "failed", "nth": 2}]) as stage:
        good, bad = await placed(stage), await placed(stage)
        estimate = await crun.estimate(door_to(stage), ACCESS, sent(crun_body()))
        begun = await crun.ask(door_to(stage), ACCESS, [good, bad])
        await stage.clock.advance(600)
        ended = await crun.ask(door_to(stage), ACCESS, [good, bad])
    assert [begun[task].state for task in (good, bad)] == [State.WAITING] * 2
    assert [begun[task].cost for task in (good, bad)] == [estimate] * 2
    assert (ended[good].state, ended[good].cost, ended[good].unit) == (State.DONE, estimate, "credits")
    assert (ended[bad].state, ended[bad].cost, ended[bad].code) == (State.FAILED, Decimal(0), "501")
    assert [result.key for result in ended[good].results] == [good]


async def test_no_credit_is_a_code_402_under_http_200() -> None:
    async with Stage([{"kind": "no_credit"}]) as stage:
        found = await crun.submit(door_to(stage), ACCESS, sent(crun_body()))
    assert isinstance(found, Refused)
    assert (found.code, found.kind) == ("402", Reason.CREDIT)


async def test_a_task_may_be_unknown_for_a_while_after_it_was_created() -> None:
    async with Stage([{"kind": "not_found", "polls": 1}]) as stage:
        task = await placed(stage)
        answers = [(await crun.ask(door_to(stage), ACCESS, [task]))[task].state for _time in range(2)]
    assert answers == [State.MISSING, State.WAITING]
    gone = {"code": 404, "message": "Task not found", "data": None}
    assert crun.read_answer(said(gone), TASK, KEY).state is State.MISSING
    assert crun.read_answer(said({"code": 200, "message": "ok", "data": None}), TASK, KEY).state is State.MISSING


@pytest.mark.parametrize("code", [401, 402, 403, 422, 429, 455, 505])
@pytest.mark.parametrize("with_http_200", [True, False])
def test_these_codes_are_refusals(code: int, with_http_200: bool) -> None:
    answer = said({"code": code, "message": "no", "data": None}, 200 if with_http_200 else code)
    assert isinstance(crun.read_submit(answer, KEY), Refused)


@pytest.mark.parametrize("code", [500, 501, 502, 503])
@pytest.mark.parametrize("with_http_200", [True, False])
def test_these_codes_are_doubts(code: int, with_http_200: bool) -> None:
    answer = said({"code": code, "message": "no", "data": None}, 200 if with_http_200 else code)
    assert isinstance(crun.read_submit(answer, KEY), Unsure)


def test_a_good_code_does_not_mend_a_bad_status() -> None:
    taken = {"code": 200, "data": {"task_id": TASK}}
    assert isinstance(crun.read_submit(said(taken, 500), KEY), Unsure)
    assert crun.read_submit(said({"code": "402", "message": "x"}), KEY) == Refused("402", "x", Reason.CREDIT)


def test_what_is_wrong_with_a_request_is_told() -> None:
    wrong = {"code": 422, "message": "Missing Params or Type Error", "errors": ["input.duration: too long", 7]}
    found = crun.read_submit(said(wrong, 422), KEY)
    assert isinstance(found, Refused)
    assert found.message == "Missing Params or Type Error: input.duration: too long: 7"


def test_a_failure_is_told_in_its_result_in_a_reason_or_not_at_all() -> None:
    moderated = info(status="failed", reason="input_moderation", credits=0)
    assert (moderated.failure, moderated.kind) == ("input_moderation", Reason.CONTENT)
    silent = info(status="failed")
    assert (silent.failure, silent.cost, silent.kind) == ("failed", None, Reason.GENERATION)


@pytest.mark.parametrize("links", [None, [], ["nonsense"], [None], "https://cdn.example/v.mp4"])
def test_a_task_without_its_file_is_not_done(links: Any) -> None:
    assert info(status="success", result={"media_urls": links}).state is State.RUNNING


def test_a_price_of_nothing_is_no_price() -> None:
    links = ["https://cdn.example/v.mp4"]
    assert info(status="success", result={"media_urls": links}, credits=0).cost is None
    assert info(status="success", result={"media_urls": links}, credits="60").cost == Decimal(60)


@pytest.mark.parametrize(
    ("content", "status", "kind"),
    [
        ({"code": 401, "message": "API key missing"}, 401, KeyDenied),
        ({"code": 402, "message": "x"}, 200, CreditGone),
        ({"code": 455, "message": "x"}, 200, Busy),
        ({"code": 500, "message": "x"}, 200, InTrouble),
        ({"code": 200, "data": {"task_id": "another"}}, 200, NoAnswer),
        (None, 200, NoAnswer),
        (None, 404, Declined),  # a page that is not there is a wrong address, not a lost task
        (None, 502, InTrouble),
    ],
)
def test_a_refused_question_raises(content: Any, status: int, kind: type[ProviderError]) -> None:
    with pytest.raises(kind):
        crun.read_answer(said(content, status), TASK, KEY)


async def test_a_picture_goes_to_its_signed_address_and_can_be_ordered_with() -> None:
    async with Stage() as stage:
        given = await crun.give(door_to(stage), ACCESS, picture(), "image/png")
        await placed(stage, {"img_urls": [given.reference]})
        assert await crun.balance(door_to(stage), ACCESS)
        with pytest.raises(NotOffered):
            await crun.give(door_to(stage), ACCESS, b"", "video/mp4")


async def test_the_signed_address_never_sees_the_key() -> None:
    async with odd_server(b"") as server:
        signed = {"presigned_url": f"{server.url}/put?sig=1", "file_url": "https://cdn.example/a.png"}
        server.says = [told({"code": 200, "data": signed}), response(b"")]
        await crun.give(server.door, server.access("crun"), b"bytes", "image/png")
    get, put = server.asked
    assert SECRET.encode() in get
    assert SECRET.encode() not in put
    assert put.startswith(b"PUT /put?sig=1 ")
    assert put.endswith(b"\r\n\r\nbytes")
    assert b"content-type: image/png" in put.lower()


@pytest.mark.parametrize("signed", ["http://10.0.0.1/put", "https://169.254.169.254/latest", "nonsense"])
async def test_a_signed_address_inside_the_network_is_not_asked(signed: str) -> None:
    answer = told({"code": 200, "data": {"presigned_url": signed, "file_url": "https://cdn.example/a.png"}})
    async with odd_server(answer) as server:
        with pytest.raises(ProviderError):
            await crun.give(server.door, server.access("crun"), b"bytes", "image/png")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("body", "task"),
    [
        ({"task_id": TASK, "status": "success"}, TASK),
        ({"code": 200, "message": "success", "data": {"task_id": TASK}}, TASK),
        ({"data": None}, None),
        ([TASK], None),
        ({"task_id": "a\nb"}, None),
    ],
)
def test_a_callback_may_be_bare_or_wrapped(body: Any, task: str | None) -> None:
    assert crun.task_of_hook(sent(body)) == task


async def test_what_the_stand_in_posts_is_recognised() -> None:
    async with Stage() as stage:
        task = await placed(stage, {"^callback_url": "https://app.example/hook"})
        await stage.clock.advance(600)
    assert [crun.task_of_hook(post.body) for post in stage.posts] == [task]
