"""What a worker notices of its machine, for pages to tell: a database that keeps it waiting, a clock that jumps."""

import time
from datetime import timedelta

from django.utils import timezone

from storyboard.work import clock
from storyboard.work.models import Trouble, Worker

LONG_WAIT_SECONDS = 8.0


class Watch:
    """Writes what is noticed on the worker's row, `told` once it is saved; each next thing takes the place of the
    last."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.clock = clock.Clock()
        self.jumped = timedelta(0)
        self.silent_since: float | None = None
        self.told = True

    def look_at_clock(self) -> bool:
        """Brings rows back to the wall clock where that jumped; whether it did. Raises DatabaseError, and does it at
        the next look then."""
        self.jumped += self.clock.jump()
        if not self.jumped:
            return False
        clock.follow(self.jumped)
        self._note(Trouble.CLOCK, self.jumped.total_seconds())
        self.jumped = timedelta(0)
        return True

    def database_failed(self, asked_at: float) -> None:
        """It did not answer a question of that time, as the steady clock tells it."""
        self.silent_since = self.silent_since or asked_at

    def database_answered(self, asked_at: float) -> bool:
        """It answered a question of that time; whether it had kept the worker waiting."""
        waited = time.monotonic() - (self.silent_since or asked_at)
        has_waited = self.silent_since is not None or waited > LONG_WAIT_SECONDS
        if has_waited:
            self._note(Trouble.DATABASE, waited)
        self.silent_since = None
        return has_waited

    def _note(self, trouble: Trouble, seconds: float) -> None:
        self.worker.trouble, self.worker.troubled_at = trouble, timezone.now()
        self.worker.trouble_seconds = round(seconds)
        self.told = False
