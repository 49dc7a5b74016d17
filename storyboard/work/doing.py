"""Doing one claimed job from start to end, whatever runs it: a child of this process, or a Celery worker."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

from channels.db import database_sync_to_async

from storyboard.work import jobs
from storyboard.work.children import Child, ChildDied
from storyboard.work.models import Job

logger = logging.getLogger(__name__)
REPORT_EVERY_SECONDS = 0.5


class Pace:
    """Lets at most two reports a second through, and the last one always."""

    def __init__(self, send: Callable[[float], None]) -> None:
        self.send = send
        self.sent_at = 0.0

    def __call__(self, done: float) -> None:
        now = time.monotonic()
        if done >= 1 or now - self.sent_at >= REPORT_EVERY_SECONDS:
            self.sent_at = now
            self.send(done)


def prepared(job: Job) -> tuple[bool, Any]:
    """(True, value for `run`), or (False, None) after closing a job that cannot or need not be done."""
    if not jobs.begin(job):
        return False, None
    try:
        jobs.refuse_worn_out(job)
        return True, jobs.kind_of(job).prepare(job)
    except jobs.Abandoned:
        jobs.abandon(job)
    except Exception as error:  # noqa: BLE001  (one bad job never stops the worker; its room says why it failed)
        jobs.give_up(job, error)
    return False, None


async def do_in_child(job: Job, child: Child) -> None:
    """Does one job in a child process, keeping its lease; a lost lease ends the child."""
    go, value = await database_sync_to_async(prepared)(job)
    if not go:
        return
    loop = asyncio.get_running_loop()
    work = asyncio.create_task(child.run(jobs.kind_of(job).run, value, Pace(_reporter(job, loop))))
    keeper = asyncio.create_task(_keep(job, work))
    try:
        await _settle(job, work)
    finally:
        keeper.cancel()


async def _settle(job: Job, work: "asyncio.Task[Any]") -> None:
    try:
        result = await work
        await database_sync_to_async(jobs.complete)(job, result)
    except asyncio.CancelledError:
        await database_sync_to_async(jobs.release)(job)
        raise
    except ChildDied as died:
        logger.warning("Job %s (%s) lost its process (%s) and is tried again.", job.pk, job.kind, died)
        await database_sync_to_async(_try_again)(job)
    except Exception as error:  # noqa: BLE001  (as above)
        await database_sync_to_async(jobs.give_up)(job, error)


def _try_again(job: Job) -> None:
    job.attempts += 1  # release gives one back, and this attempt did count
    jobs.release(job)


async def _keep(job: Job, work: "asyncio.Task[Any]") -> None:
    while True:
        await asyncio.sleep(jobs.RENEW_EVERY_SECONDS)
        if not await database_sync_to_async(jobs.renew)(job):
            logger.warning("Job %s (%s) was taken over by another worker.", job.pk, job.kind)
            work.cancel()
            return


def _reporter(job: Job, loop: asyncio.AbstractEventLoop) -> Callable[[float], None]:
    """Progress arrives in the thread that reads the child's pipe; the rows belong to the loop's threads."""

    def report(done: float) -> None:
        asyncio.run_coroutine_threadsafe(database_sync_to_async(jobs.kind_of(job).progress)(job, done), loop)

    return report
