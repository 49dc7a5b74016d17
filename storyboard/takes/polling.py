"""Asking a provider how generations are coming along: all that are due of one account in one question where it takes
many. Most answers bring nothing new, and cost one statement for all of them."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from channels.db import database_sync_to_async
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from storyboard.live.sending import send_progress
from storyboard.providers.answers import Answer, State
from storyboard.providers.errors import AskAgain, ProviderError
from storyboard.studio.models import ProviderAccount
from storyboard.studio.sealing import Unreadable
from storyboard.takes.hearing import give_up, hear
from storyboard.takes.models import Generation, Take
from storyboard.takes.pipeline import LEASE, Lost, kept
from storyboard.takes.reaching import reached
from storyboard.takes.speaking import Ear, ear_of, is_rehearsal
from storyboard.takes.states import WORKING_TAKES, GenerationState

# Age of a generation, and how long until it is asked again: 1 to 2 s at first, then longer, as providers ask for.
PACE = ((timedelta(seconds=30), 2.0), (timedelta(minutes=5), 5.0), (timedelta(minutes=20), 15.0))
SLOWEST_SECONDS = 60.0
HOPELESS_SECONDS = 300.0
LATE_AFTER = timedelta(minutes=20)
GIVEN_UP_AFTER = timedelta(hours=24)
LONG_AGO = datetime.min.replace(tzinfo=UTC)

Answers = Mapping[str, Answer]


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


def of_accounts_asked_by_nobody(due: "QuerySet[Generation]") -> "QuerySet[Generation]":
    """Those whose account no other worker is asking about now; the accounts are this one's until `ask` is done."""
    now = timezone.now()
    waiting = due.filter(due_at__lte=now).exclude(account=None).values_list("account", flat=True).distinct().order_by()
    free = ProviderAccount.objects.filter(Q(asked_until=None) | Q(asked_until__lt=now))
    taken = [account for account in waiting if free.filter(pk=account).update(asked_until=now + LEASE)]
    return due.filter(Q(account=None) | Q(account__in=taken))


async def ask(batch: Sequence[Generation]) -> None:
    """Asks once about generations of one account, claimed together, and writes what is new."""
    asked_at, wait = timezone.now(), 0.0
    answers: Answers = {}
    async with kept(batch, partial(_ask_on, batch)):
        try:
            answers = await _answers(batch)
        except ProviderError as error:
            # Nothing was heard, which says nothing of the generations: they are asked about again.
            wait = error.retry_after or 0.0 if isinstance(error, AskAgain) else HOPELESS_SECONDS
        except Unreadable:
            wait = HOPELESS_SECONDS
        await database_sync_to_async(write)(batch, answers, asked_at, wait)
    await database_sync_to_async(_let_others_ask)(batch)


def _ask_on(batch: Sequence[Generation]) -> None:
    ProviderAccount.objects.filter(pk=batch[0].account_id).update(asked_until=timezone.now() + LEASE)


def _let_others_ask(batch: Sequence[Generation]) -> None:
    ProviderAccount.objects.filter(pk=batch[0].account_id).update(asked_until=None)


async def _answers(batch: Sequence[Generation]) -> Answers:
    ear: Ear = await database_sync_to_async(ear_of)(batch[0])
    wanted = {generation.provider_task: generation.wanted for generation in batch}
    return await reached(batch[0].account, ear.client.ask(ear.door, ear.access, list(wanted), wanted))


def write(batch: Sequence[Generation], answers: Answers, asked_at: datetime, wait: float = 0.0) -> None:
    """Writes what providers said. `asked_at` is when they were asked; `wait` the seconds to wait at least."""
    working = _working_takes(batch)
    for generation in batch:
        answer = answers.get(generation.provider_task)
        if answer and _is_news(answer, working[generation.pk]):
            _hear(generation, answer)
    _tell_progress(batch, answers, working)
    _pause(batch, asked_at, wait)


def _hear(generation: Generation, answer: Answer) -> None:
    try:
        hear(generation, answer)
    except Lost:
        return


def _working_takes(batch: Sequence[Generation]) -> Mapping[str, list[Take]]:
    found = defaultdict(list)
    rows = Take.objects.filter(generation__in=[generation.pk for generation in batch], state__in=WORKING_TAKES)
    for take in rows.only("generation_id", "project_id", "result_id", "progress").order_by("number"):
        found[take.generation_id].append(take)
    return found


def _is_news(answer: Answer, takes: Sequence[Take]) -> bool:
    """Whether it says more than how far the work is."""
    if answer.state in (State.DONE, State.FAILED):
        return True
    known = {take.result_id for take in takes}
    return any(result.key not in known for result in answer.results) and any(not take.result_id for take in takes)


def _tell_progress(batch: Sequence[Generation], answers: Answers, working: Mapping[str, list[Take]]) -> None:
    """How far each is, which has no row of its own and is only drawn."""
    farther = []
    for generation in batch:
        answer = answers.get(generation.provider_task)
        percent = min(99, answer.progress or 0) if answer and answer.state is not State.DONE else 0
        for take in working[generation.pk]:
            if not take.result_id and take.progress < percent:
                take.progress = percent
                farther.append(take)
    Take.objects.bulk_update(farther, ["progress"])
    for take in farther:
        send_progress(take.project_id, take.pk, take.progress)


def _pause(batch: Sequence[Generation], asked_at: datetime, wait: float) -> None:
    """Until the next time, later for all whose row went on without us: those keep what they have. Whoever was called
    for since the question is asked about at once; after a day without an end a person decides."""
    now, pauses = timezone.now(), defaultdict(list)
    for generation in batch:
        age = _age(generation, now)
        if min(age, now - (generation.woken_at or LONG_AGO)) > GIVEN_UP_AFTER:
            give_up(generation)
        else:
            pauses[_pace(age), age > LATE_AFTER].append(generation.pk)
    held = Generation.objects.filter(lease=batch[0].lease, state=GenerationState.RUNNING)
    for (seconds, late), ids in pauses.items():
        # Spread, so that what was ordered together is not asked about together for ever.
        due = now + timedelta(seconds=max(seconds, wait) * random.uniform(0.9, 1.1))  # noqa: S311
        woken = When(Q(woken_at__gt=asked_at) & ~Q(woken_at=None), then=Value(now))
        held.filter(pk__in=ids).update(lease="", late=late, due_at=Case(woken, default=Value(due)))
