"""Accepted creates and what becomes of them: where a task stands is worked out from the clock whenever it is asked."""

import math
import random
import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from storyboard.sandbox.faults import Misfortune, Strike
from storyboard.sandbox.filming import Scenes
from storyboard.sandbox.ledger import Account, Line

_BASE_SECONDS = 14.0
_SECONDS_PER_SECOND = 4.0
_TIERS = {"std": 0.8, "pro": 1.2, "4k": 1.8}
# Each further result of a task comes this share of the first one's time later.
_SPREAD = 0.18
NEVER = math.inf


@dataclass(frozen=True)
class Failure:
    """Why a result failed: a word for machines and a sentence, each API having its own place for them."""

    code: str
    message: str


MODERATED = Failure("contentPolicyViolation", "The content was rejected by the provider's safety system.")
BROKEN = Failure("providerError", "The generation failed on the provider's side.")
MISSING = Failure("inferenceError", "This result could not be generated.")


@dataclass
class Result:
    """One video of a task. Times in seconds since 1970; `fetches` counts how often its file was asked for."""

    id: str
    index: int
    seed: int
    ends_at: float
    failure: Failure | None = None
    fetches: int = 0

    def has_ended(self, now: float) -> bool:
        return self.ends_at <= now


@dataclass(frozen=True)
class Order:
    """What an API has understood and accepted. `price` is for one result, in `unit`; `asked` is the request itself,
    `digest` the SHA-256 of the body it came in."""

    account: Account
    model: str
    scenes: Scenes
    price: Decimal
    unit: str
    asked: dict[str, Any]
    base: str
    digest: str = ""
    results: int = 1
    client_id: str | None = None
    hook: str | None = None
    upload: str | None = None
    link_seconds: float = 24 * 3600.0
    strike: Strike = field(default_factory=Strike)


@dataclass
class Task:
    """An order under way."""

    id: str
    order: Order
    line: Line
    accepted_at: float
    starts_at: float
    results: list[Result]
    questions: int = 0

    @property
    def ends_at(self) -> float:
        return max(result.ends_at for result in self.results)

    def has_ended(self, now: float) -> bool:
        return self.ends_at <= now

    def is_queued(self, now: float) -> bool:
        return now < self.starts_at and not self.has_ended(now)

    def progress(self, result: Result, now: float) -> int:
        """Per cent done: 0 in the queue, 100 at the end and not before."""
        if result.has_ended(now):
            return 100
        if result.ends_at == NEVER:
            return min(97, int(max(now - self.starts_at, 0)))
        return max(0, min(99, int(100 * (now - self.starts_at) / (result.ends_at - self.starts_at))))

    @property
    def earned(self) -> Decimal:
        """What is charged in the end: the results that came. Source: RULES.md, failed results."""
        return self.order.price * sum(1 for result in self.results if not result.failure)

    def misfortune(self, kind: str) -> Misfortune | None:
        return self.order.strike.named(kind)

    def file_misfortune(self, result: Result) -> str | None:
        """What is wrong with the result's file this time, and counts the time."""
        result.fetches += 1
        for kind in ("dead_link", "corrupt", "truncated", "broken_off"):
            fault = self.misfortune(kind)
            if fault and (fault["fetches"] is None or result.fetches <= fault["fetches"]):
                return kind
        return None


@dataclass(frozen=True)
class Pace:
    """How long things take; `speed` 10 makes all tasks ten times as fast. Links live as long as ever."""

    speed: float = 1.0

    def queue(self, task_id: str) -> float:
        """Seconds from acceptance to the start."""
        return _dice(task_id, "queue").uniform(2, 6) / self.speed

    def work(self, task_id: str, scenes: Scenes, index: int) -> float:
        """Seconds from the start to the end of result `index`, from 0."""
        luck = _dice(task_id, "work").uniform(0.9, 1.2)
        first = (_BASE_SECONDS + _SECONDS_PER_SECOND * scenes.seconds) * _TIERS[scenes.tier] * luck
        return first * (1 + _SPREAD * index) / self.speed


def begun(task_id: str, order: Order, line: Line, now: float, pace: Pace) -> Task:
    """The task of an order that was just accepted, its whole life laid out, faults included."""
    at_once = order.strike.named("webhook_early") is not None
    starts_at = now if at_once else now + pace.queue(task_id)
    results = [_result(task_id, order, index, starts_at, pace, at_once) for index in range(order.results)]
    return Task(task_id, order, line, now, starts_at, results)


def _result(task_id: str, order: Order, index: int, starts_at: float, pace: Pace, at_once: bool) -> Result:
    dice = _dice(task_id, str(index))
    ends_at = starts_at if at_once else starts_at + pace.work(task_id, order.scenes, index)
    if order.strike.named("never"):
        ends_at = NEVER
    result_id = str(uuid.UUID(int=dice.getrandbits(128), version=4))
    return Result(result_id, index, dice.randrange(1, 2**31), ends_at, _failure(order.strike, index))


def _failure(strike: Strike, index: int) -> Failure | None:
    if strike.named("moderation"):
        return MODERATED
    if strike.named("failed"):
        return BROKEN
    partial = strike.named("partial")
    return MISSING if partial and index >= partial["keep"] else None


def _dice(task_id: str, what: str) -> random.Random:
    """The same for the same task, so that a life can be told twice."""
    return random.Random(f"{task_id}:{what}")  # noqa: S311  (nothing secret)
