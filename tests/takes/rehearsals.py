"""Orders rehearsed against the stand-ins, quickly, with a worker of this process."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async

from storyboard.ids import new_token
from storyboard.projects.models import Project
from storyboard.sandbox.faults import plan_from
from storyboard.sandbox.tasks import Pace
from storyboard.sandbox.world import Sandbox
from storyboard.studio.models import Person
from storyboard.takes import collecting, speaking, submitting
from storyboard.takes.models import Generation, Order, Take
from storyboard.takes.ordering import Wish, place_order
from storyboard.takes.states import OPEN_GENERATIONS, TakeState
from storyboard.work.runner import Runner


@contextmanager
def stage(*faults: dict[str, Any]) -> Iterator[Sandbox]:
    """Stand-ins a thousand times as fast as real ones, with these faults."""
    sandbox = Sandbox(pace=Pace(1000), plan=plan_from({"faults": list(faults)}))
    speaking.rehearse_with(sandbox)
    try:
        yield sandbox
    finally:
        speaking.rehearse_with(None)
        async_to_sync(sandbox.close)()


def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """As often as ever, and each time after a moment: what would wait for minutes is over in seconds."""
    for module, name in ((submitting, "DOUBT_PAUSES"), (collecting, "UNREADABLE_PAUSES")):
        monkeypatch.setattr(module, name, (0.05,) * len(getattr(module, name)))


def rehearsed(project: Project, person: Person | None, model: str, results: int = 1) -> Order:
    """An order to the stand-in of a model."""
    return place_order(project, person, Wish(f"rehearsal:{model}", new_token(), results))


def work(seconds: float = 60) -> None:
    """Runs a worker until no generation is open and no file missing but those that wait for a person."""

    def over() -> bool:
        missing = Take.objects.filter(state=TakeState.COLLECTING, stuck=False)
        return not (Generation.objects.filter(state__in=OPEN_GENERATIONS, due_at__isnull=False) or missing)

    work_along(iter([over]), seconds)


def work_along(scene: Iterator[Callable[[], bool]], seconds: float = 60) -> None:
    """Runs a worker while a scene is played: a generator that goes on as soon as the condition it yields holds."""

    def following() -> Callable[[], bool] | None:
        return next(scene, None)

    async def play() -> None:
        runner = Runner(processes=1)
        working = asyncio.create_task(runner.run())
        async with asyncio.timeout(seconds):
            while condition := await sync_to_async(following)():
                while not await sync_to_async(condition)():
                    await asyncio.sleep(0.05)
        runner.stop()
        await working

    async_to_sync(play)()
