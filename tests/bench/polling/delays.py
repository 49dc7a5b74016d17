"""How long it took from a task's end to the open page, out of what the stand-ins noted and the page heard: first that
the video is made, then that it has been fetched, checked and can be played.
"""

import json
from dataclasses import dataclass

from tests.bench.polling.bare import tasks_of
from tests.bench.polling.measuring import Measured

READY = 'data-state="ready"'


@dataclass(frozen=True)
class Delay:
    """Of one task, in seconds: from its end to the page's first word of it, the worker's own part of that, which begins
    with the question that told of it, and from its end to a video that plays; None where that did not come in time."""

    told: float
    own: float
    ready: float | None


def delays_of(measured: Measured) -> list[Delay]:
    """Of all that the page heard of."""
    asked, came, ready = _asked(measured), _came(measured, ""), _came(measured, READY)
    found = []
    for take, (task, end) in measured.ends.items():
        if take in came:
            told = max(at for at in asked[task] if at <= came[take])
            plays = ready[take] - end if take in ready else None
            found.append(Delay(came[take] - end, came[take] - told, plays))
    return found


def _asked(measured: Measured) -> dict[str, list[float]]:
    """When each task was asked about."""
    asked: dict[str, list[float]] = {}
    for note in (*measured.notes, *measured.later):
        for task in tasks_of(note):
            asked.setdefault(task, []).append(note["at"])
    return asked


def _came(measured: Measured, having: str) -> dict[str, float]:
    """When the page was first told of each take that changed, with that in its markup."""
    came: dict[str, float] = {}
    for at, text in measured.heard:
        for fragment in json.loads(text).get("fragments", []):
            if having in (fragment.get("markup") or ""):
                came.setdefault(fragment["key"], at)
    return came
