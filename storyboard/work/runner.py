"""The runner: one asyncio loop that claims due rows and takes their steps, in `up` or in any number of workers.

The row is the truth. In flight means a row whose `due_at` lies ahead, not a coroutine; a runner that dies loses
nothing, since what it held becomes due again when its lease runs out.
"""

import asyncio
import logging
import os
import socket
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from channels.db import database_sync_to_async
from django.conf import settings
from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils import timezone

from storyboard.work import jobs, waking
from storyboard.work.celery_pool import CeleryPool
from storyboard.work.children import Child
from storyboard.work.doing import do_in_child
from storyboard.work.models import Job, Worker
from storyboard.work.noticing import Watch

logger = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0
SEEN_EVERY = timedelta(seconds=3)
ALIVE_FOR = timedelta(seconds=10)


@dataclass(frozen=True)
class Steps:
    """Rows of a room above that the runner works: claim some for a worker, then take one step of each."""

    claim: Callable[[str, int], list[Any]]
    take: Callable[[Any], Awaitable[None]]
    at_once: int


_steps: list[Steps] = []
_surroundings: list[Callable[[], AbstractAsyncContextManager[None]]] = []


def register_steps(steps: Steps) -> None:
    """Rooms above register their rows here, once, when the app is ready."""
    _steps.append(steps)


def register_surroundings(surroundings: Callable[[], AbstractAsyncContextManager[None]]) -> None:
    """Rooms above register here what is to last as long as a runner works, once, when the app is ready."""
    _surroundings.append(surroundings)


def living_workers() -> "QuerySet[Worker]":
    """Processes that have worked the queue in the last seconds; none is alive that was seen in the future, by a clock
    that was set back since."""
    now = timezone.now()
    return Worker.objects.filter(seen_at__range=(now - ALIVE_FOR, now + ALIVE_FOR))


def some_worker_is_alive() -> bool:
    """Whether any process has worked the queue in the last seconds."""
    return living_workers().exists()


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid != os.getpid()


class Runner:
    """Works the queue until `stop` is called; then finishes nothing, gives its claims back and ends."""

    def __init__(self, processes: int | None = None) -> None:
        self.worker = Worker(host=socket.gethostname(), pid=os.getpid(), seen_at=timezone.now())
        self.watch = Watch(self.worker)
        self.processes = processes or max(1, (os.cpu_count() or 2) - 1)
        self.children: list[Child] = []
        self.tasks: dict[asyncio.Task[None], Any] = {}
        self.stopping = False

    async def run(self) -> None:
        """Until `stop`."""
        self.loop = asyncio.get_running_loop()
        self.woken = asyncio.Event()
        waking.add_sleeper(self.wake)
        celery = CeleryPool(self.processes) if settings.REDIS_URL else None
        listener = asyncio.create_task(waking.listen()) if settings.REDIS_URL else None
        async with AsyncExitStack() as stack:
            for surroundings in _surroundings:
                await stack.enter_async_context(surroundings())
            try:
                await database_sync_to_async(self.arrive)()
                await self.start_processes(celery)
                while not self.stopping:
                    await self.look()
                    await self.sleep()
            finally:
                waking.remove_sleeper(self.wake)
                if listener:
                    listener.cancel()
                await self.wind_up(celery)

    def arrive(self) -> None:
        """Signs in as alive, and frees at once what workers of this machine held that were killed."""
        for dead in Worker.objects.filter(host=self.worker.host):
            if not _is_running(dead.pid):
                jobs.free(dead.pk)
                dead.delete()
        self.worker.save()

    async def start_processes(self, celery: CeleryPool | None) -> None:
        if celery:
            await celery.start()
        else:
            warm = jobs.functions()
            self.children = [await asyncio.to_thread(Child, warm) for _ in range(self.processes)]

    def wake(self) -> None:
        """Has the runner look at once; safe from any thread."""
        self.loop.call_soon_threadsafe(self.woken.set)

    def stop(self) -> None:
        """Asks the runner to end; safe from its own loop."""
        self.stopping = True
        self.woken.set()

    async def sleep(self) -> None:
        try:
            await asyncio.wait_for(self.woken.wait(), LOOK_EVERY_SECONDS)
        except TimeoutError:
            return
        self.woken.clear()

    async def look(self) -> None:
        """Claims what is due and starts it. A database in trouble is told and tried again at the next look."""
        asked_at = time.monotonic()
        try:
            jumped = await database_sync_to_async(self.beat)()
            # After either, what is at work here and elsewhere is given a moment to say so before anything is claimed.
            if not self.watch.database_answered(asked_at) and not jumped:
                await self.claim()
        except DatabaseError as error:
            self.watch.database_failed(asked_at)
            logger.warning("The database did not answer the worker: %s. It tries again in a second.", error)

    def beat(self) -> bool:
        """Says every few seconds that it is alive; whether the clock jumped since the last time."""
        jumped = self.watch.look_at_clock()
        if self.watch.told and timezone.now() - self.worker.seen_at < SEEN_EVERY:
            return False
        self.worker.seen_at = timezone.now()
        self.worker.save()
        self.watch.told = True
        Worker.objects.filter(seen_at__lt=timezone.now() - timedelta(hours=1)).delete()
        return jumped

    async def claim(self) -> None:
        await self.claim_jobs()
        for steps in _steps:
            free = steps.at_once - sum(1 for kind in self.tasks.values() if kind is steps)
            for row in await database_sync_to_async(self.claimed)(steps, free):
                self.start(steps.take(row), steps)

    def claimed(self, steps: Steps, limit: int) -> list[Any]:
        """What is due; nothing by a clock that jumped this moment: all leases would seem to have run out."""
        return [] if self.watch.clock.drift() else steps.claim(self.worker.pk, limit)

    async def claim_jobs(self) -> None:
        if settings.REDIS_URL:
            for job in await database_sync_to_async(jobs.claim_due)(self.worker.pk, 100, CeleryPool.LEASE):
                await database_sync_to_async(CeleryPool.dispatch)(job)
            return
        for job in await database_sync_to_async(jobs.claim_due)(self.worker.pk, len(self.children)):
            self.start(self.do(job, self.children.pop()), Job)

    async def do(self, job: Job, child: Child) -> None:
        try:
            await do_in_child(job, child)
        finally:
            self.children.append(child)
            self.woken.set()

    def start(self, work: Any, kind: Any) -> None:
        task = asyncio.create_task(work)
        self.tasks[task] = kind
        task.add_done_callback(self.ended)

    def ended(self, task: "asyncio.Task[None]") -> None:
        self.tasks.pop(task, None)
        self.woken.set()
        error = None if task.cancelled() else task.exception()
        if isinstance(error, DatabaseError):
            logger.warning("A step of work could not be written; it is taken again when its lease runs out: %s", error)
        elif error:
            logger.error("A step of work ended in an error nobody expected.", exc_info=error)

    async def wind_up(self, celery: CeleryPool | None) -> None:
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        for child in self.children:
            child.end()
        if celery:
            await celery.stop()
        await database_sync_to_async(self.worker.delete)()
