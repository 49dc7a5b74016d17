"""One sandbox: its clock, accounts, uploads, tasks and ledger. Everything is in memory and bounded."""

import asyncio
import heapq
import itertools
import shutil
import tempfile
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from storyboard.sandbox.clock import Clock, WallClock
from storyboard.sandbox.faults import Plan
from storyboard.sandbox.filming import Studio
from storyboard.sandbox.hooks import Post, Poster, deliver, nobody
from storyboard.sandbox.ledger import Account, Ledger, Line
from storyboard.sandbox.shelf import Shelf
from storyboard.sandbox.tasks import BROKEN, NEVER, Order, Pace, Result, Task, begun
from storyboard.sandbox.web import dumped

MOST_TASKS = 20_000
VIDEO_TYPES = {"mp4": "video/mp4", "webm": "video/webm", "mov": "video/quicktime"}


@dataclass(frozen=True)
class Teller:
    """How one API tells a client of a finished result: the JSON to post, and whether it is posted until received."""

    webhook: Callable[[Task, Result], Any]
    tries_again: bool = False


SILENT = Teller(lambda task, result: None)


class Sandbox:
    """State of the stand-ins. `poster` sends webhooks; without a `folder` one is made, and removed at `close`."""

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        pace: Pace | None = None,
        plan: Plan | None = None,
        poster: Poster = nobody,
        folder: Path | None = None,
        studio: Studio | None = None,
        full_size: bool = False,
    ) -> None:
        self.clock = clock or WallClock()
        self.pace = pace or Pace()
        self.plan = plan or Plan()
        self.poster = poster
        self._own_folder = None if folder else Path(tempfile.mkdtemp(prefix="storyboard-sandbox-"))
        self.folder = folder or self._own_folder or Path()
        self._studio = studio or Studio(self.folder / "files", full_size=full_size)
        self._is_own_studio = studio is None
        self.shelf = Shelf(self.folder / "shelf", self.clock.now)
        self.ledger = Ledger()
        self.elements: dict[Account, set[str]] = {}
        self.presigned: dict[str, tuple[Account, str, str, float]] = {}
        self._tasks: dict[tuple[Account, str], Task] = {}
        self._results: dict[str, tuple[Task, Result]] = {}
        self._ends: list[tuple[float, int, Task]] = []
        self._numbers = itertools.count()
        self._doing: set[asyncio.Task[None]] = set()

    def now(self) -> float:
        """Seconds since 1970 by the sandbox's clock; reservations due by now are settled."""
        now = self.clock.now()
        while self._ends and self._ends[0][0] <= now:
            ended_at, _, task = heapq.heappop(self._ends)
            self.ledger.settle(task.line, task.earned, ended_at)
        return now

    def task(self, account: Account, task_id: str) -> Task | None:
        """The account's task of that id."""
        return self._tasks.get((account, task_id))

    def result(self, result_id: str) -> tuple[Task, Result] | None:
        """A result and its task, whoever asks: links are open to all who know them."""
        return self._results.get(result_id)

    async def place(self, order: Order, teller: Teller = SILENT) -> Task:
        """Accepts an order: reserves its price and lays its life out. Raises NoCredit; then nothing has happened."""
        now, task_id = self.now(), order.client_id or str(uuid.uuid4())
        amount = order.price * order.results
        line = Line(
            order.account, order.model, task_id, order.client_id, amount, order.unit, now, order.results, order.digest
        )
        self.ledger.reserve(line)
        task = begun(task_id, order, line, now, self.pace)
        is_early = order.strike.named("webhook_early") is not None
        due = held_back(task) if self._studio.full_size and not is_early else {}
        self._remember(task)
        if is_early:
            for result in task.results:
                await self._tell(task, result, teller, again=False)
        elif due or order.hook or order.upload:
            self._do(self._follow(task, teller, due))
        return task

    async def video(self, task: Task, result: Result) -> bytes:
        """The file of a result, drawn if need be. Raises OSError."""
        scenes = replace(task.order.scenes, title=f"{task.order.model} · seed {result.seed}")
        return await self._studio.read(f"{result.id}.{scenes.container}", scenes)

    async def close(self) -> None:
        """Ends everything under way and removes what was kept."""
        for doing in list(self._doing):
            doing.cancel()
        await asyncio.gather(*self._doing, return_exceptions=True)
        if self._is_own_studio:
            self._studio.close()
        if self._own_folder:
            shutil.rmtree(self._own_folder, ignore_errors=True)

    def _remember(self, task: Task) -> None:
        self._tasks[task.order.account, task.id] = task
        for result in task.results:
            self._results[result.id] = (task, result)
        self._expect_end(task)
        while len(self._tasks) > MOST_TASKS:
            oldest = self._tasks.pop(next(iter(self._tasks)))
            for result in oldest.results:
                self._results.pop(result.id, None)

    def _expect_end(self, task: Task) -> None:
        """Has the reservation settled when the task ends, if that is known."""
        if task.ends_at != NEVER:
            heapq.heappush(self._ends, (task.ends_at, next(self._numbers), task))

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        doing = asyncio.get_running_loop().create_task(work)
        self._doing.add(doing)
        doing.add_done_callback(self._doing.discard)

    async def _follow(self, task: Task, teller: Teller, due: dict[str, float]) -> None:
        """Draws what is `due`; tells of each result when it is there, of reordered ones late and last first."""
        if due:
            await self._draw(task, due)
        if not task.order.hook and not task.order.upload:
            return
        reordered = task.misfortune("webhook_reordered")
        results = sorted(task.results, key=lambda result: result.ends_at)
        if reordered:
            results.reverse()
        for result in results:
            if result.ends_at == NEVER:
                return
            await self.clock.sleep(result.ends_at - self.clock.now() + (reordered["seconds"] if reordered else 0))
            self._do(self._tell(task, result, teller))

    async def _draw(self, task: Task, due: dict[str, float]) -> None:
        """Draws the results one after the other; each ends when it is drawn, and not before it is due."""
        for result in task.results:
            if result.id in due:
                try:
                    await self.video(task, result)
                except OSError:
                    result.failure = BROKEN
                result.ends_at = max(due[result.id], self.clock.now())
        self._expect_end(task)

    async def _tell(self, task: Task, result: Result, teller: Teller, *, again: bool = True) -> None:
        self.now()
        # Neither waits for the other: the webhook may precede the upload (notes 1.6).
        self._do(self._upload(task, result))
        if not task.order.hook or task.misfortune("webhook_lost"):
            return
        post = Post(task.order.hook, dumped(teller.webhook(task, result)))
        for _time in range(2 if task.misfortune("webhook_twice") else 1):
            await deliver(self.poster, self.clock, post, again=again and teller.tries_again)

    async def _upload(self, task: Task, result: Result) -> None:
        """PUTs the file where the order asked for it. Source: the Runware seeds, uploadEndpoint."""
        if not task.order.upload or result.failure:
            return
        try:
            content = await self.video(task, result)
        except OSError:
            return
        headers = {"content-type": VIDEO_TYPES[task.order.scenes.container]}
        await deliver(self.poster, self.clock, Post(task.order.upload, content, "PUT", headers), again=False)


def held_back(task: Task) -> dict[str, float]:
    """Keeps the results from ending by the clock alone; gives when each would have, by its id.

    Large videos take longer to draw than a client waits for a download, so that they are drawn before they are told of.
    """
    due = {result.id: result.ends_at for result in task.results if not result.failure and result.ends_at != NEVER}
    for result in task.results:
        if result.id in due:
            result.ends_at = NEVER
    return due
