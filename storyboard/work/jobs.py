"""Background work as rows: putting a job in, claiming it, doing it, writing what came of it.

A job's kind says three things, since the middle one runs in another process without a database:
prepare (here, reads rows) → run (there, plain values in and out) → finish (here, writes rows in one transaction).
A job may be killed anywhere and run again; everything it writes is fenced by the lease of its claim.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from storyboard.work import clock, leases
from storyboard.work.models import OPEN_JOBS, Job, JobState
from storyboard.work.waking import wake_workers

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=20)
RENEW_EVERY_SECONDS = 5.0
MAX_ATTEMPTS = 5

Report = Callable[[float], None]


class WornOut(Exception):
    """The job took its worker down again and again; it is given up."""


class Abandoned(Exception):
    """The job's purpose is gone (its row was cancelled or changed): nothing to do and nothing wrong."""


# The part that runs in another process: picklable values in and out, progress from 0 to 1 to `report`.
RunJob = Callable[[Any, Report], Any]


@dataclass(frozen=True)
class JobKind:
    """How jobs of one name are done. `describe` turns an exception of `run` into a sentence for people."""

    name: str
    prepare: Callable[[Job], Any]
    run: RunJob
    finish: Callable[[Job, Any], None]
    fail: Callable[[Job, str], None]
    describe: Callable[[BaseException], str]
    progress: Callable[[Job, float], None]


_kinds: dict[str, JobKind] = {}


def register(kind: JobKind) -> None:
    """Rooms above register their kinds here, once, when the app is ready."""
    _kinds[kind.name] = kind


def functions() -> list[RunJob]:
    """What children will be asked to run, so that they can load it beforehand."""
    return [kind.run for kind in _kinds.values()]


def kind_of(job: Job) -> JobKind:
    """The registered kind of a job."""
    return _kinds[job.kind]


def enqueue(kind: str, about: str, after: timedelta = timedelta(0)) -> Job:
    """Puts one job in, due after a while; an open one of the same kind about the same thing is returned as it is."""
    job, _made = Job.objects.get_or_create(
        kind=kind,
        about=about,
        state__in=OPEN_JOBS,
        defaults={"due_at": timezone.now() + after, "state": JobState.QUEUED},
    )
    transaction.on_commit(wake_workers, robust=True)
    return job


def claim_due(worker: str, limit: int, lease: timedelta = LEASE) -> list[Job]:
    """Takes up to `limit` due jobs for one lease. A running job whose lease ran out is due like a new one."""
    return leases.claim(open_jobs(), limit, lease, state=JobState.RUNNING, worker=worker)


def follow_clock(jump: timedelta) -> None:
    """Brings jobs back to a wall clock that jumped."""
    clock.follow_with(open_jobs(), LEASE, jump)


def open_jobs() -> "QuerySet[Job]":
    """Jobs that are not over."""
    return Job.objects.filter(state__in=OPEN_JOBS)


def begin(job: Job) -> bool:
    """Counts an attempt as the work itself starts; False when the claim was lost before."""
    job.attempts += 1
    return bool(_held(job).update(attempts=job.attempts, due_at=timezone.now() + LEASE))


def renew(job: Job) -> bool:
    """Keeps a claim for another lease; False when it was lost."""
    return leases.renew([job], LEASE)


def _held(job: Job) -> "QuerySet[Job]":
    return leases.held(job).filter(state=JobState.RUNNING)


def release(job: Job) -> None:
    """Gives a claim back unharmed, as when the worker stops: the next one takes it at once."""
    _held(job).update(state=JobState.QUEUED, due_at=timezone.now(), lease="", attempts=max(0, job.attempts - 1))


def free(worker: str) -> None:
    """Has what a worker held taken up at once; for one that is known to be dead. Its writes are fenced all the same."""
    open_jobs().filter(worker=worker, state=JobState.RUNNING).update(due_at=timezone.now())


def complete(job: Job, result: Any) -> bool:
    """Writes what came of a job and closes it, in one transaction; False when the claim was lost meanwhile."""
    with transaction.atomic():
        if not _held(job).update(state=JobState.DONE, finished_at=timezone.now(), lease=""):
            return False
        kind_of(job).finish(job, result)
    return True


def give_up(job: Job, error: BaseException) -> None:
    """Closes a job that cannot be done, with a sentence; the room that asked is told in the same transaction."""
    sentence = kind_of(job).describe(error)
    logger.warning("Job %s (%s of %s) failed: %s", job.pk, job.kind, job.about, sentence)
    with transaction.atomic():
        if _held(job).update(state=JobState.FAILED, failure=sentence, finished_at=timezone.now(), lease=""):
            kind_of(job).fail(job, sentence)


def abandon(job: Job) -> None:
    """Closes a job whose purpose is gone."""
    _held(job).update(state=JobState.DONE, finished_at=timezone.now(), lease="")


def refuse_worn_out(job: Job) -> None:
    """Raises WornOut for a job that has taken its worker down so often that another try would only do so again."""
    if job.attempts > MAX_ATTEMPTS:
        raise WornOut(f"It ended its worker {MAX_ATTEMPTS} times.")
