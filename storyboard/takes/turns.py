"""Whose turn it is to ask: one worker at a time asks about the running generations of an account.

The account's row holds that claim, so that ten thousand generations are asked about without a claim of their own each
time. A rehearsal has no account and is claimed like any other row.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from storyboard.ids import new_id
from storyboard.studio.models import ProviderAccount
from storyboard.takes import rehearsals
from storyboard.takes.models import Generation
from storyboard.takes.pipeline import LEASE, Lost
from storyboard.takes.speaking import Ear, ear_at, kind_of
from storyboard.takes.states import GenerationState
from storyboard.work import leases

MOST_ASKED = 400
RUNNING = Generation.objects.filter(state=GenerationState.RUNNING)


class Asked(NamedTuple):
    """What a question needs of a generation: a few short columns of a long row."""

    pk: str
    lease: str
    model: str
    provider_task: str
    wanted: int
    created_at: datetime
    submitted_at: datetime | None
    woken_at: datetime | None

    def row(self) -> Generation:
        """The claim, as what writes something new is fenced by."""
        return Generation(pk=self.pk, lease=self.lease, state=GenerationState.RUNNING)


COLUMNS = tuple(Asked.__annotations__)


@dataclass(frozen=True)
class Turn:
    """Generations that one question is about, and whose they are: an account's, or rehearsals of a workspace."""

    generations: Sequence[Asked]
    account: ProviderAccount | None
    workspace: str = ""

    def ear(self) -> Ear:
        """Whom to ask. Raises Unreadable."""
        return ear_at(kind_of(self.generations[0].model), self.account, self.workspace)


def claim_running(worker: str, limit: int) -> list[Turn]:
    """Takes running generations that are due to be asked for, together those that one question can be about."""
    if limit <= 0:
        return []
    of_accounts = _claim_accounts(limit)
    return [*of_accounts, *_claim_rehearsals(worker, limit - len(of_accounts))]


def _claim_accounts(limit: int) -> list[Turn]:
    now = timezone.now()
    due = RUNNING.filter(due_at__lte=now)
    free = ProviderAccount.objects.filter(Q(asked_until=None) | Q(asked_until__lte=now))
    longest_ago = F("asked_until").asc(nulls_first=True)
    turns = []
    for account in free.filter(pk__in=due.values("account")).order_by(longest_ago)[:limit]:
        account.asking = new_id()
        if free.filter(pk=account.pk).update(asking=account.asking, asked_until=now + LEASE):
            turns.append(_turn(account, due.filter(account=account)))
    return [turn for turn in turns if turn.generations]


def _turn(account: ProviderAccount, due: "QuerySet[Generation]") -> Turn:
    """About those that wait longest; over at once where nothing waits any more."""
    rows = due.order_by("due_at").values_list(*COLUMNS)[:MOST_ASKED]
    turn = Turn([Asked(*row) for row in rows], account)
    if not turn.generations:
        end(turn)
    return turn


def _claim_rehearsals(worker: str, limit: int) -> list[Turn]:
    mine = RUNNING.filter(rehearsals.may_be_worked_by(worker), account=None).select_related("project")
    found = defaultdict(list)
    for one in rehearsals.without_lost(leases.claim(mine, MOST_ASKED if limit > 0 else 0, LEASE), worker):
        asked = Asked(*(getattr(one, name) for name in COLUMNS))
        found[one.project.workspace_id, kind_of(one.model)].append(asked)
    return [Turn(those, None, workspace) for (workspace, _kind), those in found.items()]


@contextmanager
def in_turn(turn: Turn) -> Iterator[None]:
    """One transaction, within which it is still our turn. Raises Lost."""
    with transaction.atomic():
        if turn.account and not _held(turn.account).select_for_update().values_list("pk").first():
            raise Lost
        yield


def hold(turn: Turn) -> bool:
    """Keeps the turn for another lease; False when it was lost."""
    if turn.account is None:
        return leases.renew([one.row() for one in turn.generations], LEASE)
    return bool(_held(turn.account).update(asked_until=timezone.now() + LEASE))


def end(turn: Turn) -> None:
    """Lets others ask."""
    if turn.account:
        _held(turn.account).update(asking="", asked_until=timezone.now())


def _held(account: ProviderAccount) -> "QuerySet[ProviderAccount]":
    return ProviderAccount.objects.filter(pk=account.pk, asking=account.asking)
