"""The WebSocket of a project page: joins the project's group, says where the numbers stand, and passes messages on.
Its one question to a page is which shot the person is on."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from django.conf import settings
from django.utils import translation

from storyboard.live import audiences, presence
from storyboard.live.sending import group_of, last_number

# Messages that wait for one page to take them.
MOST_UNSENT = 1000
SIGNED_OUT, NOT_YOURS = 4401, 4404

# Rooms above say who may look at a project: (person, project id) -> bool.
_gate: list[Callable[[Any, str], bool]] = []


def guard_with(may_look: Callable[[Any, str], bool]) -> None:
    """Sets the check of who may look at a project, once, when the app is ready."""
    _gate[:] = [may_look]


def person_group(person_id: str) -> str:
    """The group of every open socket of a person, told when what they may see changes."""
    return f"person.{person_id}"


class ProjectConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """One open page. It joins first and then reads the number, so that nothing falls between the two; what comes in the
    meantime is sent after the number."""

    async def connect(self) -> None:
        self.person = self.scope["user"]
        self.group = self.topic()
        self.unsent: deque[str] = deque()
        self.greeted = False
        self.telling: asyncio.Task[None] | None = None
        await self.accept()
        if not self.is_known():
            await self.close(SIGNED_OUT)
        elif not await self.may_look():
            await self.close(NOT_YOURS)
        else:
            await self.join()

    def is_known(self) -> bool:
        """Whether anybody is there who could be let in."""
        return bool(self.person.is_authenticated)

    def own_group(self) -> str:
        """The group that is told when the page has to check again whether it may look."""
        return person_group(self.person.pk)

    def topic(self) -> str:
        """The group that the page listens to."""
        self.project_id: str = self.scope["url_route"]["kwargs"]["project_id"]
        return group_of(self.project_id, self.language())

    async def greeting(self) -> dict[str, Any]:
        """What the page is told first."""
        return {"number": await database_sync_to_async(last_number)(self.project_id)}

    async def join(self) -> None:
        await audiences.join(self.group, self)
        await self.channel_layer.group_add(self.own_group(), self.channel_name)
        now = round(time.time() * 1000)  # browsers' own clocks are often wrong
        await self.send(json.dumps({**await self.greeting(), "hello": True, "now": now}))
        self.greeted = True
        self.enter()
        self.tell()

    def enter(self) -> None:
        """Others are told that the person is here."""
        presence.enter(self.project_id, self, self.person)

    async def go(self) -> None:
        """Others are told that the page has gone."""
        await presence.leave(self.project_id, self)

    async def leave(self) -> None:
        await self.go()
        await audiences.leave(self.group, self)
        if self.telling:
            self.telling.cancel()

    async def let_go(self, code: int) -> None:
        await self.leave()
        await self.close(code)

    async def disconnect(self, code: int) -> None:
        await self.leave()
        if self.is_known():
            await self.channel_layer.group_discard(self.own_group(), self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Pages say where they are; what they do, they post."""
        presence.listen(self.project_id, self, text_data or "")

    def hear(self, text: str) -> None:
        """Takes a message. What a page that is too slow misses, it asks for when it finds a gap in the numbers."""
        if len(self.unsent) < MOST_UNSENT:
            self.unsent.append(text)
            self.tell()

    def tell(self) -> None:
        if self.greeted and self.unsent and (self.telling is None or self.telling.done()):
            self.telling = asyncio.create_task(self.send_unsent())

    async def send_unsent(self) -> None:
        with suppress(OSError):  # the page has gone; that it has is told next
            while self.unsent:
                await self.send(self.unsent.popleft())

    async def recheck(self, message: dict[str, Any]) -> None:
        """Somebody's sign-in or membership changed: whoever may no longer look is let go."""
        if message.get("signed_out"):
            await self.let_go(SIGNED_OUT)
        elif not await self.may_look():
            await self.let_go(NOT_YOURS)

    async def may_look(self) -> bool:
        return bool(_gate) and await database_sync_to_async(_gate[0])(self.person, self.project_id)

    def language(self) -> str:
        wanted = self.scope.get("cookies", {}).get(settings.LANGUAGE_COOKIE_NAME, "")
        headers = dict(self.scope["headers"])
        accepted = headers.get(b"accept-language", b"").decode("latin-1")
        for code in [wanted, *(part.split(";")[0].strip() for part in accepted.split(","))]:
            try:
                return translation.get_supported_language_variant(code)
            except LookupError:
                continue
        return settings.LANGUAGE_CODE


class Nowhere(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Every other address: closed with a code in place of a traceback in the log."""

    async def connect(self) -> None:
        await self.accept()
        await self.close(NOT_YOURS)


async def tell_person(person_id: str, *, signed_out: bool = False) -> None:
    """Has every open socket of a person check again what they may see."""
    layer = get_channel_layer()
    if layer is not None:
        await layer.group_send(person_group(person_id), {"type": "recheck", "signed_out": signed_out})
