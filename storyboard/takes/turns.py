"""Whose turn it is to ask: one worker at a time asks about the running generations of an account.

The account's row holds that claim, so that ten thousand generations are asked about without a claim of their own each
time. A rehearsal has no account and is claimed like any other row.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from storyboard.ids import new_id
from storyboard.studio.models import ProviderAccount
from storyboard.takes import rehearsals
from storyboard.takes.models import Generation
from storyboard.takes.pipeline import LEASE, Lost
from storyboard.takes.speaking import kind_of
from storyboard.takes.states import GenerationState
from storyboard.work import leases

MOST_ASKED = 400
# What a question needs; the rest of a row is long.
LOADED = (
    "provider_task", "wanted", "state", "lease", "submitted_at", "created_at", "woken_at",
    "model", "worker", "account", "project",
)  # fmt: skip
RUNNING = Generation.objects.filter(state=GenerationState.RUNNING).only(*LOADED)


def claim_running(worker: str, limit: int) -> list[list[Generation]]:
    """Takes running generations that are due to be asked for, together those that one question can be about."""
    if limit <= 0:
        return []
    of_accounts = _claim_accounts(limit)
    return [*of_accounts, *_claim_rehearsals(worker, limit - len(of_accounts))]


def _claim_accounts(limit: int) -> list[list[Generation]]:
    now = timezone.now()
    due = RUNNING.filter(due_at__lte=now)
    free = ProviderAccount.objects.filter(Q(asked_until=None) | Q(asked_until__lt=now))
    batches = []
    for account in free.filter(pk__in=due.values("account"))[:limit]:
        account.asking = new_id()
        if free.filter(pk=account.pk).update(asking=account.asking, asked_until=now + LEASE):
            batches.append(_batch(account, due.filter(account=account)))
    return [batch for batch in batches if batch]


def _batch(account: ProviderAccount, due: "QuerySet[Generation]") -> list[Generation]:
    """Those that wait longest; the turn ends at once where nothing waits any more."""
    batch = list(due.order_by("due_at")[:MOST_ASKED])
    for generation in batch:
        generation.account = account
    if not batch:
        _end(account)
    return batch


def _claim_rehearsals(worker: str, limit: int) -> list[list[Generation]]:
    mine = RUNNING.filter(rehearsals.may_be_worked_by(worker), account=None).select_related("project")
    batches = defaultdict(list)
    for generation in rehearsals.without_lost(leases.claim(mine, MOST_ASKED if limit > 0 else 0, LEASE), worker):
        batches[generation.project.workspace_id, kind_of(generation.model)].append(generation)
    return list(batches.values())


@contextmanager
def in_turn(batch: Sequence[Generation]) -> Iterator[None]:
    """One transaction within which the turn is still ours. Raises Lost."""
    with transaction.atomic():
        account = batch[0].account
        if account and not _held(account).select_for_update().values_list("pk").first():
            raise Lost
        yield


def hold(batch: Sequence[Generation]) -> bool:
    """Keeps the turn for another lease; False when it was lost."""
    account = batch[0].account
    if account is None:
        return leases.renew(batch, LEASE)
    return bool(_held(account).update(asked_until=timezone.now() + LEASE))


def end(batch: Sequence[Generation]) -> None:
    """Lets others ask."""
    if account := batch[0].account:
        _end(account)


def _end(account: ProviderAccount) -> None:
    _held(account).update(asking="", asked_until=None)


def _held(account: ProviderAccount) -> "QuerySet[ProviderAccount]":
    return ProviderAccount.objects.filter(pk=account.pk, asking=account.asking)
