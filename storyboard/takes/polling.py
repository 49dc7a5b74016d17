"""Asking a provider how a generation is coming along. Results are noted singly: the first of four is fetched while the
others are still being made."""

from datetime import datetime, timedelta

from channels.db import database_sync_to_async
from django.utils import timezone

from storyboard.live.sending import send_progress
from storyboard.providers.answers import Answer, Result, State
from storyboard.providers.errors import AskAgain, ProviderError
from storyboard.takes import collecting
from storyboard.takes.models import Generation, Take
from storyboard.takes.pipeline import advance, change_open_takes, change_take, fenced
from storyboard.takes.sentences import failure, no_answer
from storyboard.takes.speaking import ear_of, is_rehearsal
from storyboard.takes.states import WORKING_TAKES, GenerationState, TakeState

# Age of a generation, and how long until it is asked again. Sources: Runware asks for 1 to 2 s at first, then longer.
PACE = ((timedelta(seconds=30), 2.0), (timedelta(minutes=5), 5.0), (timedelta(minutes=20), 15.0))
SLOWEST_SECONDS = 60.0
LATE_AFTER = timedelta(minutes=20)
GIVEN_UP_AFTER = timedelta(hours=24)


def first_ask(generation: Generation, now: datetime) -> datetime:
    """When to ask for the first time."""
    return now + timedelta(seconds=0.5 if is_rehearsal(generation.model) else PACE[0][1])


def next_ask(generation: Generation, now: datetime, wait: float | None = None) -> datetime:
    """When to ask again: later the older it is, and never before the provider said."""
    age = now - (generation.submitted_at or generation.created_at)
    seconds = next((pace for until, pace in PACE if age < until), SLOWEST_SECONDS)
    return now + timedelta(seconds=max(seconds, wait or 0.0))


async def ask(generation: Generation) -> None:
    """Asks once and writes what is new."""
    ear = await database_sync_to_async(ear_of)(generation)
    task = generation.provider_task
    try:
        answers = await ear.client.ask(ear.door, ear.access, [task], {task: generation.wanted})
    except ProviderError as error:
        await database_sync_to_async(wait)(generation, error)
        return
    if await database_sync_to_async(hear)(generation, answers.get(task)):
        await collecting.fetch_results(generation, ear)
        await database_sync_to_async(pause)(generation)


def pause(claimed: Generation) -> None:
    """Until the next time. Raises Lost."""
    with fenced(claimed) as generation:
        _later(generation)


def wait(claimed: Generation, error: ProviderError) -> None:
    """Nothing was heard, which says nothing of the generation: it is asked again."""
    with fenced(claimed) as generation:
        _later(generation, error.retry_after if isinstance(error, AskAgain) else SLOWEST_SECONDS * 5)


def hear(claimed: Generation, answer: Answer | None) -> bool:
    """Writes what the provider said; True while it is still at it. Raises Lost."""
    with fenced(claimed) as generation:
        if answer is None or answer.state is State.MISSING:
            return True
        _note(generation, answer)
        if answer.state is State.DONE:
            advance(generation, GenerationState.COLLECTING, due_at=timezone.now(), lease="", **_paid(answer))
        elif answer.state is State.FAILED:
            _fail(generation, answer)
        else:
            return True
    return False


def _note(generation: Generation, answer: Answer) -> None:
    """Gives each new result to a take that has none yet."""
    takes = list(generation.takes.order_by("number"))
    known = {take.result_id for take in takes}
    free = [take for take in takes if not take.result_id and take.state in WORKING_TAKES]
    for result in answer.results:
        if result.key not in known and free:
            _give(free.pop(0), result)
    for take in free:
        _progress(take, answer.progress or 0)


def _give(take: Take, result: Result) -> None:
    if result.failure or not result.url:
        change_take(take, result_id=result.key, state=TakeState.FAILED, failure=failure(result.failure))
    else:
        change_take(take, result_id=result.key, result_url=result.url, state=TakeState.COLLECTING, progress=99)


def _progress(take: Take, percent: int) -> None:
    percent = min(99, percent)
    if Take.objects.filter(pk=take.pk, progress__lt=percent).update(progress=percent):
        send_progress(take.project_id, take.pk, percent)


def _later(generation: Generation, pause: float | None = None) -> None:
    """Until the next time; after a day without an end a person decides."""
    now = timezone.now()
    age = now - (generation.submitted_at or generation.created_at)
    if age > GIVEN_UP_AFTER:
        advance(generation, GenerationState.UNCONFIRMED, failure=no_answer(), due_at=None, lease="")
        change_open_takes(generation, TakeState.UNCONFIRMED, failure=no_answer())
        return
    generation.late = age > LATE_AFTER
    generation.due_at, generation.lease = next_ask(generation, now, pause), ""
    generation.save(update_fields=["late", "due_at", "lease"])


def _fail(generation: Generation, answer: Answer) -> None:
    """The provider gave up. What it had made before is kept."""
    sentence = failure(answer.failure, answer.kind)
    for take in generation.takes.filter(result_id="", state__in=WORKING_TAKES):
        change_take(take, state=TakeState.FAILED, failure=sentence)
    if generation.takes.filter(state=TakeState.COLLECTING).exists():
        advance(generation, GenerationState.COLLECTING, due_at=timezone.now(), lease="", **_paid(answer))
        return
    failed = {"failure": sentence, "failure_code": answer.code[:60], "finished_at": timezone.now()}
    advance(generation, GenerationState.FAILED, due_at=None, lease="", **failed, **_paid(answer))


def _paid(answer: Answer) -> dict[str, object]:
    """What it cost, as far as the provider says so: a price that is not told is not nought."""
    costs = [result.cost for result in answer.results if result.cost is not None]
    cost = answer.cost if answer.cost is not None else sum(costs) if costs else None
    return {} if cost is None else {"settled": cost, "unit": answer.unit}
