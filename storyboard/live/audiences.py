"""Open pages of this process by the group whose messages they hear.

The process joins a group of the channel layer once and tells each of its pages itself. The layer's own way has a copy,
a queue, a task and a hop to another thread for every page and every message, and looks through all pages for each.
"""

import asyncio
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer


class Page(Protocol):
    """Whoever listens."""

    def hear(self, text: str) -> None:
        """Takes a message without waiting for anything."""


class Audience:
    """The pages of one group, and the one channel of this process in it."""

    def __init__(self, group: str) -> None:
        self.group, self.layer = group, get_channel_layer()
        self.pages: set[Page] = set()
        self.passing_on: asyncio.Task[None] | None = None
        self.joining = asyncio.create_task(self._join())

    async def _join(self) -> None:
        self.channel = await self.layer.new_channel()
        await self.layer.group_add(self.group, self.channel)
        self.passing_on = asyncio.create_task(self._pass_on())

    async def _pass_on(self) -> None:
        while True:
            message: dict[str, Any] = await self.layer.receive(self.channel)
            for page in tuple(self.pages):
                page.hear(message["text"])

    async def end(self) -> None:
        """Leaves the group."""
        await asyncio.wait([self.joining])
        if self.passing_on:
            self.passing_on.cancel()
            await asyncio.wait([self.passing_on])
            await self.layer.group_discard(self.group, self.channel)


_audiences: "WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, Audience]]" = WeakKeyDictionary()


def _here() -> dict[str, Audience]:
    return _audiences.setdefault(asyncio.get_running_loop(), {})


async def join(group: str, page: Page) -> None:
    """Has a page hear a group: every message that is sent once this has come back."""
    audience = _here().get(group) or _here().setdefault(group, Audience(group))
    audience.pages.add(page)
    try:
        await asyncio.shield(audience.joining)
    except BaseException:
        await leave(group, page)
        raise


async def leave(group: str, page: Page) -> None:
    """Has it hear no more. A page that has left already may leave again."""
    audience = _here().get(group)
    if audience is None or page not in audience.pages:
        return
    audience.pages.remove(page)
    if not audience.pages:
        del _here()[group]
        await audience.end()
