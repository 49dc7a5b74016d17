"""However many workers claim at once, each due job is held by one of them, and all of them are held."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from storyboard.work import jobs
from storyboard.work.models import Job

pytestmark = [pytest.mark.both, pytest.mark.django_db]


def due(about: str, ago: float = 0) -> Job:
    job = jobs.enqueue("test", about)
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now() - timedelta(seconds=ago))
    return job


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once() -> None:
    for number in range(40):
        due(str(number))

    def work(worker: int) -> list[str]:
        try:
            held: list[str] = []
            for _look in range(20):
                held += [job.pk for job in jobs.claim_due(f"worker{worker}", 3)]
            return held
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        held = [pk for found in pool.map(work, range(6)) for pk in found]
    assert len(held) == len(set(held)) == 40


def test_the_longest_due_comes_first_and_no_more_than_asked() -> None:
    for about, ago in (("new", 1), ("old", 30), ("middle", 10)):
        due(about, ago)
    assert [job.about for job in jobs.claim_due("worker", 2)] == ["old", "middle"]
    assert [job.about for job in jobs.claim_due("worker", 2)] == ["new"]
    assert jobs.claim_due("worker", 2) == []


def test_what_is_not_due_yet_stays() -> None:
    due("later", -60)
    assert jobs.claim_due("worker", 9) == []


@pytest.mark.parametrize("limit", [0, -1])
def test_a_worker_without_a_free_hand_takes_nothing(limit: int) -> None:
    due("one")
    assert jobs.claim_due("worker", limit) == []


def test_a_claimed_job_names_its_worker() -> None:
    due("one")
    (job,) = jobs.claim_due("worker7", 1)
    job.refresh_from_db()
    assert (job.state, job.worker) == ("running", "worker7")
    assert job.lease
    assert job.due_at > timezone.now()
