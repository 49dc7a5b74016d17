"""The steps of a generation. A step reads the state from the row, does one thing, and writes the state fenced by its
lease; any step may be killed anywhere and run again.

A generation of the animatic has one step: it becomes a job, and the job's end (`animatics`) is the generation's end.
"""

from datetime import timedelta

from channels.db import database_sync_to_async
from django.db import transaction
from django.utils import timezone

from storyboard.live.sending import Fragment, record
from storyboard.takes.chaining import tell_followers
from storyboard.takes.models import Generation, Take
from storyboard.takes.states import OPEN_GENERATIONS, GenerationState, TakeState, check_transition
from storyboard.work import jobs, leases
from storyboard.work.runner import Steps

LEASE = timedelta(seconds=30)
ANIMATIC_JOB = "animatic"


def advance(generation: Generation, state: GenerationState, **writes: object) -> None:
    """Moves a generation to its next state and saves what comes with it. Raises IllegalTransition."""
    check_transition(generation.state, state)
    generation.state = state
    for name, value in writes.items():
        setattr(generation, name, value)
    generation.save(update_fields=["state", *writes])


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


def claim_generations(worker: str, limit: int) -> list[Generation]:
    """Takes due generations for one lease."""
    return leases.claim(Generation.objects.filter(state__in=OPEN_GENERATIONS), limit, LEASE)


async def take_step(generation: Generation) -> None:
    """Takes the next step of one claimed generation."""
    await database_sync_to_async(start_animatic)(generation)


def start_animatic(claimed: Generation) -> None:
    """Turns a queued animatic into a job; from then on the job's lease keeps it alive, not the generation's."""
    with transaction.atomic():
        generation = leases.held(claimed).filter(state=GenerationState.QUEUED).select_for_update().first()
        if generation is None:
            return
        jobs.enqueue(ANIMATIC_JOB, generation.pk)
        advance(generation, GenerationState.PREPARING)
        advance(generation, GenerationState.RUNNING, due_at=None, lease="", submitted_at=timezone.now())
        take = generation.takes.get()
        change_take(take, state=TakeState.RUNNING, started_at=timezone.now())


STEPS = Steps(claim=claim_generations, take=take_step, at_once=8)
