"""Runware's answers, odd ones included, against its stand-in and word for word."""

import uuid
from decimal import Decimal
from typing import Any

import pytest

from storyboard.providers import http
from storyboard.providers.answers import Accepted, Answer, Given, Refused, State, Unsure
from storyboard.providers.errors import (
    AskNoMore,
    Busy,
    CreditGone,
    InTrouble,
    KeyDenied,
    NoAnswer,
    ProviderError,
    Reason,
)
from storyboard.providers.runware import client as runware
from storyboard.providers.runware.errors import reason_of
from tests.providers.odd_server import told
from tests.providers.rehearsing import access_to, door_to, sent
from tests.sandbox.stage import Json, Stage, data_uri, picture, runware_task

TASK = "6f1c0a52-7c3b-4a58-9a77-1f2b3c4d5e6f"
OTHER = "0b0f5c0e-2f64-4a0d-8f6e-2f3f1d9c8a11"
ACCESS = access_to("runware")
KEY = ACCESS.key


def said(content: Any, status: int = 200, **headers: str) -> http.Answer:
    return http.Answer(status, told(content).partition(b"\r\n\r\n")[2], headers)


def polled(content: Any, wanted: int = 1, status: int = 200) -> Answer:
    return runware.read_answers(said(content, status), [TASK], {TASK: wanted}, KEY)[TASK]


def item(status: str = "success", number: int = 1, **more: Any) -> Json:
    done = {"videoUUID": f"video-{number}", "videoURL": f"https://vm.runware.ai/video/{number}.mp4"}
    return {
        "taskUUID": TASK,
        "taskType": "videoInference",
        "status": status,
        **(done if status == "success" else {}),
        **more,
    }


def error(code: str = "providerError", **more: Any) -> Json:
    return {"code": code, "message": "It failed.", "taskUUID": TASK, "taskType": "videoInference", **more}


async def test_an_order_of_four_is_one_placeholder_then_four_results_one_by_one() -> None:
    async with Stage() as stage:
        task = runware_task(numberResults=4, includeCost=True)
        name = task["taskUUID"]
        assert await runware.submit(door_to(stage), ACCESS, sent([task])) == Accepted(name)
        seen: list[tuple[State, int]] = []
        keys: list[str] = []
        for _minute in range(300):
            await stage.clock.advance(1)
            answer = (await runware.ask(door_to(stage), ACCESS, [name], {name: 4}))[name]
            keys += [result.key for result in answer.results if result.key not in keys]
            if (step := (answer.state, len(answer.results))) not in seen:
                seen.append(step)
    assert seen == [
        (State.MISSING, 0), *((State.RUNNING, number) for number in range(4)), (State.DONE, 4),
    ]  # fmt: skip
    assert keys == [result.key for result in answer.results]
    assert [result.cost for result in answer.results] == [Decimal("2.1")] * 4
    assert (answer.cost, answer.unit, answer.progress) == (Decimal("8.4"), "USD", 100)


async def test_the_same_task_twice_is_accepted_once() -> None:
    async with Stage() as stage:
        body = sent([runware_task(taskUUID=TASK)])
        first, second = [await runware.submit(door_to(stage), ACCESS, body) for _time in range(2)]
        assert first == second == Accepted(TASK)
        assert len(await stage.ledger()) == 1


@pytest.mark.parametrize("kind", ["drop_after", "malformed"])
async def test_a_lost_answer_is_a_doubt_that_asking_clears(kind: str) -> None:
    async with Stage([{"kind": kind, "nth": 1}]) as stage:
        assert isinstance(await runware.submit(door_to(stage), ACCESS, sent([runware_task(taskUUID=TASK)])), Unsure)
        await stage.clock.advance(10)
        assert (await runware.ask(door_to(stage), ACCESS, [TASK]))[TASK].state is State.RUNNING


async def test_a_refusal_with_http_200_is_a_refusal() -> None:
    async with Stage([{"kind": "refuse", "status": 200, "code": "invalidDuration"}]) as stage:
        found = await runware.submit(door_to(stage), ACCESS, sent([runware_task()]))
    assert found == Refused("invalidDuration", "Refused by the fault plan.", Reason.REQUEST)


async def test_a_parameter_may_be_a_text_or_several() -> None:
    async with Stage([{"kind": "parameter_array", "nth": 1}]) as stage:
        several = await runware.submit(door_to(stage), ACCESS, sent([runware_task()]))
        single = await runware.submit(door_to(stage), ACCESS, sent([runware_task(fps=24)]))
    assert isinstance(several, Refused)
    assert isinstance(single, Refused)
    assert several.parameters == ("positivePrompt", "inputs.frameImages")
    assert (single.code, single.parameters) == ("unsupportedParameter", ("fps",))


@pytest.mark.parametrize(
    ("faults", "key", "kind", "wait"),
    [
        ([{"kind": "too_many", "retry_after": 9}], "studio", Reason.BUSY, 9.0),
        ([{"kind": "too_many"}], "studio", Reason.BUSY, None),
        ([{"kind": "no_credit"}], "studio", Reason.CREDIT, None),
        ([], "bad-key", Reason.KEY, None),
        ([], "broke", Reason.CREDIT, None),
    ],
)
async def test_refusals_have_a_class(faults: list[Json], key: str, kind: Reason, wait: float | None) -> None:
    async with Stage(faults) as stage:
        found = await runware.submit(door_to(stage), access_to("runware", key), sent([runware_task()]))
    assert isinstance(found, Refused)
    assert (found.kind, found.retry_after) == (kind, wait)


def test_data_and_errors_together_each_concern_their_own_task() -> None:
    mixed = {"data": [{"taskUUID": TASK}], "errors": [error(taskUUID=OTHER)]}
    assert runware.read_submit(said(mixed), TASK, KEY) == Accepted(TASK)
    found = runware.read_answers(said({"data": [item()], "errors": [error(taskUUID=OTHER)]}), [TASK, OTHER], {}, KEY)
    assert [found[task].state for task in (TASK, OTHER)] == [State.DONE, State.FAILED]


@pytest.mark.parametrize(
    ("content", "status", "outcome"),
    [
        ({"errors": [error("conflictTaskUUID")]}, 400, Accepted),
        ({"errors": [error("conflictTaskUUID")]}, 200, Accepted),
        ({"error": {"code": "conflictTaskUUID"}, "taskUUID": TASK}, 400, Accepted),
        ({"errors": [error("conflictTaskUUID", taskUUID=OTHER)]}, 200, Unsure),
        ({"data": {"taskUUID": TASK}}, 200, Accepted),
        ({"data": [{"taskUUID": TASK, "status": "processing"}]}, 200, Accepted),
        ({"data": [{"taskUUID": OTHER}]}, 200, Unsure),
        ({"data": [item("error", error={"code": "promptBlocked", "message": "no"})]}, 200, Refused),
        ({"errors": [error("missingParameter")]}, 400, Refused),
        ({"errors": [error("somethingNew")]}, 400, Refused),
        ({"errors": [error("somethingNew")]}, 200, Unsure),
        ({"errors": [error("internalServerError")]}, 200, Unsure),
        ({"errors": [error("timeoutProvider")]}, 400, Unsure),
        ({"errors": [error("missingParameter")]}, 500, Unsure),
        ({"errors": [error("rateLimitExceeded")]}, 503, Refused),
    ],
)
def test_the_answer_to_a_create_is_read_with_care(content: Any, status: int, outcome: type[object]) -> None:
    assert isinstance(runware.read_submit(said(content, status), TASK, KEY), outcome)


async def test_an_unknown_task_is_missing_and_not_failed() -> None:
    async with Stage() as stage:
        found = await runware.ask(door_to(stage), ACCESS, [str(uuid.uuid4())])
    assert [answer.state for answer in found.values()] == [State.MISSING]


@pytest.mark.parametrize("as_item", [True, False])
async def test_a_failure_is_told_as_an_error_or_as_an_item(as_item: bool) -> None:
    async with Stage([{"kind": "failed", "as_item": as_item}]) as stage:
        await runware.submit(door_to(stage), ACCESS, sent([runware_task(taskUUID=TASK)]))
        await stage.clock.advance(600)
        answer = (await runware.ask(door_to(stage), ACCESS, [TASK]))[TASK]
    assert (answer.state, answer.code, answer.kind) == (State.FAILED, "providerError", Reason.GENERATION)
    assert answer.failure


async def test_some_of_several_results_may_fail() -> None:
    async with Stage([{"kind": "partial", "keep": 1}]) as stage:
        await runware.submit(door_to(stage), ACCESS, sent([runware_task(taskUUID=TASK, numberResults=3)]))
        await stage.clock.advance(600)
        answer = (await runware.ask(door_to(stage), ACCESS, [TASK], {TASK: 3}))[TASK]
    assert answer.state is State.DONE
    assert [bool(result.url) for result in answer.results] == [True, False, False]
    assert all(result.failure for result in answer.results[1:])
    assert len({result.key for result in answer.results}) == 3


@pytest.mark.parametrize(
    ("content", "wanted", "state", "results"),
    [
        ({"data": [item("processing", progress=40), item()]}, 2, State.RUNNING, 1),
        ({"data": [item(), item()]}, 2, State.RUNNING, 1),  # told twice
        ({"data": [item(), item(number=2)]}, 2, State.DONE, 2),
        ({"data": [item(resultIndex=0), item(number=2, resultIndex=0)]}, 2, State.RUNNING, 1),
        ({"data": [item(videoUUID=None, resultIndex=1), item(videoUUID=None, resultIndex=0)]}, 2, State.DONE, 2),
        ({"data": [item("processing")], "errors": [error()]}, 2, State.RUNNING, 1),
        ({"data": [], "errors": [error()]}, 4, State.FAILED, 0),
        ({"data": [item()], "errors": [error()]}, 4, State.RUNNING, 2),
        ({"data": [item(videoURL=None)]}, 1, State.RUNNING, 0),
        ({"data": [item(videoURL="javascript:alert(1)")]}, 1, State.RUNNING, 0),
        ({"data": [item("queued")]}, 1, State.WAITING, 0),
        ({"data": [item("a new word")]}, 1, State.RUNNING, 0),
        ({"data": [{**item(), "status": None}]}, 1, State.DONE, 1),
    ],
)
def test_several_results_add_up_from_one_poll_to_the_next(
    content: Any, wanted: int, state: State, results: int
) -> None:
    found = polled(content, wanted)
    assert (found.state, len(found.results)) == (state, results)


def test_a_price_of_nothing_is_no_price() -> None:
    assert polled({"data": [item(cost=0)]}).cost is None
    assert polled({"data": [item(cost=2.52)]}).cost == Decimal("2.52")
    assert polled({"data": [item(cost=1), item(number=2)]}, 2).cost is None


def test_progress_is_that_of_all_results_together() -> None:
    assert polled({"data": [item("processing", progress=40), item()]}, 2).progress == 70
    assert polled({"data": [item("processing", progress="40")]}).progress == 40
    assert [polled({"data": [item("processing", progress=odd)]}).progress for odd in (-1, True, "x", None)] == [
        None
    ] * 4
    assert polled({"data": [item("processing", progress=250)]}).progress == 99


async def test_many_tasks_are_asked_for_in_few_requests() -> None:
    async with Stage() as stage:
        tasks = [runware_task() for _number in range(60)]
        for task in tasks:
            await runware.submit(door_to(stage), ACCESS, sent([task]))
        await stage.clock.advance(600)
        found = await runware.ask(door_to(stage), ACCESS, [task["taskUUID"] for task in tasks])
    assert len(found) == 60
    assert {answer.state for answer in found.values()} == {State.DONE}


@pytest.mark.parametrize(
    ("content", "status", "kind"),
    [
        ({"errors": [{"code": "invalidApiKey", "message": "Invalid API key."}]}, 401, KeyDenied),
        ({"errors": [error("rateLimitExceeded", taskType="getResponse")]}, 429, Busy),
        ({"errors": [error("rateLimitExceeded", taskType="getResponse")]}, 200, Busy),
        ({"errors": [{"code": "insufficientCredits"}]}, 402, CreditGone),
        ({"errors": [error()]}, 500, AskNoMore),
        ({"errors": [error("internalServerError")]}, 500, InTrouble),
        (None, 502, InTrouble),
        (None, 200, NoAnswer),
        ({}, 200, NoAnswer),
        ({"data": "x"}, 200, NoAnswer),
    ],
)
def test_a_refused_question_says_nothing_of_the_render(content: Any, status: int, kind: type[ProviderError]) -> None:
    with pytest.raises(kind):
        polled(content, status=status)


def test_a_question_refused_for_one_task_leaves_that_one_out() -> None:
    refused = error("rateLimitExceeded", taskType="getResponse", taskUUID=OTHER)
    found = runware.read_answers(said({"data": [item()], "errors": [refused]}), [TASK, OTHER], {}, KEY)
    assert list(found) == [TASK]


async def test_pictures_and_recordings_are_given_and_go_by_their_id() -> None:
    async with Stage() as stage:
        door = door_to(stage)
        given = await runware.give(door, ACCESS, picture(), "image/png")
        frames = {"inputs.frameImages": [{"image": given.reference, "frame": "first"}]}
        task = runware_task(frames)
        del task["width"], task["height"]
        assert isinstance(await runware.submit(door, ACCESS, sent([task])), Accepted)
        with pytest.raises(AskNoMore):
            await runware.give(door, ACCESS, b"no picture", "image/png")
    single = said({"data": {"imageUUID": "a-b", "imageURL": data_uri(b"")}})
    assert runware.read_given(single, KEY) == Given("a-b")
    assert runware.read_given(said({"data": [{"mediaUUID": "m-1"}]}), KEY) == Given("m-1")


async def test_a_dry_run_tells_the_price_and_orders_nothing() -> None:
    async with Stage() as stage:
        body = sent([runware_task(numberResults=2)])
        assert await runware.estimate(door_to(stage), ACCESS, body) == Decimal("4.2")
        assert await stage.ledger() == []
        with pytest.raises(AskNoMore):
            await runware.estimate(door_to(stage), ACCESS, sent([runware_task(fps=1)]))
        assert await runware.balance(door_to(stage), ACCESS)


@pytest.mark.parametrize(
    ("body", "task"),
    [
        ({"data": [item()]}, TASK),
        ({"errors": [error()]}, TASK),
        ({"error": {"taskUUID": TASK}}, TASK),
        (item("processing"), TASK),
        ([{"data": [item()]}], TASK),
        ({"data": []}, None),
        ("text", None),
        ({"data": [{"taskUUID": "../../x y"}]}, None),
    ],
)
def test_a_webhook_only_names_the_task_to_look_at(body: Any, task: str | None) -> None:
    assert runware.task_of_hook(sent(body)) == task


async def test_what_the_stand_in_posts_is_recognised() -> None:
    async with Stage([{"kind": "webhook_early"}, {"kind": "webhook_twice"}, {"kind": "partial", "keep": 1}]) as stage:
        hooked = runware_task(taskUUID=TASK, numberResults=2, webhookURL="https://app.example/hook")
        await runware.submit(door_to(stage), ACCESS, sent([hooked]))
        await stage.clock.advance(60)
    assert len(stage.posts) == 4
    assert {runware.task_of_hook(post.body) for post in stage.posts} == {TASK}


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("insufficientCredits", Reason.CREDIT), ("environmentPaused", Reason.CREDIT), ("quotaReached", Reason.CREDIT),
        ("rateLimitExceeded", Reason.BUSY), ("invalidProviderContent", Reason.CONTENT),
        ("promptBlocked", Reason.CONTENT),
        ("invalidApiKey", Reason.KEY), ("tokenExpired", Reason.KEY), ("accountSuspended", Reason.KEY),
        ("timeoutProvider", Reason.TIMEOUT), ("elementNotFound", Reason.NOT_FOUND), ("mediaExpired", Reason.NOT_FOUND),
        ("standardError", Reason.TROUBLE), ("modelDisabled", Reason.GENERATION), ("providerError", Reason.GENERATION),
        ("conflictTaskUUID", Reason.REQUEST), ("unsupportedParameter", Reason.REQUEST), ("maxTasks", Reason.REQUEST),
        ("", Reason.UNKNOWN), ("brandNew", Reason.UNKNOWN),
    ],
)  # fmt: skip
def test_codes_have_classes(code: str, kind: Reason) -> None:
    assert reason_of(code) is kind
