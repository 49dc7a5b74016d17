"""How a job goes back, ends, fails or turns out to be needless."""

from datetime import timedelta

import pytest
from django.utils import timezone

from storyboard.work import jobs
from storyboard.work.doing import prepared
from storyboard.work.models import Job
from tests.work import kinds
from tests.work.conftest import Notebook

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def job(notebook: Notebook) -> Job:
    jobs.enqueue("test", "one")
    (claimed,) = jobs.claim_due("worker", 1)
    return claimed


def test_done(job: Job, notebook: Notebook) -> None:
    assert prepared(job) == (True, 21)
    assert jobs.complete(job, 42)
    job.refresh_from_db()
    assert (job.state, job.lease, job.attempts) == ("done", "", 1)
    assert job.finished_at is not None
    assert notebook.results == {"one": 42}


def test_failed_with_the_sentence_of_its_kind(job: Job, notebook: Notebook) -> None:
    jobs.give_up(job, ValueError("no paper"))
    job.refresh_from_db()
    assert (job.state, job.failure) == ("failed", "It failed: no paper.")
    assert notebook.failures == {"one": "It failed: no paper."}


def test_given_back_unharmed(job: Job) -> None:
    jobs.begin(job)
    jobs.release(job)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease) == ("queued", 0, "")
    assert [again.pk for again in jobs.claim_due("other", 1)] == [job.pk]


def test_needless(job: Job, notebook: Notebook) -> None:
    def abandoned(job: Job) -> None:
        raise jobs.Abandoned

    notebook.use(kinds.double, prepare=abandoned)
    assert prepared(job) == (False, None)
    job.refresh_from_db()
    assert job.state == "done"
    assert (notebook.results, notebook.failures) == ({}, {})


def test_a_mistake_in_its_preparation_fails_it_alone(job: Job, notebook: Notebook) -> None:
    def broken(job: Job) -> None:
        raise KeyError("row")

    notebook.use(kinds.double, prepare=broken)
    assert prepared(job) == (False, None)
    assert notebook.failures == {"one": "It failed: 'row'."}


def test_what_takes_its_worker_down_again_and_again_is_given_up(notebook: Notebook) -> None:
    jobs.enqueue("test", "one")
    for _death in range(jobs.MAX_ATTEMPTS):
        (job,) = jobs.claim_due("worker", 1)
        assert prepared(job) == (True, 21)
        Job.objects.update(due_at=timezone.now() - timedelta(seconds=1))  # the worker died; its lease ran out
    (job,) = jobs.claim_due("worker", 1)
    assert prepared(job) == (False, None)
    assert Job.objects.get().state == "failed"
    assert list(notebook.failures) == ["one"]


def test_a_finish_that_fails_leaves_the_job_open(notebook: Notebook, job: Job) -> None:
    notebook.results = None  # type: ignore[assignment]
    with pytest.raises(AttributeError):
        jobs.complete(job, 42)
    job.refresh_from_db()
    assert job.state == "running"
