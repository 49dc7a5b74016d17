"""Asking a provider how generations are coming along: all that are due of one account in one question where it takes
many. Most answers bring nothing new, and cost two statements for all of them."""

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from channels.db import database_sync_to_async
from django.utils import timezone

from storyboard.live.sending import send_progress
from storyboard.providers.answers import Answer, State
from storyboard.providers.errors import AskAgain, ProviderError
from storyboard.studio.outside import held_open
from storyboard.studio.sealing import Unreadable
from storyboard.takes import turns
from storyboard.takes.hearing import give_up, hear
from storyboard.takes.models import Generation
from storyboard.takes.pipeline import Lost, kept
from storyboard.takes.reaching import reached
from storyboard.takes.speaking import is_rehearsal
from storyboard.takes.turns import Asked, Turn
from storyboard.takes.waiting import Pause, Working, working_takes, write_pauses, write_progress

# Age of a generation, and how long until it is asked again: 1 to 2 s at first, then longer, as providers ask for.
PACE = ((timedelta(seconds=30), 2.0), (timedelta(minutes=5), 5.0), (timedelta(minutes=20), 15.0))
SLOWEST_SECONDS = 60.0
# Questions about many of one account begin at least so far apart: what falls due meanwhile is asked about together.
APART_SECONDS = 0.25
HOPELESS_SECONDS = 300.0
LATE_AFTER = timedelta(minutes=20)
GIVEN_UP_AFTER = timedelta(hours=24)
LONG_AGO = datetime.min.replace(tzinfo=UTC)

Answers = Mapping[str, Answer]
Workings = defaultdict[str, list[Working]]


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


def _age(generation: Generation | Asked, now: datetime) -> timedelta:
    return now - (generation.submitted_at or generation.created_at)


async def ask(turn: Turn) -> None:
    """Asks once about generations that were claimed together, and writes what is new."""
    asked_at, begun, wait = timezone.now(), time.monotonic(), 0.0
    answers: Answers = {}
    async with kept(partial(turns.hold, turn)):
        try:
            answers = await _answers(turn)
        except ProviderError as error:
            # Nothing was heard, which says nothing of the generations: they are asked about again.
            wait = error.retry_after or 0.0 if isinstance(error, AskAgain) else HOPELESS_SECONDS
        except Unreadable:
            wait = HOPELESS_SECONDS
        await database_sync_to_async(write)(turn, answers, asked_at, wait)
        try:
            if turn.account and len(turn.generations) > 1:
                await asyncio.sleep(begun + APART_SECONDS - time.monotonic())
        finally:
            await database_sync_to_async(turns.end)(turn)


async def _answers(turn: Turn) -> Answers:
    ear = turn.ear()
    wanted = {generation.provider_task: generation.wanted for generation in turn.generations}
    question = ear.client.ask(held_open(ear.door), ear.access, list(wanted), wanted)
    return await reached(turn.account, question)


def write(turn: Turn, answers: Answers, asked_at: datetime, wait: float = 0.0) -> None:
    """Writes what providers said. `asked_at` is when they were asked; `wait` the seconds to wait at least."""
    working: Workings = defaultdict(list)
    for take in working_takes(turn.generations):
        working[take.generation].append(take)
    for generation in turn.generations:
        answer = answers.get(generation.provider_task)
        if answer and _is_news(answer, working[generation.pk]):
            _hear(turn, generation, answer)
    waiting = [generation for generation in turn.generations if not _given_up(generation)]
    farther = dict(_farther(turn, answers, working))
    try:
        with turns.in_turn(turn):
            write_progress({take.pk: percent for take, percent in farther.items()})
            write_pauses(_pauses(waiting, wait), asked_at)
    except Lost:
        return
    _tell(farther)


def _hear(turn: Turn, generation: Asked, answer: Answer) -> None:
    try:
        with turns.in_turn(turn):
            hear(generation.row(), answer)
    except Lost:
        return


def _given_up(generation: Asked) -> bool:
    """Whether a day has passed without an end, so that a person decides now."""
    now = timezone.now()
    if min(_age(generation, now), now - (generation.woken_at or LONG_AGO)) <= GIVEN_UP_AFTER:
        return False
    give_up(generation.row())
    return True


def _is_news(answer: Answer, takes: Sequence[Working]) -> bool:
    """Whether it says more than how far the work is."""
    if answer.state in (State.DONE, State.FAILED):
        return True
    known = {take.result for take in takes}
    return any(result.key not in known for result in answer.results) and any(not take.result for take in takes)


def _farther(turn: Turn, answers: Answers, working: Workings) -> Iterator[tuple[Working, int]]:
    """Takes that came on, with per cent done."""
    for generation in turn.generations:
        answer = answers.get(generation.provider_task)
        percent = min(99, answer.progress or 0) if answer and answer.state is not State.DONE else 0
        for take in working[generation.pk]:
            if not take.result and take.progress < percent:
                yield take, percent


def _tell(farther: Mapping[Working, int]) -> None:
    """How far each is has no row of its own in the feed, and is only drawn."""
    told: dict[str, dict[str, int]] = defaultdict(dict)
    for take, percent in farther.items():
        told[take.project][take.pk] = percent
    for project, percents in told.items():
        send_progress(project, percents)


def _pauses(generations: Sequence[Asked], wait: float) -> list[Pause]:
    """Until the next time: the same for all of one age, so that they share a question again, and spread, so that those
    of all ages do not."""
    now, alike = timezone.now(), defaultdict(list)
    for generation in generations:
        age = _age(generation, now)
        alike[_pace(age), age > LATE_AFTER].append(generation)
    return [
        Pause(now + timedelta(seconds=max(pace, wait) * random.uniform(0.9, 1.1)), late, those)  # noqa: S311
        for (pace, late), those in alike.items()
    ]
