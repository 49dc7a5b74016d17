"""Generations, takes and whose turn it is to ask, brought back to a wall clock that jumped."""

from datetime import timedelta

from django.utils import timezone

from storyboard.studio.models import ProviderAccount
from storyboard.takes.models import Generation, Take
from storyboard.takes.pipeline import LEASE
from storyboard.takes.states import OPEN_GENERATIONS, TakeState
from storyboard.work.clock import follow_with


def follow_clock(jump: timedelta) -> None:
    """`jump` is how far the clock went beside the time that passed; back is less than nothing."""
    follow_with(Generation.objects.filter(state__in=OPEN_GENERATIONS), LEASE, jump)
    follow_with(Take.objects.filter(state=TakeState.COLLECTING), LEASE, jump)
    # Whoever asks now says so again within its lease; nobody else is kept from asking by a time that never comes.
    latest = timezone.now() + LEASE
    ProviderAccount.objects.filter(asked_until__gt=latest).update(asked_until=latest)
