"""A worker that slept through its lease finds its job taken, and whatever it does then changes nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from storyboard.work import jobs
from storyboard.work.doing import prepared
from storyboard.work.models import Job
from tests.work.conftest import Notebook

pytestmark = [pytest.mark.both, pytest.mark.django_db]


def claim(worker: str) -> Job:
    (job,) = jobs.claim_due(worker, 1)
    return job


def let_the_lease_run_out(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now() - timedelta(seconds=1))


@pytest.fixture
def lost(notebook: Notebook) -> Job:
    """A job as the sleeping worker knows it; another has it by now."""
    jobs.enqueue("test", "one")
    job = claim("sleeper")
    assert jobs.begin(job)
    let_the_lease_run_out(job)
    claim("other")
    return job


def test_the_lease_that_ran_out_is_given_to_another(lost: Job) -> None:
    now = Job.objects.get(pk=lost.pk)
    assert now.worker == "other"
    assert now.lease != lost.lease


def test_nothing_is_written(lost: Job, notebook: Notebook) -> None:
    before = Job.objects.values().get(pk=lost.pk)
    assert not jobs.complete(lost, 42)
    assert not jobs.renew(lost)
    jobs.give_up(lost, ValueError("too late"))
    jobs.release(lost)
    jobs.abandon(lost)
    assert not jobs.begin(lost)
    assert Job.objects.values().get(pk=lost.pk) == before
    assert (notebook.results, notebook.failures) == ({}, {})


def test_nothing_is_begun(notebook: Notebook) -> None:
    jobs.enqueue("test", "one")
    job = claim("sleeper")
    let_the_lease_run_out(job)
    claim("other")
    assert prepared(job) == (False, None)


def test_a_renewed_claim_is_kept(notebook: Notebook) -> None:
    jobs.enqueue("test", "one")
    job = claim("worker")
    let_the_lease_run_out(job)
    assert jobs.renew(job)
    assert jobs.claim_due("other", 1) == []


def test_a_finished_job_cannot_be_finished_again(notebook: Notebook) -> None:
    jobs.enqueue("test", "one")
    job = claim("worker")
    assert jobs.complete(job, 1)
    assert not jobs.complete(job, 2)
    jobs.give_up(job, ValueError("no"))
    assert notebook.results == {"one": 1}
    assert notebook.failures == {}
    assert Job.objects.get().state == "done"
