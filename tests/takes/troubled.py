"""A workspace that meets nearly everything at once, as rows."""

from datetime import timedelta

from django.utils import timezone

from storyboard.projects.models import Project
from storyboard.studio.models import ProviderAccount
from storyboard.takes.models import Generation
from storyboard.work.models import Trouble, Worker
from tests.conftest import People
from tests.takes.money import order, priced


def worker(pid: int, seconds_ago: float = 0, trouble: Trouble | str = "", by: int = 0) -> Worker:
    """One that was seen so long ago, and what it met just now."""
    seen, at = timezone.now() - timedelta(seconds=seconds_ago), timezone.now() if trouble else None
    return Worker.objects.create(
        host="10", pid=pid, seen_at=seen, trouble=trouble, trouble_seconds=by, troubled_at=at
    )  # fmt: skip


def begun(people: People, board: Project, by: str, orders: int = 1) -> None:
    """So many open orders that a worker of that id has begun."""
    for _one in range(orders):
        generation = order(board, people.olga).generations.get()
        Generation.objects.filter(pk=generation.pk).update(worker=by, state="running")


def troubled(people: People, board: Project) -> ProviderAccount:
    """Two living workers that met something, one that was killed and one that signed off, each with open orders; an
    account whose provider is away, which it gives back, and another that is paused."""
    board, away = priced(people, board)
    begun(people, board, worker(1, trouble=Trouble.CLOCK, by=-3600).pk, 2)
    worker(2, trouble=Trouble.DATABASE, by=14)
    begun(people, board, worker(3, seconds_ago=60).pk)
    begun(people, board, "gone", 2)
    _board, paused = priced(people, board, "crun/kling-3.0-pro")
    ProviderAccount.objects.filter(pk=away.pk).update(failing_since=timezone.now() - timedelta(days=2))
    ProviderAccount.objects.filter(pk=paused.pk).update(paused_at=timezone.now(), pause_reason="7.")
    return away
