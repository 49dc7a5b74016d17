"""What a person decides about a generation: what became of it, that it is taken back, that it goes first, or that the
same is ordered once more.

NotPossible             nothing was changed; the text is the sentence to show
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal

from asgiref.sync import async_to_sync
from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone

from storyboard.providers.answers import Answer, State
from storyboard.providers.clients import CLIENTS
from storyboard.providers.errors import ProviderError
from storyboard.studio.sealing import Unreadable
from storyboard.takes import deciding_sentences as sentences
from storyboard.takes.collecting import locked, settle
from storyboard.takes.hooks import belongs_to_another, follow
from storyboard.takes.models import Generation, Order, Take
from storyboard.takes.pipeline import advance, change_open_takes, change_take
from storyboard.takes.queueing import line_changed
from storyboard.takes.sentences import key_gone
from storyboard.takes.speaking import ear_of, kind_of
from storyboard.takes.states import Event, GenerationState, TakeState
from storyboard.work.waking import wake_workers

G = GenerationState
MAY_BE_CANCELLED = (G.QUEUED, G.PREPARING)


class NotPossible(Exception):
    """It cannot be done as things stand."""


def task_to_ask_for(generation: Generation) -> str:
    """Under what the provider would know it; empty where nothing is known to ask for."""
    knows = CLIENTS[kind_of(generation.model)].KNOWS_CREATES
    return generation.provider_task or (generation.client_id if knows and generation.final_request else "")


def ask_provider(generation: Generation) -> str:
    """Asks now; one that the provider knows is followed again. The sentence that tells. Raises NotPossible."""
    task = task_to_ask_for(generation)
    if not task:
        raise NotPossible(sentences.nothing_to_ask_for())
    try:
        answer = _answer(generation, task)
    except Unreadable:
        raise NotPossible(key_gone()) from None
    except ProviderError as error:
        raise NotPossible(sentences.not_answered(error.message)) from error
    if answer is None or answer.state is State.MISSING:
        raise NotPossible(sentences.not_known_there())
    _follow(generation, task)
    return sentences.known_there()


def _answer(generation: Generation, task: str) -> Answer | None:
    ear = ear_of(generation)
    answers = async_to_sync(ear.client.ask)(ear.door, ear.access, [task], {task: generation.wanted})
    return answers.get(task)


def enter_task(generation: Generation, task: str) -> None:
    """It did arrive, under that id: it is followed from now on. Raises NotPossible."""
    task = task.strip()
    if not (0 < len(task) <= 100 and task.isascii() and task.isprintable() and " " not in task):
        raise NotPossible(sentences.no_such_id())
    if belongs_to_another(generation, task):
        raise NotPossible(sentences.id_of_another())
    _follow(generation, task)


def _follow(generation: Generation, task: str) -> None:
    if not follow(generation, task):
        raise NotPossible(sentences.went_on())


def write_off(generation: Generation, *, charged: bool) -> None:
    """Gives up what nobody knew the fate of, with what it cost: what was expected, or nothing. Raises NotPossible."""
    with _of_state(generation, G.UNCONFIRMED) as found:
        cost = (found.estimated or Decimal(0)) if charged else Decimal(0)
        sentence = sentences.written_off(charged=charged)
        advance(found, Event.WRITTEN_OFF, failure=sentence, settled=cost, finished_at=timezone.now())
        for take in found.takes.filter(state=TakeState.UNCONFIRMED):
            change_take(take, state=TakeState.FAILED, failure=sentence)


def cancel(generation: Generation) -> None:
    """Takes back what was not sent yet, whoever is at work on it. Raises NotPossible."""
    with _of_state(generation, *MAY_BE_CANCELLED) as found:
        advance(found, Event.CANCELLED, settled=0, finished_at=timezone.now())
        change_open_takes(found, TakeState.CANCELLED)
        line_changed(found.account_id)


def cancel_all(order: Order) -> tuple[int, int]:
    """Takes back all of an order that was not sent yet; how many results that were, and how many were sent before.
    Raises NotPossible where it is none."""
    ended = 0
    for generation in order.generations.filter(state__in=MAY_BE_CANCELLED).order_by("pk"):
        with suppress(NotPossible):
            cancel(generation)
            ended += generation.wanted
    if not ended:
        raise NotPossible(sentences.went_on())
    return ended, sent_of(order)


def sent_of(order: Order) -> int:
    """How many results of an order were asked for at the provider, whatever became of them."""
    sent = order.generations.exclude(state=G.CANCELLED).exclude(submitted_at=None)
    return int(sent.aggregate(Sum("wanted"))["wanted__sum"] or 0)


def others_of(generation: Generation) -> bool:
    """Whether anything else was ordered with it that was not taken back."""
    return generation.order.generations.exclude(pk=generation.pk).exclude(state=G.CANCELLED).exists()


def go_first(generation: Generation) -> None:
    """Has it go out before all others of its account that wait. Raises NotPossible."""
    with _of_state(generation, G.QUEUED) as found:
        waiting = Generation.objects.filter(account=found.account_id, state=G.QUEUED)
        highest = waiting.aggregate(Max("priority"))["priority__max"] or 0
        Generation.objects.filter(pk=found.pk).update(priority=min(highest + 1, 30_000))
        line_changed(found.account_id)


def fetch_again(generation: Generation) -> None:
    """Has files fetched that were not had in many tries. Raises NotPossible."""
    stuck = list(generation.takes.filter(state=TakeState.COLLECTING, stuck=True))
    if not stuck:
        raise NotPossible(sentences.went_on())
    for take in stuck:
        with transaction.atomic():
            if held := locked(take.pk):
                change_take(held, stuck=False, tries=0, due_at=timezone.now(), lease="")
    wake_workers()


def give_files_up(generation: Generation) -> None:
    """Ends takes whose paid file cannot be had; their link stays. Raises NotPossible."""
    stuck = list(generation.takes.filter(state=TakeState.COLLECTING, stuck=True))
    if not stuck:
        raise NotPossible(sentences.went_on())
    for take in stuck:
        _give_file_up(take)


def _give_file_up(take: Take) -> None:
    with transaction.atomic():
        if held := locked(take.pk):
            change_take(held, state=TakeState.FAILED, stuck=False, failure=sentences.file_given_up(), due_at=None)
            settle(held.generation)


@contextmanager
def _of_state(generation: Generation, *states: GenerationState) -> Iterator[Generation]:
    """The generation as it is now, locked, in one of these states. Raises NotPossible."""
    with transaction.atomic():
        rows = Generation.objects.select_for_update(of=("self",)).filter(pk=generation.pk, state__in=states)
        found = rows.select_related("order", "project").first()
        if found is None:
            raise NotPossible(sentences.went_on())
        yield found
