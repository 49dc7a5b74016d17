"""How states are written: by the table of `states`, fenced by the lease, and told to every open page.

The steps themselves are in `steps` and the modules it names. Rows are always locked in one order: a generation, then
its takes.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from functools import partial

from channels.db import database_sync_to_async
from django.db import DatabaseError, transaction
from django.utils import timezone

from storyboard.live.sending import Fragment, record
from storyboard.takes.chaining import tell_followers
from storyboard.takes.models import Generation, Take
from storyboard.takes.states import WORKING_TAKES, Event, Next, TakeState, way_from
from storyboard.takes.worth import settling
from storyboard.work import leases

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
RENEW_EVERY_SECONDS = 10


class Lost(Exception):
    """The claim is lost, or the row went on without this step: nothing of it is written."""


@contextmanager
def fenced(claimed: Generation) -> Iterator[Generation]:
    """The row as it is now, locked, in one transaction with whatever the step writes. Raises Lost."""
    with transaction.atomic():
        rows = leases.held(claimed).filter(state=claimed.state).select_for_update(of=("self",))
        generation = rows.select_related("order", "project").first()
        if generation is None:
            raise Lost
        yield generation


@asynccontextmanager
async def kept(hold: Callable[[], bool]) -> AsyncIterator[None]:
    """Has `hold` keep a claim for as long as the block lasts; ends the step once it says that all is lost."""
    step = asyncio.current_task()

    async def renew() -> None:
        while True:
            await asyncio.sleep(RENEW_EVERY_SECONDS)
            try:
                if not await database_sync_to_async(hold)() and step:
                    step.cancel()
            except DatabaseError as error:
                logger.warning("A lease could not be renewed, which is tried again: %s", error)

    keeper = asyncio.create_task(renew())
    try:
        yield
    finally:
        keeper.cancel()


def held(row: Generation | Take) -> Callable[[], bool]:
    """Keeps the lease of one row, as `kept` asks for."""
    return partial(leases.renew, [row], LEASE)


def advance(generation: Generation, event: Event, **writes: object) -> None:
    """Moves a generation along the way that an event opens, and saves what comes with it; a price that is written takes
    the place of the reservation. Raises IllegalTransition."""
    way = way_from(generation.state, event, frozenset(writes))
    written = {"state": way.to, **writes, **settling(generation, writes), **_timing(way.then)}
    for name, value in written.items():
        setattr(generation, name, value)
    generation.save(update_fields=[*written])


def _timing(then: Next) -> dict[str, object]:
    """What becomes of time and lease: a step that goes on keeps both."""
    if then is Next.SAME_STEP:
        return {}
    if then is Next.ON_TIME:
        return {"lease": ""}
    return {"lease": "", "due_at": timezone.now() if then is Next.AT_ONCE else None}


def change_take(take: Take, **writes: object) -> None:
    """Saves fields of a take, counts its version, and has every open page draw it again.

    A verdict is told to the boards that go on from the take's project as well: they may have something to offer then.
    """
    take.version += 1
    for name, value in writes.items():
        setattr(take, name, value)
    take.save(update_fields=["version", *writes])
    record(take.project_id, [Fragment("take", take.pk, take.version)])
    if "verdict" in writes:
        tell_followers(take.project_id)


def redraw_open_takes(generation: Generation) -> None:
    """Has every open page draw the takes of a generation again: its stage is another one. Call in its transaction."""
    takes = generation.takes.filter(state__in=WORKING_TAKES).only("pk", "version")
    record(generation.project_id, [Fragment("take", take.pk, take.version) for take in takes])


def change_open_takes(generation: Generation, state: TakeState, **writes: object) -> None:
    """The same for all takes of a generation that are still worked on."""
    for take in generation.takes.filter(state__in=WORKING_TAKES):
        change_take(take, state=state, **writes)
