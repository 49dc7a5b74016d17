"""The steps of a generation, one for each state. A step reads the state from the row, does one thing outside, and
writes the state fenced by its lease; any step may be killed anywhere and run again, but for a create, which is sent
once.

| state | step | leads to |
| --- | --- | --- |
| queued | an animatic becomes a job; anything else is opened | running; preparing |
| preparing | media are given to the provider, the final bytes written | submitting; failed |
| submitting | the create is sent; found here by a later claim, it may have been sent before | running; failed; unconfirmed |
| running | the provider is asked, results are noted as they come | running; collecting; failed; unconfirmed |
| collecting | files are fetched and checked | done; failed |
"""  # noqa: E501  (a table)

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from channels.db import database_sync_to_async

from storyboard.takes import animatics, collecting, polling, preparing, submitting
from storyboard.takes.models import Generation
from storyboard.takes.pipeline import Lost
from storyboard.takes.speaking import is_made_here
from storyboard.takes.states import OPEN_GENERATIONS, GenerationState
from storyboard.work import leases
from storyboard.work.runner import Steps

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=30)
RENEW_EVERY_SECONDS = 10

STEPS_BY_STATE: dict[str, Callable[[Generation], Awaitable[None]]] = {
    GenerationState.QUEUED: preparing.start,
    GenerationState.PREPARING: preparing.prepare,
    GenerationState.SUBMITTING: submitting.settle_doubt,
    GenerationState.RUNNING: polling.ask,
    GenerationState.COLLECTING: collecting.collect,
}


def claim_generations(worker: str, limit: int) -> list[Generation]:
    """Takes due generations for one lease, what a step needs loaded with them."""
    open_ones = Generation.objects.filter(state__in=OPEN_GENERATIONS)
    claimed = {row.pk: row.lease for row in leases.claim(open_ones, limit, LEASE)}
    rows = Generation.objects.filter(pk__in=claimed).select_related("account", "project")
    return [row for row in rows if row.lease == claimed[row.pk]]


async def take_step(generation: Generation) -> None:
    """Takes the next step of one claimed generation, keeping its lease meanwhile."""
    try:
        async with _kept(generation):
            await _step_of(generation)(generation)
    except Lost:
        logger.info("Generation %s was taken over or changed by somebody else.", generation.pk)


def _step_of(generation: Generation) -> Callable[[Generation], Awaitable[None]]:
    if is_made_here(generation.model):
        return _start_animatic
    return STEPS_BY_STATE[generation.state]


async def _start_animatic(generation: Generation) -> None:
    await database_sync_to_async(animatics.start)(generation)


@asynccontextmanager
async def _kept(generation: Generation) -> AsyncIterator[None]:
    step = asyncio.current_task()

    async def renew() -> None:
        while True:
            await asyncio.sleep(RENEW_EVERY_SECONDS)
            if not await database_sync_to_async(leases.renew)(generation, LEASE) and step:
                step.cancel()

    keeper = asyncio.create_task(renew())
    try:
        yield
    finally:
        keeper.cancel()


STEPS = Steps(claim=claim_generations, take=take_step, at_once=8)
