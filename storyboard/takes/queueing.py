"""Telling open pages where their takes stand in line: that changes without a change of their row, so that it is told
like progress, without a number and without a row, and at most once a second."""

import time
from collections import defaultdict

from channels.db import database_sync_to_async
from django.db import transaction

from storyboard.live.sending import send_places
from storyboard.takes.models import Take
from storyboard.takes.opening import MOVED, places_in_line
from storyboard.takes.states import GenerationState

TELL_EVERY_SECONDS = 1.0
_told_at = [0.0]


def claim_moved(_worker: str, limit: int) -> list[str]:
    """Accounts whose line moved since it was told of last: nothing is ever left untold, only later."""
    if not MOVED or limit <= 0 or time.monotonic() - _told_at[0] < TELL_EVERY_SECONDS:
        return []
    _told_at[0] = time.monotonic()
    accounts = list(MOVED)
    MOVED.difference_update(accounts)
    return accounts


def line_changed(account_id: str | None) -> None:
    """A person changed a line: it is told after the commit. Call inside the change's transaction."""
    if account_id:
        transaction.on_commit(lambda: _tell(account_id), robust=True)


async def tell_line(account_id: str) -> None:
    """Tells every open page where its takes stand in the line of an account."""
    await database_sync_to_async(_tell)(account_id)


def _tell(account_id: str) -> None:
    places = places_in_line([account_id])
    told: dict[str, dict[str, int]] = defaultdict(dict)
    waiting = Take.objects.filter(generation__account=account_id, generation__state=GenerationState.QUEUED)
    for take in waiting.only("pk", "project_id", "generation_id"):
        told[take.project_id][take.pk] = places.get(take.generation_id, 0)
    for project_id, of_takes in told.items():
        send_places(project_id, {take: place for take, place in of_takes.items() if place})
