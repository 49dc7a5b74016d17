"""Which of the waiting generations go out next: as many of an account as its owner lets be under way, those with
priority first, in the order in which they were placed. A paused account sends nothing new; its orders wait."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from storyboard.ids import new_id
from storyboard.studio.models import ProviderAccount
from storyboard.takes.models import Generation
from storyboard.takes.pipeline import LEASE, advance, redraw_open_takes
from storyboard.takes.speaking import is_made_here
from storyboard.takes.states import Event, GenerationState

G = GenerationState
# From the first file given to the last answer: the provider may count it as under way.
UNDER_WAY = (G.PREPARING, G.SUBMITTING, G.RUNNING)
TURN = ("-priority", "created_at", "pk")
# Accounts of whose lines this process has opened something that open pages were not told of yet; see `queueing`.
MOVED: set[str] = set()


def claim_waiting(worker: str, limit: int) -> list[Generation]:
    """Takes waiting generations whose turn it is, opened, for one lease."""
    if limit <= 0 or not _waiting().exists():
        return []
    with transaction.atomic():
        # Whoever holds an account's row opens its orders: two workers cannot both see the last free place.
        accounts = ProviderAccount.objects.select_for_update(skip_locked=True).filter(
            paused_at=None, pk__in=_waiting().exclude(account=None).values("account")
        )
        free = {account.pk: account.at_once for account in accounts}
        under_way = Generation.objects.filter(account__in=free, state__in=UNDER_WAY)
        for account, count in under_way.values_list("account").annotate(Count("pk")).order_by():
            free[account] -= count
        chosen = _chosen(free, limit)
        return _opened(chosen, worker)


def _waiting() -> "QuerySet[Generation]":
    return Generation.objects.filter(state=G.QUEUED, due_at__lte=timezone.now())


def _chosen(free: dict[str, int], limit: int) -> list[str]:
    """Ids of those to open: each account's next ones; what has no account needs no place."""
    chosen = list(_waiting().filter(account=None).order_by(*TURN).values_list("pk", flat=True)[:limit])
    for account, places in free.items():
        if places > 0:
            next_ones = _waiting().filter(account=account).order_by(*TURN)
            chosen += next_ones.values_list("pk", flat=True)[: min(places, limit)]
    return chosen[:limit]


def _opened(chosen: list[str], worker: str) -> list[Generation]:
    """Claims them. One that is made here stays queued, until its job is put in."""
    rows = Generation.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk__in=chosen, state=G.QUEUED)
    claimed = sorted(rows.select_related("account", "project"), key=lambda row: chosen.index(row.pk))
    claim = {"worker": worker, "lease": new_id(), "due_at": timezone.now() + LEASE}
    Generation.objects.filter(pk__in=[row.pk for row in claimed]).update(**claim)
    for generation in claimed:
        for name, value in claim.items():
            setattr(generation, name, value)
        if not is_made_here(generation.model):
            advance(generation, Event.OPENED)
            redraw_open_takes(generation)
            MOVED.add(generation.account_id or "")
    return claimed


def place_in_line(generation: Generation) -> int:
    """Which one in the line of its account it is, from 1; 0 where it does not wait."""
    return places_in_line([generation.account_id]).get(generation.pk, 0)


def places_in_line(accounts: Iterable[str | None]) -> dict[str, int]:
    """The place, from 1, of every generation that waits for one of these accounts."""
    places: dict[str, int] = {}
    ahead: Counter[str] = Counter()
    line = Generation.objects.filter(account__in={one for one in accounts if one}, state=G.QUEUED).order_by(*TURN)
    for generation, account in line.values_list("pk", "account"):
        ahead[account] += 1
        places[generation] = ahead[account]
    return places
