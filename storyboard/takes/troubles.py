"""What stands in the way of a workspace's orders now, and what was just come through: made from facts at the time of
looking."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone

from storyboard import database
from storyboard.assets import bucket
from storyboard.studio.models import ProviderAccount, Workspace
from storyboard.takes import trouble_sentences as sentences
from storyboard.takes.models import Generation
from storyboard.takes.states import OPEN_GENERATIONS, GenerationState
from storyboard.work.models import Trouble, Worker
from storyboard.work.runner import living_workers
from storyboard.work.waking import redis_is_away

G = GenerationState
LOCKED_SECONDS = 1.0
LEAST_FREE_BYTES = 500_000_000
# Of a small disk this share of it.
LEAST_FREE_SHARE = 0.05
ASKED_FOR = (G.QUEUED, G.PREPARING, G.SUBMITTING, G.RUNNING)
TOLD_FOR = timedelta(minutes=15)
MOST_WORKERS_NAMED = 5


@dataclass(frozen=True)
class Entry:
    """One thing to know. `kind` is also its place on the handbook's page; `level` is bad, warn or info; `account` is
    the id of the account that an owner can do something about, empty where there is none."""

    kind: str
    level: str
    sentence: str
    account: str = ""

    @property
    def title(self) -> str:
        return str(sentences.TITLES[self.kind])


def troubles_of(workspace: Workspace) -> list[Entry]:
    """All there is to know about now, the worst first."""
    entries = [*_of_accounts(workspace), *_of_machine(), *_of_workers(workspace)]
    return sorted(entries, key=lambda entry: ("bad", "warn", "info").index(entry.level))


def _of_machine() -> Iterator[Entry]:
    free = _free_where_short()
    if free is not None:
        yield Entry("disk", "bad", sentences.disk_short(free))
    if redis_is_away():
        yield Entry("redis", "bad", sentences.redis_away())
    if not bucket.answers():
        yield Entry("storage", "bad", sentences.storage_away())


def _free_where_short() -> int | None:
    """Bytes that are free where the server keeps files, if those are few."""
    folders = {Path(folder) for folder in (settings.DATA_DIR, settings.WORK_DIR, settings.MEDIA_ROOT)}
    disks = [shutil.disk_usage(folder) for folder in folders if folder.exists()]
    short = [disk.free for disk in disks if disk.free < min(LEAST_FREE_BYTES, disk.total * LEAST_FREE_SHARE)]
    return min(short, default=None)


def _of_accounts(workspace: Workspace) -> Iterator[Entry]:
    waiting = Count("generations", filter=Q(generations__state__in=ASKED_FOR))
    rows = ProviderAccount.objects.filter(workspace=workspace).annotate(waiting=waiting)
    for account in rows.exclude(failing_since=None, paused_at=None).order_by("provider", "created_at", "pk"):
        if account.paused_at:
            yield Entry("key", "warn", sentences.account_paused(account), account.pk)
        if account.failing_since and account.waiting:
            yield Entry("provider", "bad", sentences.provider_silent(account, account.waiting), account.pk)


def _of_workers(workspace: Workspace) -> Iterator[Entry]:
    if database.is_locked(LOCKED_SECONDS):
        # No worker can say that it is alive then, so that nothing is known of them.
        yield Entry("database", "bad", sentences.database_locked())
        return
    living = list(living_workers().order_by("started_at", "pk"))
    held = _open_by_worker(workspace)
    if not living and held:
        yield Entry("killed", "bad", sentences.no_worker(held.total(), Worker.objects.order_by("-seen_at").first()))
    if living:
        yield from _of_gone_workers(living, held)
        yield from _of_living_workers(living, held)


def _open_by_worker(workspace: Workspace) -> Counter[str]:
    """How many open orders each worker has begun; those that none has are under the empty name."""
    rows = Generation.objects.filter(project__workspace=workspace, state__in=OPEN_GENERATIONS)
    return Counter(dict(rows.values_list("worker").annotate(Count("pk")).order_by()))


def _of_gone_workers(living: list[Worker], held: Counter[str]) -> Iterator[Entry]:
    """What went over to the living: from workers that did not sign off, and from those that did."""
    gone = held.keys() - {worker.pk for worker in living} - {""}
    killed = Worker.objects.filter(pk__in=gone).order_by("seen_at", "pk")
    for worker in killed:
        yield Entry("killed", "warn", sentences.worker_killed(worker, held[worker.pk]))
    left = sum(held[worker] for worker in gone - {worker.pk for worker in killed})
    if left:
        yield Entry("deploy", "info", sentences.taken_over(left))


def _of_living_workers(living: list[Worker], held: Counter[str]) -> Iterator[Entry]:
    since = timezone.now() - TOLD_FOR
    for worker in living:
        if worker.trouble and worker.troubled_at and worker.troubled_at >= since:
            kind = Trouble(worker.trouble)
            yield Entry(kind, "info", sentences.NOTICED[kind](worker))
    if len(living) > 1:
        named = [(worker, held[worker.pk]) for worker in living[:MOST_WORKERS_NAMED]]
        yield Entry("workers", "info", sentences.several_workers(len(living), named))
