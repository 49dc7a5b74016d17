"""Rehearsals belong to one process: the stand-in that answers them lives in its memory. Other workers leave them alone
while that process lives; once it has ended, they end them with a sentence."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from storyboard.takes.collecting import locked, settle
from storyboard.takes.models import Generation, Take
from storyboard.takes.pipeline import Lost, advance, change_open_takes, change_take, fenced
from storyboard.takes.sentences import rehearsal_lost
from storyboard.takes.speaking import REHEARSAL, is_rehearsal
from storyboard.takes.states import Event, TakeState
from storyboard.work.runner import living_workers


def may_be_worked_by(worker: str, of: str = "") -> Q:
    """All but the rehearsals of other living workers. `of` leads from the rows at hand to their generation."""
    others = list(living_workers().exclude(pk=worker).values_list("pk", flat=True))
    return ~Q(**{f"{of}model__startswith": REHEARSAL, f"{of}worker__in": others}) if others else Q()


def without_lost(claimed: Sequence[Generation], worker: str) -> list[Generation]:
    """Those that can go on; the others, whose stand-in has ended with its process, are ended."""
    lost = [one for one in claimed if is_rehearsal(one.model) and one.worker != worker]
    for generation in lost:
        _lose(generation)
    return [one for one in claimed if one not in lost]


def takes_without_lost(claimed: Sequence[Take], worker: str) -> list[Take]:
    """The same for takes whose file is to be fetched."""
    lost = [one for one in claimed if is_rehearsal(one.generation.model) and one.generation.worker != worker]
    for take in lost:
        _lose_file(take.pk)
    return [one for one in claimed if one not in lost]


def _lose_file(take_id: str) -> None:
    with transaction.atomic():
        if take := locked(take_id):
            change_take(take, state=TakeState.FAILED, failure=rehearsal_lost(), due_at=None, lease="")
            settle(take.generation)


def _lose(claimed: Generation) -> None:
    try:
        with fenced(claimed) as generation:
            ended = {"failure": rehearsal_lost(), "failure_code": "", "finished_at": timezone.now()}
            advance(generation, Event.GIVEN_UP, **ended, settled=0)
            change_open_takes(generation, TakeState.FAILED, failure=rehearsal_lost())
    except Lost:
        return
