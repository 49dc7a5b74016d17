"""The lines in which generations wait for a place: each account has its own, and so have the rehearsals of a workspace.

Where somebody stands changes without a change of their row, so that open pages are told of it as of progress: without
a number, without a row, at most once a second.
"""

import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from channels.db import database_sync_to_async
from django.db import transaction

from storyboard.live.sending import send_places
from storyboard.takes.models import Generation, Take
from storyboard.takes.states import GenerationState

LONGEST_SHOWN = 500
TELL_EVERY_SECONDS = 1.0


@dataclass(frozen=True)
class Line:
    """Those that wait for one account, or for the stand-ins of one workspace."""

    account: str | None
    workspace: str

    def ids(self) -> list[str]:
        """The generations in it, whoever is next first; of a very long one the first part."""
        waiting = Generation.objects.filter(state=GenerationState.QUEUED, account=self.account).exclude(client_id="")
        if self.account is None:
            waiting = waiting.filter(project__workspace=self.workspace)
        ordered = waiting.order_by("-order__priority", "created_at", "pk")
        return list(ordered.values_list("pk", flat=True)[:LONGEST_SHOWN])


def line_of(generation: Generation) -> Line:
    """The line a generation waits in; its project must be loaded with it."""
    return Line(generation.account_id, generation.project.workspace_id)


def places_in_line(generations: Iterable[Generation]) -> dict[str, int]:
    """From 1, by the generation's id; none for what does not wait, or only behind very many."""
    lines = {line_of(one) for one in generations if one.state == GenerationState.QUEUED and one.client_id}
    return {waiting: place for line in lines for place, waiting in enumerate(line.ids(), 1)}


def place_in_line(generation: Generation) -> int | None:
    """From 1; None as above."""
    return places_in_line([generation]).get(generation.pk)


_moved: set[Line] = set()
_told_at = [0.0]


def line_moved(generation: Generation) -> None:
    """Somebody left the line, or got another place in it. Call inside the change's transaction."""
    line = line_of(generation)
    transaction.on_commit(lambda: _moved.add(line), robust=True)


def claim_moved(_worker: str, limit: int) -> list[Line]:
    """Lines that moved since they were told of last: nothing is ever left untold, only later."""
    if not _moved or limit <= 0 or time.monotonic() - _told_at[0] < TELL_EVERY_SECONDS:
        return []
    _told_at[0] = time.monotonic()
    lines = list(_moved)
    _moved.difference_update(lines)
    return lines


async def tell_line(line: Line) -> None:
    """Tells every open page where its takes stand in a line."""
    await database_sync_to_async(_tell)(line)


def _tell(line: Line) -> None:
    places = {waiting: place for place, waiting in enumerate(line.ids(), 1)}
    told: dict[str, dict[str, int]] = defaultdict(dict)
    for take in Take.objects.filter(generation__in=places).only("pk", "project_id", "generation_id"):
        told[take.project_id][take.pk] = places[take.generation_id]
    for project_id, of_takes in told.items():
        send_places(project_id, of_takes)
