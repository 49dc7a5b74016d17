"""How much a caller of hooks may send, told before anything keeps it: a body is spooled to disk before a view sees it.

Only who holds a token of ours may send a file; everybody else has the room of a message.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from storyboard.takes.hooks import is_signed
from storyboard.takes.receiving import MOST_BYTES

MOST_MESSAGE_BYTES = 1_000_000

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Bounded:
    """The application behind it, but for bodies of hooks that are too long: those are answered with 413."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        most = _most(scope)
        if most is None:
            await self.app(scope, receive, send)
        elif _announced(scope) > most:
            await _refuse(send)
        else:
            await self._counted(scope, receive, send, most)

    async def _counted(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        """A body whose length was not told is counted while it comes; the application then sees a caller gone."""
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            return message if seen <= most else {"type": "http.disconnect"}

        await self.app(scope, counted, send)
        if seen > most:
            await _refuse(send)


def _most(scope: Scope) -> int | None:
    """How many bytes may come; None for everything but hooks."""
    parts = scope["path"].split("/")
    if parts[1] != "hooks":
        return None
    may_send_files = scope["method"] == "PUT" and len(parts) > 3 and is_signed(parts[3])
    return MOST_BYTES if may_send_files else MOST_MESSAGE_BYTES


def _announced(scope: Scope) -> int:
    told = dict(scope["headers"]).get(b"content-length", b"0")
    return int(told) if told.isdigit() and len(told) < 20 else 0


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": b"too large\n"})
