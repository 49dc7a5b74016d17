"""Connections are kept and bounded, questions asked anew where that is safe, cookies and keys kept apart."""

import asyncio
import uuid
from contextlib import suppress

import pytest

from storyboard.providers.answers import Refused, State
from storyboard.providers.clients import CLIENTS
from storyboard.providers.errors import Busy, InTrouble, NoAnswer
from storyboard.providers.http import Door, NotReached, held_open
from tests.providers.odd_server import odd_server, response, told

WAITING = told({"task": {"status": "TASK_STATUS_QUEUED"}})
HIGHWAY, RUNWARE = CLIENTS["highway"], CLIENTS["runware"]


async def test_a_question_whose_answer_was_lost_is_asked_again() -> None:
    async with odd_server(None, None, WAITING) as server:
        found = await HIGHWAY.ask(server.door, server.access("highway"), ["t-1"])
    assert found["t-1"].state is State.WAITING
    assert len(server.asked) == 3


async def test_a_question_is_given_up_after_three_times() -> None:
    async with odd_server(None) as server:
        with pytest.raises(NoAnswer):
            await HIGHWAY.ask(server.door, server.access("highway"), ["t-1"])
    assert len(server.asked) == 3


async def test_a_refusal_is_an_answer_and_not_asked_again() -> None:
    async with odd_server(response(b"", 429, retry_after="5")) as server:
        with pytest.raises(Busy) as busy:
            await HIGHWAY.ask(server.door, server.access("highway"), [f"t-{number}" for number in range(50)])
    assert busy.value.retry_after == 5.0
    assert len(server.asked) <= 8


async def test_tasks_whose_question_failed_are_left_out() -> None:
    async with odd_server(response(b"", 500), WAITING) as server:
        found = await HIGHWAY.ask(server.door, server.access("highway"), ["t-1", "t-2", "t-1"])
    assert len(found) == 1


async def test_one_task_that_breaks_every_question_hides_no_other() -> None:
    tasks = [str(uuid.UUID(int=number, version=4)) for number in range(40)]
    async with odd_server(told({"data": []})) as server:
        server.breaks_at = (tasks[7],)
        found = await RUNWARE.ask(server.door, server.access("runware"), tasks)
    assert set(tasks) - set(found) == {tasks[7]}
    assert len(server.asked) <= 13


async def test_two_such_tasks_hide_no_other_for_long() -> None:
    tasks = [str(uuid.UUID(int=number, version=4)) for number in range(40)]
    found: set[str] = set()
    async with odd_server(told({"data": []})) as server:
        server.breaks_at = (tasks[7], tasks[31])
        for _time in range(100):
            with suppress(InTrouble):
                found |= set(await RUNWARE.ask(server.door, server.access("runware"), tasks))
    assert set(tasks) - found == set(server.breaks_at)


async def test_a_provider_that_fails_is_asked_three_times_and_not_once_for_each_task() -> None:
    tasks = [str(uuid.UUID(int=number, version=4)) for number in range(40)]
    async with odd_server(response(b"", 500)) as server:
        with pytest.raises(InTrouble):
            await RUNWARE.ask(server.door, server.access("runware"), tasks)
    assert len(server.asked) == 3


async def test_at_most_eight_questions_are_under_way() -> None:
    async with odd_server(WAITING) as server, held_open(server.door) as door:
        server.pause = 0.02
        found = await HIGHWAY.ask(door, server.access("highway"), [f"t-{number}" for number in range(40)])
    assert len(found) == 40
    assert server.most_at_once <= 8
    assert server.connections <= 8


async def test_at_most_64_connections_are_open_at_once() -> None:
    async with odd_server(WAITING) as server, held_open(server.door) as door:
        server.pause = 0.05
        access = server.access("highway")
        await asyncio.gather(*(HIGHWAY.ask(door, access, [f"t-{number}"]) for number in range(200)))
    assert 8 < server.most_at_once <= 64


async def test_a_create_never_goes_over_a_connection_that_was_idle() -> None:
    async with odd_server(WAITING) as server, held_open(server.door) as door:
        access = server.access("highway")
        for _time in range(3):
            await HIGHWAY.ask(door, access, ["t-1"])
        assert server.connections == 1
        await HIGHWAY.submit(door, access, b"{}")
        assert server.connections == 2


async def test_no_cookie_wanders_from_one_account_to_another() -> None:
    answer = told({"task": {"status": "TASK_STATUS_QUEUED"}}, set_cookie="account=first; Path=/")
    async with odd_server(answer) as server, held_open(server.door) as door:
        for key in ("first", "second"):
            await HIGHWAY.ask(door, server.access("highway", key), ["t-1"])
    assert not any(b"cookie" in request.lower() for request in server.asked)


async def test_a_name_that_is_looked_up_for_ever_is_no_doubt() -> None:
    async def never(host: str, port: int) -> list[str]:
        await asyncio.sleep(60)
        return []

    door = Door(resolve=never)
    with pytest.raises(NotReached):
        await door.dialled("api.example", 443, 0.05)


@pytest.mark.parametrize("provider", CLIENTS)
async def test_a_pool_that_is_full_is_no_doubt(provider: str) -> None:
    """A create has its own connection, so that no question keeps it waiting."""
    async with odd_server(response(b"", 400)) as server, held_open(server.door) as door:
        server.pause = 0.3
        access = server.access(provider)
        asking = [asyncio.create_task(CLIENTS[provider].ask(door, access, [f"t-{number}"])) for number in range(64)]
        await asyncio.sleep(0.1)
        body = b'[{"taskUUID": "a"}]' if provider == "runware" else b"{}"
        assert isinstance(await CLIENTS[provider].submit(door, access, body), Refused)
        await asyncio.gather(*asking, return_exceptions=True)
