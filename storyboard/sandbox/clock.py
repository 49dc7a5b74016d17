"""Time: the real one, and one that tests move by hand."""

import asyncio
import heapq
import itertools
import time
from typing import Protocol


class Clock(Protocol):
    """What the sandbox asks of time."""

    def now(self) -> float:
        """Seconds since 1970."""

    async def sleep(self, seconds: float) -> None:
        """Comes back after so many seconds of this clock."""


class WallClock:
    """The time of day."""

    def now(self) -> float:
        return time.time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class HandClock:
    """Stands still until it is moved."""

    def __init__(self, start: float = 1_800_000_000.0) -> None:
        self._now = start
        self._numbers = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> float:
        return self._now

    async def sleep(self, seconds: float) -> None:
        waker = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + max(seconds, 0), next(self._numbers), waker))
        await waker

    async def advance(self, seconds: float) -> None:
        """Moves on, waking each sleeper at its own moment, so that what it does happens then."""
        end = self._now + seconds
        await _others()
        while self._sleepers and self._sleepers[0][0] <= end:
            self._now, _, waker = heapq.heappop(self._sleepers)
            if not waker.done():
                waker.set_result(None)
            await _others()
        self._now = end


async def _others() -> None:
    """Lets everything else that can go on do so."""
    for _turn in range(50):
        await asyncio.sleep(0)
