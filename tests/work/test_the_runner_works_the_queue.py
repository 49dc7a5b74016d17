"""From a row to its result: the runner, its real children, and what it does when they fail, die or it is stopped."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.utils import timezone

from storyboard.work import jobs
from storyboard.work.models import Job, Worker
from storyboard.work.runner import Runner, some_worker_is_alive
from tests.work import kinds
from tests.work.conftest import Notebook

pytestmark = pytest.mark.django_db(transaction=True)


def work_until(over: Callable[[], bool]) -> None:
    """Has a runner of one process work until then, 20 s at most, and stops it."""

    async def scene() -> None:
        runner = Runner(processes=1)
        working = asyncio.create_task(runner.run())
        async with asyncio.timeout(20):
            while not await sync_to_async(over)():
                await asyncio.sleep(0.02)
        runner.stop()
        await working

    async_to_sync(scene)()


def no_open_job() -> bool:
    return not jobs.open_jobs().exists()


def test_jobs_are_done_one_after_another(notebook: Notebook) -> None:
    for about in ("one", "two", "three"):
        jobs.enqueue("test", about)
    work_until(no_open_job)
    assert notebook.results == {"one": 42, "two": 42, "three": 42}


def test_a_job_put_in_while_it_sleeps_wakes_it(notebook: Notebook) -> None:
    calls = 0

    def later() -> bool:
        nonlocal calls
        calls += 1
        if calls == 3:
            jobs.enqueue("test", "late")
        return "late" in notebook.results

    work_until(later)
    assert notebook.results == {"late": 42}


def test_a_failure_is_told_and_the_next_job_done(notebook: Notebook) -> None:
    notebook.use(kinds.raise_value_error, "no paper")
    jobs.enqueue("test", "bad")
    work_until(no_open_job)
    assert notebook.failures == {"bad": "It failed: no paper."}


def test_a_job_whose_process_was_killed_is_done_by_the_next(notebook: Notebook, tmp_path: Path) -> None:
    notebook.use(kinds.die_once, tmp_path / "flag")
    jobs.enqueue("test", "one")
    work_until(no_open_job)
    assert notebook.results == {"one": "done"}
    assert Job.objects.get().attempts == 2


def test_a_job_that_kills_every_process_is_given_up(notebook: Notebook) -> None:
    notebook.use(kinds.die)
    job = jobs.enqueue("test", "one")
    Job.objects.filter(pk=job.pk).update(attempts=jobs.MAX_ATTEMPTS - 1)
    work_until(no_open_job)
    assert list(notebook.failures) == ["one"]


def test_a_stopped_runner_gives_back_what_it_held(notebook: Notebook) -> None:
    notebook.use(kinds.sleep, 60.0)
    jobs.enqueue("test", "long")
    work_until(lambda: bool(notebook.progress))
    job = Job.objects.get()
    assert (job.state, job.lease, job.attempts) == ("queued", "", 0)
    assert job.due_at <= timezone.now()


def test_a_job_of_a_worker_that_died_is_taken_up_when_its_lease_ran_out(notebook: Notebook) -> None:
    jobs.enqueue("test", "one")
    jobs.claim_due("dead", 1)
    Job.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    work_until(no_open_job)
    assert notebook.results == {"one": 42}


def test_it_is_known_to_be_alive_while_it_works(notebook: Notebook) -> None:
    assert not some_worker_is_alive()
    jobs.enqueue("test", "one")
    work_until(some_worker_is_alive)
    assert not Worker.objects.exists()


def test_a_worker_silent_for_long_is_not_alive() -> None:
    Worker.objects.create(host="here", pid=1, seen_at=timezone.now() - timedelta(seconds=11))
    assert not some_worker_is_alive()
