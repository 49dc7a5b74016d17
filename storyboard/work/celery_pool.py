"""With Redis, CPU work is done by Celery, on as many machines as wanted.

The job row stays the truth: a message only says “this job, under this claim”. A message whose claim has run out is
dropped by whoever takes it, and a job whose message was lost is sent again when its claim runs out.
"""

import asyncio
import ctypes
import logging
import signal
import sys
import threading
from datetime import timedelta

from django.conf import settings

from storyboard.celery import app
from storyboard.work import jobs
from storyboard.work.doing import Pace, prepared
from storyboard.work.models import Job

logger = logging.getLogger(__name__)


class CeleryPool:
    """The Celery worker that `up` and `worker` bring along as a child process."""

    # Long enough to wait its turn in Celery's queue; starting the work shortens it to the usual lease.
    LEASE = timedelta(minutes=2)

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self.stopping = False

    @staticmethod
    def dispatch(job: Job) -> None:
        """Hands one claimed job to Celery. If Redis is gone the claim simply runs out."""
        try:
            run_job.apply_async((job.pk, job.lease), expires=CeleryPool.LEASE.total_seconds(), retry=False)
        except run_job.OperationalError as error:
            logger.warning("Redis did not take job %s; it is tried again: %s", job.pk, error)
            jobs.release(job)

    async def start(self) -> None:
        """Starts the worker and keeps it running."""
        await self.spawn()
        self.keeper = asyncio.create_task(self.keep())

    async def spawn(self) -> None:
        options = [
            "--pool",
            "prefork",
            "--concurrency",
            str(self.processes),
            "--loglevel",
            "WARNING",
            "--without-mingle",
        ]
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "celery", "--quiet", "-A", "storyboard.celery", "worker", *options),
            cwd=settings.BASE_DIR,
            stdout=sys.stderr,  # standard output carries results alone
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            start_new_session=True,
        )

    async def keep(self) -> None:
        while True:
            code = await self.process.wait()
            if self.stopping:
                return
            logger.warning("The Celery worker ended with code %s and is started again.", code)
            await asyncio.sleep(1)
            await self.spawn()

    async def stop(self) -> None:
        """Ends the worker; what it was doing is found again by its lease."""
        self.stopping = True
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGQUIT)
        try:
            await asyncio.wait_for(self.process.wait(), 5)
        except TimeoutError:
            self.process.kill()
        self.keeper.cancel()


def _end_with_parent() -> None:
    # prctl(PR_SET_PDEATHSIG, SIGTERM): a worker whose parent was killed must not stay behind.
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


@app.task(name="storyboard.run_job", ignore_result=True)
def run_job(job_id: str, lease: str) -> None:
    """Does one job in this Celery process, if the claim it was sent under still holds."""
    job = Job.objects.filter(pk=job_id, lease=lease).first()
    if job is None:
        return
    go, value = prepared(job)
    if not go:
        return
    kind, over = jobs.kind_of(job), threading.Event()
    threading.Thread(target=_keep, args=(job, over), daemon=True).start()
    try:
        result = kind.run(value, Pace(lambda done: kind.progress(job, done)))
    except Exception as error:  # noqa: BLE001  (one bad job never stops the worker; its room says why it failed)
        jobs.give_up(job, error)
    else:
        jobs.complete(job, result)
    finally:
        over.set()


def _keep(job: Job, over: threading.Event) -> None:
    from django.db import connection  # noqa: PLC0415  (this thread's own connection, closed when it ends)

    while not over.wait(jobs.RENEW_EVERY_SECONDS) and jobs.renew(job):
        pass
    connection.close()
