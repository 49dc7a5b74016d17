"""Asking a provider how generations are coming along: all that are due of one account in one question where it takes
many. Most answers bring nothing new, and cost two statements for all of them."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple

from channels.db import database_sync_to_async
from django.utils import timezone

from storyboard.live.sending import send_progress
from storyboard.providers.answers import Answer, State
from storyboard.providers.errors import AskAgain, ProviderError
from storyboard.studio.outside import held_open
from storyboard.studio.sealing import Unreadable
from storyboard.takes import turns
from storyboard.takes.hearing import give_up, hear
from storyboard.takes.models import Generation, Take
from storyboard.takes.pipeline import Lost, kept
from storyboard.takes.speaking import ear_of, is_rehearsal
from storyboard.takes.states import WORKING_TAKES
from storyboard.takes.waiting import Pause, write_pauses, write_progress

# Age of a generation, and how long until it is asked again: 1 to 2 s at first, then longer, as providers ask for.
PACE = ((timedelta(seconds=30), 2.0), (timedelta(minutes=5), 5.0), (timedelta(minutes=20), 15.0))
SLOWEST_SECONDS = 60.0
HOPELESS_SECONDS = 300.0
LATE_AFTER = timedelta(minutes=20)
GIVEN_UP_AFTER = timedelta(hours=24)
LONG_AGO = datetime.min.replace(tzinfo=UTC)

Answers = Mapping[str, Answer]


class Working(NamedTuple):
    """What an answer is compared with, of a take that is worked on."""

    pk: str
    generation: str
    project: str
    result: str
    progress: int


def first_ask(generation: Generation, now: datetime) -> datetime:
    """When to ask for the first time: at once where the provider has called already."""
    if generation.woken_at:
        return now
    return now + timedelta(seconds=0.5 if is_rehearsal(generation.model) else PACE[0][1])


def next_ask(generation: Generation, now: datetime, wait: float | None = None) -> datetime:
    """When to ask again: later the older it is, and never before the provider said."""
    return now + timedelta(seconds=max(_pace(_age(generation, now)), wait or 0.0))


def _pace(age: timedelta) -> float:
    return next((pace for until, pace in PACE if age < until), SLOWEST_SECONDS)


def _age(generation: Generation, now: datetime) -> timedelta:
    return now - (generation.submitted_at or generation.created_at)


async def ask(batch: Sequence[Generation]) -> None:
    """Asks once about generations that were claimed together, and writes what is new."""
    asked_at, wait = timezone.now(), 0.0
    answers: Answers = {}
    async with kept(batch, partial(turns.hold, batch)):
        try:
            answers = await _answers(batch)
        except ProviderError as error:
            # Nothing was heard, which says nothing of the generations: they are asked about again.
            wait = error.retry_after or 0.0 if isinstance(error, AskAgain) else HOPELESS_SECONDS
        except Unreadable:
            wait = HOPELESS_SECONDS
        await database_sync_to_async(_end)(batch, answers, asked_at, wait)


def _end(batch: Sequence[Generation], answers: Answers, asked_at: datetime, wait: float) -> None:
    write(batch, answers, asked_at, wait)
    turns.end(batch)


async def _answers(batch: Sequence[Generation]) -> Answers:
    ear = ear_of(batch[0])
    wanted = {generation.provider_task: generation.wanted for generation in batch}
    return await ear.client.ask(held_open(ear.door), ear.access, list(wanted), wanted)


def write(batch: Sequence[Generation], answers: Answers, asked_at: datetime, wait: float = 0.0) -> None:
    """Writes what providers said. `asked_at` is when they were asked; `wait` the seconds to wait at least."""
    working = _working_takes(batch)
    for generation in batch:
        answer = answers.get(generation.provider_task)
        if answer and _is_news(answer, working[generation.pk]):
            _hear(generation, answer)
    waiting = [generation for generation in batch if not _given_up(generation)]
    farther = _farther(batch, answers, working)
    try:
        with turns.in_turn(batch):
            write_progress(farther)
            write_pauses(_pauses(waiting, wait), asked_at)
    except Lost:
        return
    _tell(farther, working)


def _hear(generation: Generation, answer: Answer) -> None:
    try:
        with turns.in_turn([generation]):
            hear(generation, answer)
    except Lost:
        return


def _given_up(generation: Generation) -> bool:
    """Whether a day has passed without an end, so that a person decides now."""
    now = timezone.now()
    if min(_age(generation, now), now - (generation.woken_at or LONG_AGO)) <= GIVEN_UP_AFTER:
        return False
    give_up(generation)
    return True


def _working_takes(batch: Sequence[Generation]) -> Mapping[str, list[Working]]:
    found = defaultdict(list)
    rows = Take.objects.filter(generation__in=[generation.pk for generation in batch], state__in=WORKING_TAKES)
    fields = ("pk", "generation_id", "project_id", "result_id", "progress")
    for take in map(Working._make, rows.order_by("number").values_list(*fields)):
        found[take.generation].append(take)
    return found


def _is_news(answer: Answer, takes: Sequence[Working]) -> bool:
    """Whether it says more than how far the work is."""
    if answer.state in (State.DONE, State.FAILED):
        return True
    known = {take.result for take in takes}
    return any(result.key not in known for result in answer.results) and any(not take.result for take in takes)


def _farther(batch: Sequence[Generation], answers: Answers, working: Mapping[str, list[Working]]) -> Mapping[str, int]:
    """Per cent done by take, of those that came on: it has no row of its own and is only drawn."""
    farther = {}
    for generation in batch:
        answer = answers.get(generation.provider_task)
        percent = min(99, answer.progress or 0) if answer and answer.state is not State.DONE else 0
        for take in working[generation.pk]:
            if not take.result and take.progress < percent:
                farther[take.pk] = percent
    return farther


def _tell(farther: Mapping[str, int], working: Mapping[str, list[Working]]) -> None:
    told: dict[str, dict[str, int]] = defaultdict(dict)
    for take in (take for takes in working.values() for take in takes):
        if take.pk in farther:
            told[take.project][take.pk] = farther[take.pk]
    for project, percents in told.items():
        send_progress(project, percents)


def _pauses(batch: Sequence[Generation], wait: float) -> list[Pause]:
    """Until the next time: spread, so that what was ordered together is not asked about together for ever, and the same
    for all of one age, so that they share a question again."""
    now = timezone.now()
    spread = {pace: random.uniform(0.9, 1.1) for pace in (*(pace for _until, pace in PACE), SLOWEST_SECONDS)}  # noqa: S311
    ages = ((generation, _age(generation, now)) for generation in batch)
    return [
        Pause(generation, now + timedelta(seconds=max(_pace(age), wait) * spread[_pace(age)]), late=age > LATE_AFTER)
        for generation, age in ages
    ]
