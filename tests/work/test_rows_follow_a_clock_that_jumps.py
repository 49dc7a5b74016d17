"""Rows are brought back to a wall clock that jumped: what is held stays held for one lease, what waits waits no longer
than it was to, and doing it twice, as two workers do, does no harm."""

from datetime import timedelta

import pytest
from django.utils import timezone

from storyboard.work import jobs
from storyboard.work.clock import Clock
from storyboard.work.models import Job, JobState, Worker
from storyboard.work.runner import Runner, living_workers
from tests.work.conftest import Notebook

pytestmark = [pytest.mark.both, pytest.mark.django_db]
HOUR = timedelta(hours=1)


@pytest.fixture
def held(notebook: Notebook) -> Job:
    jobs.enqueue("test", "one")
    (job,) = jobs.claim_due("worker", 1)
    return job


def set_all(by: timedelta) -> None:
    """As if the clock had jumped the other way."""
    for job in Job.objects.all():
        Job.objects.filter(pk=job.pk).update(due_at=job.due_at + by)


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
def test_what_is_held_stays_held_and_no_longer_than_a_lease(held: Job, jump: timedelta) -> None:
    set_all(-jump)
    for _worker in range(2):
        jobs.follow_clock(jump)
        assert jobs.claim_due("other", 1) == []
        left = Job.objects.get().due_at - timezone.now()
        assert timedelta(0) < left <= jobs.LEASE
    assert jobs.complete(held, 1)


def test_what_had_run_out_before_is_taken_up(held: Job) -> None:
    set_all(-HOUR - 2 * jobs.LEASE)
    jobs.follow_clock(HOUR)
    assert [job.pk for job in jobs.claim_due("other", 1)] == [held.pk]


def test_what_waits_is_not_kept_waiting_by_a_clock_that_was_set_back(notebook: Notebook) -> None:
    jobs.enqueue("test", "later", after=HOUR + timedelta(seconds=2))
    jobs.follow_clock(-HOUR)
    assert Job.objects.get().due_at <= timezone.now() + timedelta(seconds=2)
    jobs.enqueue("test", "soon", after=timedelta(seconds=20))
    jobs.follow_clock(HOUR)
    assert Job.objects.get(about="soon").due_at > timezone.now()


def test_what_is_over_is_left_alone(held: Job) -> None:
    jobs.complete(held, 1)
    before = Job.objects.values().get()
    jobs.follow_clock(-HOUR)
    assert Job.objects.values().get() == before
    assert before["state"] == JobState.DONE


def test_small_steps_are_no_jump() -> None:
    clock = Clock()
    for step, found in (
        (4, timedelta(0)),
        (-4, timedelta(0)),
        (60, timedelta(minutes=1)),
        (-60, -timedelta(minutes=1)),
    ):
        clock.wall -= timedelta(seconds=step)
        assert abs(clock.jump() - found) < timedelta(seconds=1)


def test_a_worker_seen_in_the_future_is_not_alive_until_it_says_so_again() -> None:
    runner = Runner(processes=1)
    runner.worker.seen_at = timezone.now() + HOUR
    runner.worker.save()
    assert not living_workers().exists()
    runner.watch.clock.wall += HOUR
    assert runner.beat()
    assert living_workers().get() == Worker.objects.get()
    assert (living_workers().get().trouble, living_workers().get().trouble_seconds) == ("clock", -3600)
