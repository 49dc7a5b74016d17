"""A message of Celery says “this job, under this claim”, and is nothing once the claim has gone to another."""

import pytest

from storyboard.work import jobs
from storyboard.work.celery_pool import run_job
from storyboard.work.models import Job
from tests.work import kinds
from tests.work.conftest import Notebook

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def job(notebook: Notebook) -> Job:
    jobs.enqueue("test", "one")
    (claimed,) = jobs.claim_due("worker", 1)
    return claimed


def test_a_job_is_done_under_its_claim(job: Job, notebook: Notebook) -> None:
    run_job(job.pk, job.lease)
    assert notebook.results == {"one": 42}
    assert Job.objects.get().state == "done"


def test_progress_is_passed_on(job: Job, notebook: Notebook) -> None:
    notebook.use(kinds.count, 3)
    run_job(job.pk, job.lease)
    assert notebook.progress[-1] == 1.0


def test_a_failure_is_told(job: Job, notebook: Notebook) -> None:
    notebook.use(kinds.raise_value_error, "no paper")
    run_job(job.pk, job.lease)
    assert notebook.failures == {"one": "It failed: no paper."}


def test_a_message_under_an_older_claim_is_dropped(job: Job, notebook: Notebook) -> None:
    run_job(job.pk, "another lease")
    run_job("nosuchjob234", job.lease)
    assert notebook.results == {}
    assert Job.objects.get().attempts == 0


def test_the_same_message_twice_is_one_piece_of_work(job: Job, notebook: Notebook) -> None:
    run_job(job.pk, job.lease)
    notebook.results.clear()
    run_job(job.pk, job.lease)
    assert notebook.results == {}
