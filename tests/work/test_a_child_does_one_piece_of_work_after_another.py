"""Children: what they return, raise and report arrives; a dead one is replaced; a stopped one is gone."""

import asyncio
import errno
import os
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from storyboard.work.children import Child, ChildDied
from tests.work import kinds


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    child = Child([kinds.double])
    yield child
    child.end()


def run(child: Child, function: Callable[..., Any], value: Any = None, report: kinds.Report = lambda done: None) -> Any:
    return async_to_sync(child.run)(function, value, report)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_it_returns_arrives(child: Child) -> None:
    assert run(child, kinds.double, 21) == 42


def test_it_is_another_process_and_stays_the_same(child: Child) -> None:
    first = run(child, kinds.process_id)
    assert first != os.getpid()
    assert run(child, kinds.process_id) == first


def test_progress_arrives_in_order(child: Child) -> None:
    seen: list[float] = []
    assert run(child, kinds.count, 4, seen.append) == 4
    assert seen == [0.25, 0.5, 0.75, 1.0]


def test_what_it_raises_is_raised_here(child: Child) -> None:
    with pytest.raises(ValueError, match="no paper"):
        run(child, kinds.raise_value_error, "no paper")


def test_a_full_disk_keeps_its_number(child: Child) -> None:
    with pytest.raises(OSError, match="No space left") as raised:
        run(child, kinds.fill_the_disk)
    assert raised.value.errno == errno.ENOSPC


def test_an_exception_that_cannot_travel_says_the_same(child: Child) -> None:
    with pytest.raises(RuntimeError, match="Unportable: one and two"):
        run(child, kinds.raise_unportable)


def test_after_an_exception_it_works_on(child: Child) -> None:
    with pytest.raises(ValueError, match="x"):
        run(child, kinds.raise_value_error, "x")
    assert run(child, kinds.double, 2) == 4


def test_a_killed_one_is_told_and_the_next_piece_has_another(child: Child) -> None:
    before = run(child, kinds.process_id)
    with pytest.raises(ChildDied):
        run(child, kinds.die)
    assert run(child, kinds.process_id) != before


def test_one_that_is_gone_but_still_counts_as_alive_is_given_no_other_piece(child: Child) -> None:
    before = run(child, kinds.process_id)
    with pytest.raises(ChildDied):
        run(child, kinds.break_the_pipe)
    assert not is_running(before)
    assert run(child, kinds.process_id) != before


def test_a_cancelled_piece_ends_its_process_at_once() -> None:
    child = Child([kinds.double])
    process = child._process.pid
    assert process is not None

    async def scene() -> None:
        started = asyncio.Event()
        loop = asyncio.get_running_loop()

        def report(done: float) -> None:
            loop.call_soon_threadsafe(started.set)

        task = asyncio.create_task(child.run(kinds.sleep, 60, report))
        await asyncio.wait_for(started.wait(), 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    begun = time.monotonic()
    async_to_sync(scene)()
    assert time.monotonic() - begun < 15
    assert not is_running(process)
