"""The WebSocket of a project page: joins the project's group, says where the numbers stand, and passes messages on."""

import json
import time
from collections.abc import Callable
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from django.conf import settings
from django.utils import translation

from storyboard.live.sending import group_of, last_number

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
    """One open page. It joins first and then reads the number, so that nothing falls between the two."""

    async def connect(self) -> None:
        self.project_id: str = self.scope["url_route"]["kwargs"]["project_id"]
        self.person = self.scope["user"]
        self.groups_joined: list[str] = []
        await self.accept()
        if not self.person.is_authenticated:
            await self.close(SIGNED_OUT)
        elif not await self.may_look():
            await self.close(NOT_YOURS)
        else:
            await self.join()

    async def join(self) -> None:
        self.groups_joined = [group_of(self.project_id, self.language()), person_group(self.person.pk)]
        for group in self.groups_joined:
            await self.channel_layer.group_add(group, self.channel_name)
        number = await database_sync_to_async(last_number)(self.project_id)
        now = round(time.time() * 1000)  # browsers' own clocks are often wrong
        await self.send(json.dumps({"number": number, "hello": True, "now": now}))

    async def disconnect(self, code: int) -> None:
        for group in self.groups_joined:
            await self.channel_layer.group_discard(group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Pages have nothing to say here: what they do, they post."""

    async def push(self, message: dict[str, Any]) -> None:
        await self.send(message["text"])

    async def recheck(self, message: dict[str, Any]) -> None:
        """Somebody's sign-in or membership changed: whoever may no longer look is let go."""
        if message.get("signed_out"):
            await self.close(SIGNED_OUT)
        elif not await self.may_look():
            await self.close(NOT_YOURS)

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
