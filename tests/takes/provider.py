"""A provider across the network: the sandbox as a server of this process, which can be away for a while and back on the
same port, knowing everything it knew."""

import asyncio
import contextlib
import socket
import time
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from typing import Any, TypeVar

import uvicorn

from storyboard.sandbox.app import SandboxApp
from storyboard.sandbox.clock import WallClock
from storyboard.sandbox.faults import plan_from
from storyboard.sandbox.ledger import Line
from storyboard.sandbox.serving import _Droppable
from storyboard.sandbox.tasks import Pace
from storyboard.sandbox.world import Sandbox
from tests.machine.servers import free_port

PATHS = {"runware": "/v1", "highway": "", "crun": ""}
T = TypeVar("T")


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class SteadyClock(WallClock):
    """Goes on whatever is done to the clock of this machine."""

    def __init__(self) -> None:
        self.start = time.time() - time.monotonic()

    def now(self) -> float:
        return self.start + time.monotonic()


class Provider:
    """All three APIs on one port. Its tasks take no time unless `pace` says so."""

    def __init__(self, pace: float = 1000, *faults: Mapping[str, Any]) -> None:
        self.sandbox = Sandbox(clock=SteadyClock(), pace=Pace(pace), plan=plan_from({"faults": list(faults)}))
        self.port = free_port()
        self.loop = asyncio.new_event_loop()
        self.thread = Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.server: _Server | None = None

    @property
    def urls(self) -> dict[str, str]:
        """By the name of the API."""
        return {kind: f"http://127.0.0.1:{self.port}{path}" for kind, path in PATHS.items()}

    def strike(self, *faults: Mapping[str, Any]) -> None:
        """From now on these faults, and no others."""
        self.sandbox.plan.entries[:] = plan_from({"faults": list(faults)}).entries

    @property
    def lines(self) -> list[Line]:
        """Everything it accepted, each of which is charged or will be."""
        return list(self.sandbox.ledger.lines)

    def be_there(self) -> None:
        """Listens, until `be_away`."""
        self._do(self._listen())

    def be_away(self) -> None:
        """Nobody listens on its port, and every connection is closed."""
        self._do(self._close())

    def end(self) -> None:
        self.be_away()
        self._do(self.sandbox.close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def _listen(self) -> None:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        config = uvicorn.Config(
            SandboxApp(self.sandbox), http=_Droppable, ws="none", lifespan="off", log_config=None, access_log=False
        )
        self.server = _Server(config)
        self.serving = asyncio.create_task(self.server.serve(sockets=[listener]))
        while not self.server.started:
            await asyncio.sleep(0.01)

    async def _close(self) -> None:
        if self.server:
            self.server.should_exit = self.server.force_exit = True
            await self.serving
            self.server = None

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)


@contextmanager
def provider(*faults: Mapping[str, Any], pace: float = 1000) -> Iterator[Provider]:
    """One that is there, with these faults, until the end of the block."""
    found = Provider(pace, *faults)
    found.be_there()
    try:
        yield found
    finally:
        found.end()
