"""The stand-ins of the polling bench, in a process of their own, with a note of every question that they were asked.

Run: `python -m tests.bench.polling.provider SPEED`; prints its address. `GET /bench/notes` gives the notes since it was
last asked, `POST /bench/ends` says when tasks end, so that some do within the measured window and no other. Each of
those has a real film, drawn once before anything is measured and made a file of its own for every task.
"""

import asyncio
import json
import socket
import struct
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import uvicorn

from storyboard.sandbox.app import SandboxApp
from storyboard.sandbox.filming import Scenes, Studio
from storyboard.sandbox.ledger import Account
from storyboard.sandbox.tasks import Pace
from storyboard.sandbox.web import Dropped
from storyboard.sandbox.world import Sandbox

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


FILM = Scenes((("A kite over a tram.", 2), ("It is gone.", 1)))


class OneFilm(Studio):
    """Gives the same film for every result, ended by its name in a box that players skip. Source: ISO/IEC 14496-12."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.film = asyncio.run(self._drawn())

    async def _drawn(self) -> bytes:
        content = await super().read("one.mp4", FILM)
        self.close()
        return content

    async def read(self, name: str, scenes: Scenes) -> bytes:
        told = name.encode()
        return self.film + struct.pack(">I4s", 8 + len(told), b"free") + told


@dataclass(frozen=True)
class Note:
    """One request: when it came, in seconds since 1970, and all that it takes to send it again."""

    at: float
    method: str
    path: str
    headers: dict[str, str]
    body: str


class Noting:
    """The application of a sandbox, noting what it is asked. What is noted is read later, so that it costs little."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.app = sandbox, SandboxApp(sandbox)
        self.notes: list[tuple[float, Message, bytes]] = []

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        at, parts = time.time(), []

        async def heard() -> Message:
            message = await receive()
            parts.append(message.get("body", b""))
            return message

        if scope["path"] == "/bench/notes":
            await self.tell([asdict(_note(*one)) for one in self.notes], send)
            self.notes.clear()
        elif scope["path"] == "/bench/ends":
            self.end(json.loads((await receive())["body"]))
            await self.tell({}, send)
        else:
            with suppress(Dropped):  # whoever asked was ended
                await self.app(scope, heard, send)  # type: ignore[arg-type]
            self.notes.append((at, scope, b"".join(parts)))

    async def tell(self, content: Any, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": json.dumps(content).encode()})

    def end(self, ends: list[tuple[str, str, float]]) -> None:
        """Has Runware's tasks end at their moments, given with key and id."""
        for key, task_id, at in ends:
            task = self.sandbox.task(Account("runware", key), task_id)
            assert task
            for result in task.results:
                result.ends_at = at


def _note(at: float, scope: Message, body: bytes) -> Note:
    query = scope["query_string"].decode()
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    return Note(at, scope["method"], scope["path"] + (f"?{query}" if query else ""), headers, body.decode())


def main(speed: float) -> None:
    """Until it is ended."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    with tempfile.TemporaryDirectory(prefix="storyboard-bench-") as folder:
        app: Any = Noting(Sandbox(pace=Pace(speed), studio=OneFilm(Path(folder)), folder=Path(folder)))
        print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        config = uvicorn.Config(
            app, ws="none", lifespan="off", log_config=None, access_log=False, timeout_keep_alive=330
        )
        uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main(float(sys.argv[1]))
