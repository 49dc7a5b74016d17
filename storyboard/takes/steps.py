"""The steps of a generation, one for each state. A step reads the state from the row, does one thing outside, and
writes the state fenced by its lease; any step may be killed anywhere and run again, but for a create, which is sent
once.

| state | step | leads to |
| --- | --- | --- |
| queued | an animatic becomes a job; anything else is opened when it is its turn | running; preparing |
| preparing | media are given to the provider, the final bytes written | submitting; failed |
| submitting | the create is sent; found here by a later claim, the provider is asked whether it was | running; queued; failed; unconfirmed |
| running | the provider is asked, many of an account at once; results are noted as they come | running; collecting; failed; unconfirmed |
| collecting | nothing of its own: it ends with the last of its takes | done; failed |

A take that has a link is fetched by steps of its own, also while others of its generation are still being made.
"""  # noqa: E501  (a table)

import logging
from collections.abc import Awaitable, Callable

from channels.db import database_sync_to_async
from django.db.models import QuerySet

from storyboard.takes import animatics, fetching, opening, polling, preparing, queueing, rehearsals, submitting, turns
from storyboard.takes.models import Generation, Take
from storyboard.takes.pipeline import LEASE, Lost, held, kept
from storyboard.takes.speaking import is_made_here
from storyboard.takes.states import GenerationState, TakeState
from storyboard.work import leases
from storyboard.work.runner import Steps

logger = logging.getLogger(__name__)

STEPS_BY_STATE: dict[str, Callable[[Generation], Awaitable[None]]] = {
    GenerationState.PREPARING: preparing.prepare,
    GenerationState.SUBMITTING: submitting.settle_doubt,
}


def claim_generations(worker: str, limit: int) -> list[Generation]:
    """Takes generations that are due before they run, what a step needs loaded with them."""
    begun = leases.claim(_in(GenerationState.PREPARING, GenerationState.SUBMITTING), limit, LEASE, worker=worker)
    return [*begun, *opening.claim_waiting(worker, limit - len(begun))]


def claim_takes(worker: str, limit: int) -> list[Take]:
    """Takes whose file is due to be fetched."""
    rows = Take.objects.filter(rehearsals.may_be_worked_by(worker, "generation__"), state=TakeState.COLLECTING)
    rows = rows.filter(stuck=False).select_related("generation__account", "generation__project")
    return rehearsals.takes_without_lost(leases.claim(rows, limit, LEASE), worker)


def _in(*states: GenerationState) -> "QuerySet[Generation]":
    return Generation.objects.filter(state__in=states).select_related("account", "project")


async def take_step(generation: Generation) -> None:
    """Takes the next step of one claimed generation, keeping its lease meanwhile."""
    try:
        async with kept(held(generation)):
            await _step_of(generation)(generation)
    except Lost:
        logger.info("Generation %s was taken over or changed by somebody else.", generation.pk)


def _step_of(generation: Generation) -> Callable[[Generation], Awaitable[None]]:
    if is_made_here(generation.model):
        return _start_animatic
    return STEPS_BY_STATE[generation.state]


async def _start_animatic(generation: Generation) -> None:
    await database_sync_to_async(animatics.start)(generation)


STEPS = (
    Steps(claim=claim_generations, take=take_step, at_once=8),
    Steps(claim=turns.claim_running, take=polling.ask, at_once=8),
    Steps(claim=claim_takes, take=fetching.fetch, at_once=4),
    Steps(claim=queueing.claim_moved, take=queueing.tell_line, at_once=1),
)
