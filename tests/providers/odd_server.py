"""A server on this machine that says exactly the bytes a test wants said, and remembers what it was asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from storyboard.providers.asking import Access
from storyboard.providers.http import Door

KEY = "sk-secret-9f8e7d6c5b4a"
Script = Callable[[bytes, asyncio.StreamWriter], Awaitable[bool]]


def response(body: bytes, status: int = 200, **headers: str) -> bytes:
    """A whole HTTP response."""
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def told(content: Any, status: int = 200, **headers: str) -> bytes:
    return response(json.dumps(content).encode(), status, content_type="application/json", **headers)


@dataclass
class OddServer:
    """`says` are the answers in turn, the last one for ever; None closes the connection. `asked` are whole requests.
    What has one of the texts of `breaks_at` in it is answered with a 500."""

    says: list[bytes | None] = field(default_factory=list)
    asked: list[bytes] = field(default_factory=list)
    connections: int = 0
    at_once: int = 0
    most_at_once: int = 0
    pause: float = 0.0
    port: int = 0
    breaks_at: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def door(self) -> Door:
        return Door(configured=frozenset({("127.0.0.1", self.port)}))

    def access(self, provider: str, key: str = KEY) -> Access:
        return Access(provider, self.url, key)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while await self._answer(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        length = next((int(line.partition(b":")[2]) for line in lines if line.startswith(b"content-length:")), 0)
        asked = head + await reader.readexactly(length)
        self.asked.append(asked)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.pause)
        self.at_once -= 1
        says = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        if any(text.encode() in asked for text in self.breaks_at):
            says = response(b"", 500)
        if says is None:
            return False
        writer.write(says)
        await writer.drain()
        return b"Content-Length: 99999999" not in says


@asynccontextmanager
async def odd_server(*says: bytes | None) -> AsyncIterator[OddServer]:
    odd = OddServer(list(says))
    async with await asyncio.start_server(odd.serve, "127.0.0.1", 0, limit=1_000_000) as server:
        odd.port = server.sockets[0].getsockname()[1]
        yield odd
