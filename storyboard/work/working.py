"""Working the queue from a command, for as long as something is awaited."""

import asyncio
from collections.abc import Callable

from channels.db import database_sync_to_async

from storyboard.work.runner import Runner


def work_until(over: Callable[[], bool]) -> None:
    """Runs a worker in this process until `over` (asked a few times a second, with the database at hand) says so."""
    asyncio.run(_work_until(over))


async def _work_until(over: Callable[[], bool]) -> None:
    runner = Runner(processes=1)
    async with asyncio.TaskGroup() as group:
        group.create_task(runner.run())
        while not await database_sync_to_async(over)():
            await asyncio.sleep(0.2)
        runner.stop()
