"""Clocks of machines jump: somebody sets them, or the machine slept. Times and leases of rows are of the wall clock, so
that a worker that notices brings them back to it: nothing is held, or kept waiting, by an hour that never was."""

import time
from collections.abc import Callable
from datetime import timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

SMALLEST_JUMP = timedelta(seconds=5)
# Takes how far the wall clock went beside the time that passed; back is less than nothing.
Follower = Callable[[timedelta], None]
_followers: list[Follower] = []


def register_follower(follower: Follower) -> None:
    """Rooms above register here who brings their rows back, once, when the app is ready."""
    _followers.append(follower)


class Clock:
    """Compares the wall clock with one that never jumps, from one look to the next."""

    def __init__(self) -> None:
        self.wall, self.steady = timezone.now(), time.monotonic()

    def jump(self) -> timedelta:
        """How far the wall clock jumped since the last look; nothing where it only went on."""
        gone = self.drift()
        self.wall, self.steady = timezone.now(), time.monotonic()
        return gone

    def drift(self) -> timedelta:
        """The same, without counting as a look."""
        gone = timezone.now() - self.wall - timedelta(seconds=time.monotonic() - self.steady)
        return gone if abs(gone) >= SMALLEST_JUMP else timedelta(0)


def follow(jump: timedelta) -> None:
    """Brings the rows of all rooms back to the wall clock after a jump. Doing it twice does no harm."""
    for follower in _followers:
        follower(jump)


def follow_with(open_rows: "QuerySet", lease: timedelta, jump: timedelta) -> None:  # type: ignore[type-arg]
    """Brings open rows with `due_at` and `lease` back: what is held is held for one lease from now, unless that had run
    out before the jump; what waits, waits no longer for a clock that was set back."""
    now = timezone.now()
    ran_out = now - max(jump, timedelta(0))
    open_rows.exclude(lease="").filter(due_at__gt=ran_out).update(due_at=now + lease)
    if jump < timedelta(0):
        open_rows.filter(lease="", due_at__gt=now).update(due_at=F("due_at") + jump)
