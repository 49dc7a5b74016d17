"""How long it took from a task's end to the open page, out of what the stand-ins noted and the page heard."""

import json
from dataclasses import dataclass

from tests.bench.polling.bare import tasks_of
from tests.bench.polling.measuring import Measured


@dataclass(frozen=True)
class Delay:
    """Of one task, in seconds: from its end, and from the question that told of it, which is the worker's own part."""

    whole: float
    own: float


def delays_of(measured: Measured) -> list[Delay]:
    """Of all that the page heard of."""
    asked = _asked(measured)
    came = _came(measured)
    found = []
    for take, (task, end) in measured.ends.items():
        if take in came:
            told = max(at for at in asked[task] if at <= came[take])
            found.append(Delay(came[take] - end, came[take] - told))
    return found


def _asked(measured: Measured) -> dict[str, list[float]]:
    """When each task was asked about."""
    asked: dict[str, list[float]] = {}
    for note in (*measured.notes, *measured.later):
        for task in tasks_of(note):
            asked.setdefault(task, []).append(note["at"])
    return asked


def _came(measured: Measured) -> dict[str, float]:
    """When the page was first told of each take that changed."""
    came: dict[str, float] = {}
    for at, text in measured.heard:
        for fragment in json.loads(text).get("fragments", []):
            came.setdefault(fragment["key"], at)
    return came
